"""Choose and write: sentences by support and centrality, then the disputes, each with its citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.brief import grammar
from variorum.brief.alone import CONNECTING
from variorum.brief.candidates import Candidate, candidates, joined, others
from variorum.brief.choose import LEAST, SHARED, chosen
from variorum.brief.people import introduced_first
from variorum.brief.sides import Sided, Sides, against
from variorum.brief.speech import shown_sides, without_more
from variorum.brief.topics import is_of_sentences, topic
from variorum.model import BriefSentence, DiscrepancyKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.model import Collation, Coverage, Discrepancy, Lineage

_MOST = 8
_DISPUTED = 4
# So many variants are named beside the conflicts, and nothing that weighs less: the page has the rest.
_VARIANTS = 2
_TELLING = 0.75
# Of kinds that set wordings beside each other, the words alone are told, and of two sides: the page has the rest.
_SPOKEN = (DiscrepancyKind.WORDING, DiscrepancyKind.MODE)
_BOTH = 2
# The sentence that opens a brief stands in this first part of its report.
_OPENING = 0.2
_WORD = re.compile(r"\w+")


def write(
    collation: Collation,
    discrepancies: tuple[Discrepancy, ...],
    lineage: Lineage,
    coverage: Coverage,
    sentences: int = 0,
) -> tuple[BriefSentence, ...]:
    """Write the brief of a story: agreed facts in the order of their telling, then up to four disputes that are sure.

    The first sentence is the best that opens a report and is not its alone. Where fewer than four conflicts stand, the
    heaviest variants are named beside them. `sentences` is the number of agreed ones at most; 0 takes five to eight by
    how much the sources share. A brief has at most twelve sentences.
    """
    conflicts = [d for d in discrepancies if d.verdict is Verdict.CONFLICT][:_DISPUTED]
    sides = Sides(collation, discrepancies)
    sure = [d for d in conflicts if d.weight >= _TELLING]
    disputes = [*sure, *_variants(discrepancies, conflicts)[: max(0, _DISPUTED - len(sure))]]
    told = _agreed(collation, lineage, sides, disputes, _rare(lineage, discrepancies), sentences or _length(coverage))
    return (
        *(_cited(collation, sides, candidate) for candidate in told),
        *(_dispute(collation, discrepancies, d, first=not n) for n, d in enumerate(disputes)),
    )


def _variants(discrepancies: Iterable[Discrepancy], conflicts: Iterable[Discrepancy]) -> list[Discrepancy]:
    """The heaviest variants that weigh enough to be named: one of each kind, and one of each passage.

    What one is said to have done here and both there is not disputed: the one report may leave the other party out.
    """
    found: dict[DiscrepancyKind, Discrepancy] = {}
    told = [*conflicts]
    for each in sorted(discrepancies, key=lambda d: -d.weight):
        if each.verdict is not Verdict.VARIANT or each.weight < _TELLING or len({r.side for r in each.readings}) < 2:
            continue
        if each.may_be_silence:
            continue
        if each.kind not in found and not any(_of_one_passage(each, other) for other in told):
            found[each.kind] = each
            told.append(each)
    return list(found.values())[:_VARIANTS]


def _of_one_passage(a: Discrepancy, b: Discrepancy) -> bool:
    """Whether two discrepancies have readings in the same place of an article."""
    return any(
        r.article == other.article and r.start < other.end and other.start < r.end
        for r in a.readings
        for other in b.readings
    )


def _length(coverage: Coverage) -> int:
    return max(LEAST, min(_MOST, sum(1 for n in coverage.independent_sources if n > 1)))


def _agreed(
    collation: Collation, lineage: Lineage, sides: Sides, disputes: Iterable[Discrepancy], rare: Sided, most: int
) -> list[Candidate]:
    """The chosen sentences; none that tells a side of a conflict, or words that are told as disputed or are rare.

    After the opening stands what most sources have, then what several have, then what one has, each as it is told; but
    what introduces a person stands before what calls him by his surname alone.
    """
    pool = [c for c in candidates(collation, lineage, sides) if not sides.contested(c.sided)]
    spoken = _spoken(collation, disputes)
    pool = [c for c in pool if not c.sided & rare and not any(_in(c, *stretch) for stretch in spoken)]
    if not pool:
        return []
    main = _main_language(collation)
    pool = [c for c in pool if collation.articles[c.article].article.language == main] or pool
    found = chosen(collation, lineage, pool, most)
    opening = next((c for c in found if c.place < _OPENING and c.support >= SHARED), None)
    sources = len(lineage.groups)
    return introduced_first(
        sorted(
            found, key=lambda c: (c is not opening, c.support <= sources / 2, c.support < SHARED, c.place, c.article)
        )
    )


def _spoken(collation: Collation, disputes: Iterable[Discrepancy]) -> list[tuple[int, int, int]]:
    """Where the words stand whose wording or whose speaker is told as disputed, in any report."""
    found: list[tuple[int, int, int]] = []
    for each in (d for d in disputes if d.kind in (*_SPOKEN, DiscrepancyKind.SPEAKER)):
        found.extend((r.article, r.start, r.end) for r in each.readings)
        for ref in () if each.utterance is None else collation.utterances[each.utterance].wordings:
            quotation = collation.quotation(ref)
            found.append((ref.article, quotation.start, quotation.end))
    return found


def _rare(lineage: Lineage, discrepancies: Iterable[Discrepancy]) -> Sided:
    """The sides of words told otherwise that fewer independent sources have than another side."""
    found: set[tuple[int, int]] = set()
    for number, each in enumerate(discrepancies):
        if each.kind is DiscrepancyKind.WORDING and each.verdict is Verdict.VARIANT:
            having: dict[int, set[int]] = {}
            for r in each.readings:
                having.setdefault(r.side, set()).add(r.article)
            count = {side: lineage.independent(articles) for side, articles in having.items()}
            found.update((number, side) for side, sources in count.items() if sources < max(count.values()))
    return frozenset(found)


def _in(candidate: Candidate, article: int, start: int, end: int) -> bool:
    """Whether a sentence has characters of a stretch."""
    return candidate.article == article and any(a < end and start < b for a, b in candidate.pieces)


def _main_language(collation: Collation) -> str:
    """The language of most articles, of equally many that of the first: a brief is told in one."""
    languages = [a.article.language for a in collation.articles if a.claims]
    return max(languages, key=lambda each: (languages.count(each), -languages.index(each)))


def _cited(collation: Collation, sides: Sides, candidate: Candidate) -> BriefSentence:
    return BriefSentence(
        text=candidate.text,
        statements=tuple(sorted(candidate.statements)),
        citations=(
            *((candidate.article, start, end) for start, end in candidate.pieces),
            *_support(collation, sides, candidate),
        ),
    )


def _support(collation: Collation, sides: Sides, candidate: Candidate) -> Iterator[tuple[int, int, int]]:
    """Where each other article states what the sentence does, in the statement that most articles share.

    What an article has otherwise, in a discrepancy on which the sentence takes a side, does not support it.
    """
    statements = [collation.statements[s].claims for s in sorted(candidate.statements)]
    statements.sort(key=lambda refs: -len({r.article for r in refs}))
    found: dict[int, tuple[int, int, int]] = {}
    for utterance in candidate.said:
        for stretch in others(collation, sides, candidate.sided, candidate.article, utterance):
            found.setdefault(stretch[0], stretch)
    for ref in (ref for refs in statements for ref in refs if ref.article != candidate.article):
        claim = collation.claim(ref)
        if not against(candidate.sided, sides.of(ref.article, [(claim.start, claim.end)])):
            found.setdefault(ref.article, (ref.article, claim.start, claim.end))
    yield from sorted(found.values())


def _dispute(
    collation: Collation, all_discrepancies: tuple[Discrepancy, ...], discrepancy: Discrepancy, *, first: bool
) -> BriefSentence:
    # Sentences of which one has a condition or a doubt are no wordings of one utterance: they are told themselves.
    spoken = discrepancy.kind in _SPOKEN and not is_of_sentences(discrepancy)
    shown = shown_sides(collation, discrepancy) if spoken else {r.side for r in discrepancy.readings}
    sides: dict[int, tuple[list[str], str]] = {}
    citations = []
    for reading in discrepancy.readings:
        if reading.side not in shown:
            continue
        text, start = collation.articles[reading.article].article.text, reading.start
        if not spoken and (tie := CONNECTING.match(text, start, reading.end)):
            start = tie.end()
        words = reading.value if spoken else joined(text, ((start, reading.end),)).rstrip(".")
        outlets, _ = sides.setdefault(reading.side, ([], words))
        if len(sides[reading.side][0]) == 0:
            citations.append((reading.article, start, reading.end))
        if (name := collation.names[reading.article]) not in outlets:
            outlets.append(name)
    told = list(sides.values())
    if spoken and len(told) == _BOTH:
        (one, words), (two, others) = told
        told = [(one, without_more(words, others)), (two, without_more(others, words))]
    told = [(outlets, grammar.nested(words)) for outlets, words in told]
    statement_of = {ref: s for s, statement in enumerate(collation.statements) for ref in statement.claims}
    return BriefSentence(
        text=grammar.disputed(topic(collation, discrepancy), told, first=first),
        statements=tuple(sorted({statement_of[ref] for ref in discrepancy.claims if ref in statement_of})),
        citations=tuple(citations),
        discrepancy=all_discrepancies.index(discrepancy),
        disputed=True,
    )


def unsupported_words(text: str, cited: Iterable[str], outlets: Iterable[str]) -> set[str]:
    """The words of a brief's sentence that neither its citations, nor outlets' names, nor the grammar have."""
    known = {word.lower() for source in (*cited, *outlets) for word in _WORD.findall(source)}
    return {word.lower() for word in _WORD.findall(text)} - known - grammar.phrases()
