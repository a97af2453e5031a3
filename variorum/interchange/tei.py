"""The wordings of quotations as a critical apparatus: TEI P5, parallel segmentation (Guidelines, chapter 13).

A quotation with several wordings is a `div` with its speaker as `head`; a wording is a `witness` that names outlet,
characters and mode; where wordings differ an `app` has a `rdg` for each. Articles are `bibl` in `sourceDesc`.

    <app><rdg wit="#q1.W1 #q1.W2">control </rdg><rdg wit="#q1.W3">full control. </rdg></app>
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from variorum.edition.authorship import marked_title
from variorum.interchange.apparatus import tables
from variorum.interchange.formats import File
from variorum.interchange.xml import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.edition import Edition
    from variorum.interchange.apparatus import Table, Token

_TEI = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(edition: Edition) -> Iterator[File]:
    """Write `quotations.tei.xml`: one `div` a quotation, one `witness` a wording."""
    from lxml import etree

    root = etree.Element(f"{{{_TEI}}}TEI", nsmap={None: _TEI})
    found = list(tables(edition))
    _header(root, edition)
    body = _add(_add(root, "text"), "body")
    for table in found:
        _quotation(body, table, edition)
    if not found:
        _add(body, "p", "No quotation has more than one wording.")
    etree.indent(root.find(f"{{{_TEI}}}teiHeader"))
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    yield File("quotations.tei.xml", text + b"\n")


def _header(root: Any, edition: Edition) -> None:
    header = _add(root, "teiHeader")
    file = _add(header, "fileDesc")
    _add(_add(file, "titleStmt"), "title", f"Wordings of what was said: {marked_title(edition)}")
    _add(_add(file, "publicationStmt"), "p", f"Made by {edition.generator.name} {edition.generator.version}.")
    sources = _add(_add(file, "sourceDesc"), "listBibl")
    for article in edition.articles:
        entry = _add(sources, "bibl")
        _add(entry, "title", article.title or article.id)
        _add(entry, "publisher", article.outlet or "not known")
        date = _add(entry, "date", article.published or "not known")
        if article.published:
            date.set("when", article.published)
        if article.url:
            _add(entry, "idno", article.url).set("type", "URL")
    encoding = _add(header, "encodingDesc")
    _add(encoding, "variantEncoding").attrib.update({"method": "parallel-segmentation", "location": "internal"})


def _quotation(body: Any, table: Table, edition: Edition) -> None:
    q = table.quotation
    part = _add(body, "div")
    part.attrib.update({"type": "quotation", _ID: q.id})
    _add(part, "head", q.speaker or "Speaker not known")
    witnesses = _add(part, "listWit")
    named = {a.id: a for a in edition.articles}
    for w in table.witnesses:
        article = named[w.wording.article]
        told = f"{article.outlet or article.id}, characters {w.wording.start} to {w.wording.end}, {w.wording.mode}"
        _add(witnesses, "witness", told).set(_ID, f"{q.id}.{w.sign}")
    line = _add(part, "p")
    signs = [f"#{q.id}.{w.sign}" for w in table.witnesses]
    for agreed, places in groupby(_places(table), key=lambda place: len(set(place)) == 1):
        if agreed:
            _append(line, "".join(place[0] for place in places))
        else:
            _apparatus(line, ["".join(words) for words in zip(*places, strict=True)], signs)
    languages = {named[w.wording.article].language for w in table.witnesses} - {""}
    if len(languages) == 1:
        line.set(_LANG, languages.pop())


def _places(table: Table) -> list[tuple[str, ...]]:
    """The words of all witnesses at each place, with one space after those that have white space there, or end."""
    last = [w.tokens[-1] if w.tokens else None for w in table.witnesses]
    return [tuple(_word(token, last[i]) for i, token in enumerate(column)) for column in table.columns]


def _word(token: Token | None, last: Token | None) -> str:
    if token is None:
        return ""
    word = token.text.strip()
    return f"{word} " if word != token.text or token == last else word


def _apparatus(line: Any, texts: Sequence[str], signs: Sequence[str]) -> None:
    """One `app` for neighbouring places in which the witnesses differ; an empty `rdg` is an omission."""
    readings: dict[str, list[str]] = {}
    for text, sign in zip(texts, signs, strict=True):
        readings.setdefault(text, []).append(sign)
    entry = _add(line, "app")
    for text, those in readings.items():
        _add(entry, "rdg", text).set("wit", " ".join(those))


def _add(parent: Any, name: str, text: str | None = None) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{_TEI}}}{name}")
    if text is not None:
        element.text = clean(text)
    return element


def _append(parent: Any, text: str) -> None:
    text = clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
