"""The colours of the page can be read: WCAG 2.2 asks for a contrast of 4.5 to 1 for text."""

import re
from importlib.resources import files

import pytest

STYLE = (files("variorum.edition.html") / "style.css").read_text("utf-8")
LIGHT, DARK = STYLE[: STYLE.index("@media")], STYLE[STYLE.index("@media") : STYLE.index("*, *::before")]
PAIRS = [
    (fore, back)
    for fore in ("ink", "soft", "rubric", "amber", "calm")
    for back in ("paper", "panel", "chosen", "target")
]
PAIRS += [("muted", "paper"), ("muted", "panel")]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#") if len(colour) == 7 else "".join(2 * c for c in colour.lstrip("#"))
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(sheet: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#\w+)", sheet.partition(".o1 {")[0]))
    poor = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: round(found, 2) for pair, found in poor.items() if found < 4.5} == {}


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_the_letters_of_articles_can_be_read(sheet: str) -> None:
    on = re.search(r"--on: (#\w+)", sheet)
    found = re.findall(r"\.o\d+ \{ --o: (#\w+)", sheet)
    assert on
    assert len(found) == 12
    assert min(contrast(colour, on[1]) for colour in found) >= 4.5


def test_nothing_is_fetched() -> None:
    assert not re.search(r"url\(|@import|@font-face", STYLE)
