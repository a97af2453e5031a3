"""Readings and wordings ordered for people: what says the same stands together, what differs is cut out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from variorum.edition.diff import Change, Piece, compare, likeness, marked_apart, telling, words
from variorum.edition.display import shown
from variorum.model import DiscrepancyKind, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition.data import Discrepancy, Quotation, Reading, Wording

Pieces = tuple[tuple[str, str], ...]
"""Stretches of text as (class, text): `""` plain, `focus` the words that differ, `added` and `omitted`."""

# Single marks count where they hold words; else they are apostrophes.
_QUOTATION_MARK = re.compile(r"""["“”„«»‹›「」『』]|(?<!\w)['‘][^'’]+['’](?!\w)""")
_PAIRS = (('"', '"'), ("“", "”"), ("«", "»"))
_ARTICLES = frozenset({"a", "an", "the"})
_CHANNELS = frozenset(
    {"statement", "statements", "communique", "communiqué", "press", "release", "post", "letter", "report"}
)
_ALIKE = 0.5
_NEARLY = 0.85
# A focus that is a greater part of a quotation shows nothing.
_MOST = 0.5
_LONG = 48


class Versions(NamedTuple):
    """Wordings with the same words. `marked`: set in quotation marks; `label` tells how they are given."""

    label: str
    marked: bool
    pieces: Pieces
    wordings: tuple[Wording, ...]


def sides(discrepancy: Discrepancy) -> list[list[Reading]]:
    """The readings by what they say, the side with most articles first."""
    found: dict[int, list[Reading]] = {}
    for reading in discrepancy.readings:
        found.setdefault(reading.side, []).append(reading)
    return [found[s] for s in sorted(found, key=lambda s: (-len({r.article for r in found[s]}), s))]


def headings(sides: Sequence[Sequence[Reading]]) -> list[str]:
    """What each side says: the value most of its readings have, or nothing where that repeats the reading itself.

    Where one side has its value, another that only somewhat repeats its reading has it, too: both are lists of names.
    """
    found = [max(values, key=values.count) for values in ([shown(r.value) for r in side] for side in sides)]
    again = [likeness(v, side[0].text) if len(v) > _LONG else 0.0 for v, side in zip(found, sides, strict=True)]
    most = _ALIKE if all(a > _ALIKE for a in again) else _NEARLY
    return ["" if a > most else value for value, a in zip(found, again, strict=True)]


def reading_pieces(reading: Reading, discrepancy: Discrepancy, text: str, quotation: Quotation | None = None) -> Pieces:
    """A reading, `text` being its article's, with what differs cut out.

    That is its focus; where it has none, and for wordings, the words that the most alike reading of another
    side lacks, or, where that is in other words, those that none of them has. Of a quotation only the content is
    compared, not the words around it. Small words and other forms of a word are not marked (`diff.telling`).
    """
    a, b = reading.focus_start, reading.focus_end
    if a is None or discrepancy.kind is DiscrepancyKind.WORDING:
        start, end = _content(reading, quotation)
        core = reading.text[start:end]
        others = _contents([r for r in discrepancy.readings if r.side != reading.side], quotation)
        base = max(others, key=lambda text: likeness(text, core), default=None)
        alike = base is not None and likeness(base, core) >= _ALIKE
        if base is not None and (alike or (a is not None and b is not None and b - a > len(core) * _MOST)):
            changes = compare(base, core) if alike else marked_apart(core, others)
            pieces = [("focus" if marked else "", words) for marked, words in telling(changes)]
            return _clean([("", reading.text[:start]), *pieces, ("", reading.text[end:])])
    if a is None or b is None or a >= b:
        return (("", shown(reading.text)),)
    start, end = _around(reading, a, b)
    return _clean([("", text[start:a]), ("focus", text[a:b]), ("", text[b:end])])


def _contents(readings: Sequence[Reading], quotation: Quotation | None) -> list[str]:
    """The contents of the first few readings."""
    return [r.text[slice(*_content(r, quotation))] for r in readings[:8]]


def _content(reading: Reading, quotation: Quotation | None) -> tuple[int, int]:
    """The part of a reading's text that is the content of the quotation it reads; all of it without one.

    Of a quotation that is partly in the outlet's words it reaches from the first mark to the last.
    """
    for w in quotation.wordings if quotation else ():
        start, end = max(w.start, reading.start), min(w.end, reading.end)
        if w.article == reading.article and start < end:
            start, end = start - reading.start, end - reading.start
            marks = [m.span() for m in _QUOTATION_MARK.finditer(reading.text, start, min(end + 1, len(reading.text)))]
            if w.mode is Mode.PARTIAL and marks and marks[0][0] < marks[-1][1] - 1:
                return marks[0][0], marks[-1][1]
            return start, end
    return 0, len(reading.text)


