"""Wording: what one speaker is quoted with, in words that differ from report to report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.rules.mode import altered_mode
from variorum.compare.wordings import (
    Comparison,
    Difference,
    Weight,
    Word,
    compare_words,
    outlet,
    printed_as_speech,
    quotation_span,
    words_of,
)
from variorum.model import Discrepancy, DiscrepancyKind, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Collation, Ref, Utterance

# Two wordings are versions of the same words if they share this much; a difference in meaning is a conflict where
# nearly all the rest is equal, since free translations of one original differ all over.
_VERSION = 0.34
_MOSTLY_EQUAL = 0.55


class _Version(NamedTuple):
    ref: Ref
    words: tuple[Word, ...]


def find(collation: Collation) -> Iterator[Discrepancy]:
    """One discrepancy for each utterance whose wordings differ; a compatible one where they only look different."""
    for position, utterance in enumerate(collation.utterances):
        versions = _versions(collation, utterance)
        if len(versions) > 1 and (found := _compared(collation, versions)) is not None:
            yield Discrepancy(found.kind, found.verdict, found.reason, found.readings, found.weight, (), position)


def _versions(collation: Collation, utterance: Utterance) -> list[_Version]:
    """The wordings printed as speech, the longest first."""
    found = []
    for ref in utterance.wordings:
        quotation = collation.quotation(ref)
        if printed_as_speech(quotation):
            words = words_of(collation.articles[ref.article], quotation)
            if sum(w.pos not in ("DET", "ADP", "PRON", "PUNCT") for w in words) > 1:
                found.append(_Version(ref, words))
    return sorted(found, key=lambda v: (-len(v.words), [w.form for w in v.words], v.ref))


def _compared(collation: Collation, versions: Sequence[_Version]) -> Discrepancy | None:
    sides: list[list[_Version]] = []
    worst: tuple[Weight, float, _Version, _Version, Comparison] | None = None
    for version in versions:
        place = None
        related = False
        for side in sides:
            comparison = compare_words(side[0].words, version.words)
            if comparison.shared < _VERSION or _left_to_mode(collation, side[0], version):
                continue
            related = True
            if comparison.weight <= Weight.NONE:
                place = side
                break
            if worst is None or (comparison.weight, comparison.alike) > worst[:2]:
                worst = (comparison.weight, comparison.alike, side[0], version, comparison)
        if place is not None:
            place.append(version)
        elif related or not sides:
            sides.append([version])
    if worst is None:
        return _compatible(collation, sides)
    return _differing(collation, sides, worst)


def _left_to_mode(collation: Collation, a: _Version, b: _Version) -> bool:
    """Whether the difference of two wordings is one of mode and told there."""
    return altered_mode(collation, a.ref, b.ref) is not None or altered_mode(collation, b.ref, a.ref) is not None


def _differing(
    collation: Collation,
    sides: list[list[_Version]],
    worst: tuple[Weight, float, _Version, _Version, Comparison],
) -> Discrepancy | None:
    weight, alike, a, b, comparison = worst
    main = max(comparison.differences, key=lambda d: (d.weight, len(d.a) + len(d.b)))
    verdict = Verdict.CONFLICT if weight is Weight.MEANING and alike >= _MOSTLY_EQUAL else Verdict.VARIANT
    if weight is Weight.SHADE and alike >= 0.9 and len({v.ref.article for side in sides for v in side}) < 2:
        return None
    reason = (
        f"The quotation is worded differently: {_shown(collation, a, main.a)} in {outlet(collation, a.ref)}, "
        f"{_shown(collation, b, main.b)} in {outlet(collation, b.ref)}."
    )
    focus = {a.ref: _focus(comparison.differences, first=True), b.ref: _focus(comparison.differences, first=False)}
    readings = tuple(
        sorted(
            (_reading(collation, v, number, focus.get(v.ref)) for number, side in enumerate(sides, 1) for v in side),
            key=lambda r: (r.article, r.start, r.end),
        )
    )
    return Discrepancy(DiscrepancyKind.WORDING, verdict, reason, readings, round(0.5 + 0.5 * alike, 3))


def _compatible(collation: Collation, sides: list[list[_Version]]) -> Discrepancy | None:
    """Where all wordings are cuts or forms of one: kept with its reason, if there is anything to see."""
    versions = [v for side in sides for v in side]
    if len({v.ref.article for v in versions}) < 2 or len({tuple(w.form for w in v.words) for v in versions}) < 2:
        return None
    readings = tuple(
        sorted((_reading(collation, v, 1, None) for v in versions), key=lambda r: (r.article, r.start, r.end))
    )
    reason = "The same words, cut or inflected differently."
    return Discrepancy(DiscrepancyKind.WORDING, Verdict.COMPATIBLE, reason, readings, 0.5)


def _shown(collation: Collation, version: _Version, words: Sequence[Word]) -> str:
    if not words:
        return "nothing there"
    text = collation.articles[version.ref.article].article.text
    return f"“{' '.join(text[words[0].start : words[-1].end].split())}”"


def _focus(differences: Sequence[Difference], *, first: bool) -> tuple[int, int] | None:
    """From the first to the last word that differs and weighs something."""
    words = [w for d in differences if d.weight > Weight.NONE for w in (d.a if first else d.b)]
    return (min(w.start for w in words), max(w.end for w in words)) if words else None


def _reading(collation: Collation, version: _Version, side: int, focus: tuple[int, int] | None) -> Reading:
    article = collation.articles[version.ref.article]
    quotation = collation.quotation(version.ref)
    start, end = quotation_span(article, quotation)
    value = " ".join(article.article.text[version.words[0].start : version.words[-1].end].split())
    if focus is not None and not (start <= focus[0] and focus[1] <= end):
        focus = None
    return Reading(value, version.ref.article, start, end, side, *(focus or (None, None)))
