"""Wording: what one speaker is quoted with, in words that differ from report to report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.compare.contrasts import Pair, Version, heaviest, reason
from variorum.compare.quoted_words import words_of
from variorum.compare.rules.mode import altered_mode, keeps_condition
from variorum.compare.wordings import (
    LEFT_OUT,
    Comparison,
    Weight,
    compare_words,
    printed_as_speech,
    quotation_span,
)
from variorum.model import Discrepancy, DiscrepancyKind, Mode, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Collation, Ref, Utterance

# Two wordings are versions of the same words if they share this much of their content, and this much in the same order.
_CONTENT = 0.5
_ORDER = 0.6
# Synonyms in the place of more words than this leaves are the work of translators.
_TRANSLATED = 0.8
# Beyond this share of other words, what differs in meaning is as likely the translators' doing as anybody's error.
_ELSEWHERE = 0.6
# How far a difference in shades alone is worth telling.
_SHADES = 0.6
# Of how many pairs of wordings a reason tells besides the one that differs most.
_MORE = 2
# So few words of content as this, from two speakers, are a common subject rather than one utterance.
_FRAGMENT = 4
# A quotation of so many words is a whole one.
_WHOLE = 6


def find(collation: Collation) -> Iterator[Discrepancy]:
    """One discrepancy for each utterance whose wordings differ; a compatible one where they only look different."""
    for position, utterance in enumerate(collation.utterances):
        versions = _versions(collation, utterance)
        if len(versions) > 1 and (found := _compared(collation, versions)) is not None:
            yield Discrepancy(found.kind, found.verdict, found.reason, found.readings, found.weight, (), position)


def _versions(collation: Collation, utterance: Utterance) -> list[Version]:
    """The wordings printed as speech, the longest first."""
    found = []
    for ref in utterance.wordings:
        quotation = collation.quotation(ref)
        if printed_as_speech(quotation):
            words = words_of(collation.articles[ref.article], quotation)
            if sum(w.pos not in ("DET", "ADP", "PRON", "PUNCT") for w in words) > 1:
                found.append(Version(ref, words))
    return sorted(found, key=lambda v: (-len(v.words), [w.form for w in v.words], v.ref))


def _compared(collation: Collation, versions: Sequence[Version]) -> Discrepancy | None:
    """Sort the versions into sides, each held together by its longest, and tell of the sides that are versions."""
    sides: list[list[Version]] = []
    pairs: list[Pair] = []
    for version in versions:
        found = [_paired(collation, side[0], version) for side in sides]
        found = [p for p in found if _is_version(p.comparison) and not _left_to_mode(collation, p.a, p.b)]
        same = next((p for p in found if p.comparison.weight is Weight.NONE), None)
        if same is not None:
            next(side for side in sides if side[0] is same.a).append(version)
        else:
            sides.append([version])
            # What one article quotes twice, cut here and in full there, is no difference between reports.
            pairs.extend(p for p in found if p.a.ref.article != version.ref.article and _may_be_one(collation, p))
    if not pairs:
        return _compatible(collation, max(sides, key=len), "The same words, cut or inflected differently.")
    worst = max(pairs, key=lambda p: p.rank)
    if worst.comparison.weight is Weight.SHADE and worst.comparison.alike < _TRANSLATED:
        return _compatible(collation, versions, "The same in synonyms, as two translations have it.")
    told = [side for side in sides if any(side[0] in (p.a, p.b) for p in pairs)]
    told.sort(key=lambda side: side[0] not in (worst.a, worst.b))
    free = _free(collation, sides, told)
    conflict = worst.comparison.weight is Weight.MEANING and _mostly_equal(worst.comparison)
    shown = [worst, *_further(told, pairs, worst)]
    why = reason(collation, shown, [side[0] for side in free], _twice(collation, told), conflict=conflict)
    return _differing(collation, [*told, *free], worst, Verdict.CONFLICT if conflict else Verdict.VARIANT, why)


def _twice(collation: Collation, told: Sequence[Sequence[Version]]) -> list[Pair]:
    """The first versions of each article on two sides, where these are versions of the same words."""
    first: dict[int, dict[int, Version]] = {}
    for number, side in enumerate(told):
        for version in side:
            first.setdefault(version.ref.article, {}).setdefault(number, version)
    pairs = [_paired(collation, *list(found.values())[:2]) for found in first.values() if len(found) > 1]
    return [p for p in pairs if _is_version(p.comparison)]


def _further(told: Sequence[Sequence[Version]], pairs: Sequence[Pair], worst: Pair) -> list[Pair]:
    """What the heaviest difference leaves out, as far as it weighs: first of sides, then of words no other side has."""
    found: list[Pair] = []
    for side in told:
        own = [p for p in pairs if side[0] in (p.a, p.b) and p.comparison.weight >= Weight.WORDS]
        if own and side[0] not in (worst.a, worst.b):
            found.append(max(own, key=lambda p: p.rank))
    found = [p for i, p in enumerate(found) if p not in found[:i]]
    for side in told:
        own = [p for p in pairs if side[0] in (p.a, p.b) and p.comparison.weight >= Weight.WORDS]
        if own and _peculiar(side[0], told) - _named([worst, *found]):
            found.append(max(own, key=lambda p: (p.comparison.same, p.rank)))
    return [p for i, p in enumerate(found) if p not in found[:i] and p != worst][:_MORE]


def _peculiar(version: Version, told: Sequence[Sequence[Version]]) -> set[str]:
    """The words of content that a version has and no other side."""
    others = {w.lemma for side in told if side[0] != version for each in side for w in each.words}
    return {w.lemma for w in version.words if w.content} - others


def _named(pairs: Sequence[Pair]) -> set[str]:
    """The words that the reason of some pairs names."""
    return {w.lemma for p in pairs for d in heaviest(p.comparison) for w in (*d.a, *d.b)}


def _may_be_one(collation: Collation, pair: Pair) -> bool:
    """Whether two versions may be of one utterance: a few words of two speakers are not."""
    speakers = [_speaker(collation, v.ref) for v in (pair.a, pair.b)]
    content = sum(w.content for w in min(pair.a.words, pair.b.words, key=len))
    return speakers[0] == speakers[1] or content >= _FRAGMENT


def _speaker(collation: Collation, ref: Ref) -> int | None:
    speaker = collation.quotation(ref).speaker
    return None if speaker is None else collation.entity_of.get(ref._replace(item=speaker))


def _free(collation: Collation, sides: list[list[Version]], told: list[list[Version]]) -> list[list[Version]]:
    """Sides with whole quotations that share too few words to be versions, of articles that have no other side."""
    seen = {v.ref.article for side in told for v in side}
    left = [[v for v in side if v.ref.article not in seen] for side in sides if side not in told]
    return [side for side in left if side and _is_whole(collation, side[0], told)]


def _is_whole(collation: Collation, version: Version, told: list[list[Version]]) -> bool:
    if len(version.words) < _WHOLE or collation.quotation(version.ref).mode not in (Mode.DIRECT, Mode.UNMARKED):
        return False
    return not any(_left_to_mode(collation, version, side[0]) for side in told)


def _paired(collation: Collation, a: Version, b: Version) -> Pair:
    """Compare two versions; a condition that is left out of the marks but stands beside them is not lost."""
    comparison = compare_words(a.words, b.words)
    if keeps_condition(collation.articles[b.ref.article], collation.quotation(b.ref)):
        kept = tuple(d for d in comparison.differences if d.reason != LEFT_OUT)
        comparison = replace(comparison, differences=kept)
    return Pair(a, b, comparison)


def _is_version(comparison: Comparison) -> bool:
    return comparison.shared >= _CONTENT and comparison.alike >= _ORDER


def _left_to_mode(collation: Collation, a: Version, b: Version) -> bool:
    """Whether the difference of two wordings is one of mode and told there."""
    return altered_mode(collation, a.ref, b.ref) is not None or altered_mode(collation, b.ref, a.ref) is not None


def _differing(
    collation: Collation, sides: list[list[Version]], worst: Pair, verdict: Verdict, why: str
) -> Discrepancy:
    a, b = worst.a, worst.b
    readings = sorted(
        (
            _reading(collation, v, number, _focus(v, b if a in side else a))
            for number, side in enumerate(sides, 1)
            for v in side
        ),
        key=lambda r: (r.article, r.start, r.end),
    )
    weight = round(0.5 + 0.5 * worst.comparison.alike, 3) if worst.comparison.weight > Weight.SHADE else _SHADES
    return Discrepancy(DiscrepancyKind.WORDING, verdict, why, tuple(readings), weight)


def _mostly_equal(comparison: Comparison) -> bool:
    """Whether little differs outside the differences in meaning: one stretch, or few words for those that are equal."""
    others = [d for d in comparison.differences if d.weight in (Weight.SHADE, Weight.WORDS)]
    return len(others) < 2 or sum(max(len(d.a), len(d.b)) for d in others) <= _ELSEWHERE * comparison.same


def _compatible(collation: Collation, versions: Sequence[Version], reason: str) -> Discrepancy | None:
    """Where all wordings are cuts or forms of one: kept with its reason, if there is anything to see."""
    if len({v.ref.article for v in versions}) < 2 or len({tuple(w.form for w in v.words) for v in versions}) < 2:
        return None
    readings = sorted((_reading(collation, v, 1, None) for v in versions), key=lambda r: (r.article, r.start, r.end))
    return Discrepancy(DiscrepancyKind.WORDING, Verdict.COMPATIBLE, reason, tuple(readings), 0.5)


def _focus(version: Version, other: Version) -> tuple[int, int] | None:
    """From the first to the last of its words that differ from another version and weigh something."""
    comparison = compare_words(version.words, other.words)
    words = [w for d in comparison.differences if d.weight > Weight.NONE for w in d.a]
    return (min(w.start for w in words), max(w.end for w in words)) if words else None


def _reading(collation: Collation, version: Version, side: int, focus: tuple[int, int] | None) -> Reading:
    article = collation.articles[version.ref.article]
    quotation = collation.quotation(version.ref)
    start, end = quotation_span(article, quotation)
    value = " ".join(article.article.text[version.words[0].start : version.words[-1].end].split())
    if focus is not None and not (start <= focus[0] and focus[1] <= end):
        focus = None
    return Reading(value, version.ref.article, start, end, side, *(focus or (None, None)))