def _around(reading: Reading, a: int, b: int) -> tuple[int, int]:
    """The stretch to show: the reading, widened where the focus stands outside it but near."""
    near = 200
    if a >= reading.end + near or b <= reading.start - near:
        return a, b
    return min(reading.start, a), max(reading.end, b)


def _clean(parts: Sequence[tuple[str, str]]) -> Pieces:
    """Pieces without runs of white space or control characters; the spaces between them stay."""
    found = []
    for kind, text in parts:
        body = shown(text)
        if not text:
            continue
        before = " " if text[0].isspace() else ""
        after = " " if text[-1].isspace() and body else ""
        found.append((kind, f"{before}{body}{after}"))
    if found:
        found[0] = (found[0][0], found[0][1].lstrip())
        found[-1] = (found[-1][0], found[-1][1].rstrip())
    return tuple(p for p in found if p[1])


def base(quotation: Quotation) -> Wording:
    """The wording that the others are set against: in marks before not, then by how many have it, then the longest."""
    keys = [tuple(words(w.text)) for w in quotation.wordings]
    order = (Mode.DIRECT, Mode.UNMARKED, Mode.PARTIAL, Mode.INDIRECT, Mode.STATED)

    def rank(i: int) -> tuple[int, int, int, int]:
        w = quotation.wordings[i]
        return order.index(w.mode), -keys.count(keys[i]), -len(keys[i]), i

    return quotation.wordings[min(range(len(keys)), key=rank)]


def versions(quotation: Quotation) -> list[Versions]:
    """The wordings of a quotation, those with the same words, mode and speaker together, the base first."""
    first = base(quotation)
    found: dict[tuple[object, ...], list[Wording]] = {_key(first): []}
    for wording in quotation.wordings:
        found.setdefault(_key(wording), []).append(wording)
    return [_version(first, tuple(group)) for group in found.values()]


def _key(wording: Wording) -> tuple[object, ...]:
    return (*words(wording.text), wording.mode, wording.speaker)


def _version(first: Wording, group: tuple[Wording, ...]) -> Versions:
    wording = group[0]
    # A partial quotation whose text holds the marks themselves is only in part in the speaker's words.
    partial = wording.mode is Mode.PARTIAL and not _QUOTATION_MARK.search(wording.text)
    marked = wording.mode is Mode.DIRECT or partial
    text = trimmed(wording.text)
    alike = likeness(first.text, text)
    if alike == 1.0 or alike < _ALIKE:
        return Versions(str(wording.mode), marked, (("", shown(text)),), group)
    return Versions(str(wording.mode), marked, _changes(compare(trimmed(first.text), text)), group)


def given_to_another(wording: Wording, quotation: Quotation) -> bool:
    """Whether a wording names another speaker than the quotation has; "a ministry statement" is the ministry's."""
    if not wording.speaker or not quotation.speaker:
        return bool(wording.speaker)
    return _party(wording.speaker) != _party(quotation.speaker)


def _party(name: str) -> list[str]:
    """The words for who speaks, without articles and without what they speak in."""
    return [w for w in words(name.lower()) if w not in _ARTICLES and w not in _CHANNELS]


def trimmed(text: str) -> str:
    """A wording without the comma that leads on to its cue, and with no mark that stands alone.

    A mark without its other half is left out at the edge; where it opens inside, its other half is added.
    """
    text = text.strip().removesuffix(",")
    if "„" in text:  # its closing mark is the one that opens elsewhere
        return text
    for opening, closing in _PAIRS:
        alone = text.count(opening) % 2 if opening == closing else text.count(opening) - text.count(closing)
        if alone > 0 and text.startswith(opening):
            text = text[1:]
        elif alone and text.endswith(closing):
            text = text[:-1]
        elif alone > 0:
            text += closing
    return text


def _changes(pieces: Sequence[Piece]) -> Pieces:
    """The pieces of a comparison; words left out get a space on the sides where they would touch a word."""
    found: list[tuple[str, str]] = []
    for i, piece in enumerate(pieces):
        if piece.change is not Change.OMITTED:
            found.append(("added" if piece.change is Change.ADDED else "", piece.text))
            continue
        if i and not pieces[i - 1].text[-1].isspace():
            found.append(("", " "))
        found.append(("omitted", piece.text))
        if i + 1 < len(pieces) and pieces[i + 1].text[0].isalnum():
            found.append(("", " "))
    return _clean(found)
