"""A page read back: its elements, checked for balance, with their attributes and texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr", "rect", "path"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    words: list[str]
    start: int
    end: int | None = None

    @property
    def text(self) -> str:
        return "".join(self.words[self.start : self.end])


@dataclass
class Page(HTMLParser):
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        element = Element(tag, {name: value or "" for name, value in attrs}, self.words, len(self.words))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open, tag
            element = self.open.pop()
            assert element.name == tag, (tag, self.getpos())
            element.end = len(self.words)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, name: str = "", **attributes: str) -> list[Element]:
        return [
            e
            for e in self.elements
            if (not name or e.name == name)
            and all(v in e.attributes.get(k.rstrip("_"), "").split() for k, v in attributes.items())
        ]


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open, [e.name for e in page.open]
    return page
