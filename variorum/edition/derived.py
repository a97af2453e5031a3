"""What of an edition follows from the rest of it, recomputed: whoever alters it has to alter what it follows from.

Story and independent sources follow from articles and lineage, speakers from entities, coverage from claims, the
timeline from the times of claims, words quoted in reasons from the articles, and the brief from its citations. What
does not follow, such as a verdict, is sealed by the digest alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from variorum.model import DiscrepancyKind, Mode, Stance, names_in_story
from variorum.values.date import TimeKind
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.edition import data

_PRECISIONS = ("minute", "hour", "day", "part", "week", "month", "season", "year")
_MARK = re.compile("[“”]")
_QUOTED = re.compile("“([^“”]*)”")
_SIDE = re.compile("([^“”]+?): “([^“”]*)”")
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s\W]+")


class _Stretch(Protocol):
    @property
    def article(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Failure(NamedTuple):
    """Something in an edition that does not hold: where, and what is wrong."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def check_story(edition: data.Edition) -> Iterator[Failure]:
    """First and last publication, the count of independent sources, and these from the edges that join them."""
    story, published = edition.story, sorted(a.published for a in edition.articles if a.published)
    if (story.first, story.last) != ((published[0], published[-1]) if published else ("", "")):
        yield Failure("story", "first and last are not the first and the last publication of its articles")
    if story.independent_sources != len(edition.lineage.groups):
        yield Failure("story.independent_sources", "the count does not follow from lineage.groups")
    joined = {a.id: {a.id} for a in edition.articles}
    for edge in edition.lineage.edges:
        if not edge.partial and edge.derived in joined and edge.source in joined:
            one = joined[edge.derived] | joined[edge.source]
            joined.update(dict.fromkeys(one, one))
    if {frozenset(each) for each in joined.values()} != {frozenset(each) for each in edition.lineage.groups}:
        yield Failure("lineage.groups", "the groups do not follow from lineage.edges")


def check_speakers(edition: data.Edition) -> Iterator[Failure]:
    """Speakers are called by the names of their entities; a claim's is the innermost named of its attribution."""
    names = {e.id: e.name for e in edition.entities}

    def misnamed(each: data.Attribution | data.Claim | data.Wording | data.Quotation) -> bool:
        return each.entity in names and each.speaker != names[each.entity]

    for i, statement in enumerate(edition.statements):
        for j, claim in enumerate(statement.claims):
            said = next((link for link in reversed(claim.attribution) if link.speaker), None)
            told = (said.speaker, said.entity) if said else (None, None)
            if (claim.speaker, claim.entity) != told or any(map(misnamed, claim.attribution)):
                yield Failure(f"statements[{i}].claims[{j}].speaker", "this is not the speaker of its attribution")
    for i, quotation in enumerate(edition.quotations):
        first = next((w.speaker for w in quotation.wordings if w.speaker), None)
        if misnamed(quotation) or (quotation.entity is None and quotation.speaker != first):
            yield Failure(f"quotations[{i}].speaker", "this is not the name of its speaker")
        for j, wording in enumerate(quotation.wordings):
            if misnamed(wording):
                yield Failure(f"quotations[{i}].wordings[{j}].speaker", "this is not the name of its speaker")


def check_coverage(edition: data.Edition) -> Iterator[Failure]:
    """Stances, exclusives and omissions, from claims and groups."""
    coverage = edition.coverage
    having = {s.id: {c.article for c in s.claims} for s in edition.statements}
    group_of = {a: i for i, group in enumerate(edition.lineage.groups) for a in group}
    others = len(edition.lineage.groups) - 1
    sources = {s: {group_of[a] for a in articles} for s, articles in having.items()}
    for statement in edition.statements:
        stating = {c.article for c in statement.claims if c.mode is Mode.STATED and not c.attribution}
        given = coverage.stances.get(statement.id, {})
        wrong = {a for a in having[statement.id] if (given.get(a) is Stance.STATES) != (a in stating)}
        if wrong:
            yield Failure(f"coverage.stances.{statement.id}", f"the claims of {', '.join(sorted(wrong))} say otherwise")
    for name, known in (("stances", having), ("exclusives", group_of), ("omissions", group_of)):
        for strange in sorted(getattr(coverage, name).keys() - known.keys()):
            yield Failure(f"coverage.{name}", f"there is no {strange!r}")
    for article in (a.id for a in edition.articles):
        alone = {s for s, articles in having.items() if articles == {article}}
        if set(coverage.exclusives.get(article, ())) != alone:
            yield Failure(f"coverage.exclusives.{article}", "these are not the statements that it alone has")
        omitted = {
            s
            for s, found in sources.items()
            if article not in having[s] and _is_of_most(len(found - {group_of[article]}), others)
        }
        if set(coverage.omissions.get(article, ())) != omitted:
            yield Failure(f"coverage.omissions.{article}", "these are not the statements that it leaves out")


def _is_of_most(having: int, others: int) -> bool:
    """Whether more than half of the other independent sources, and at least two, have something."""
    return having >= 2 and having > others / 2


def check_timeline(edition: data.Edition) -> Iterator[Failure]:
    """One entry for each statement that is dated, with the most precise of its times and where that stands."""
    told = {entry.statement: entry for entry in edition.timeline}
    if len(told) != len(edition.timeline):
        yield Failure("timeline", "a statement is dated twice")
    for statement in edition.statements:
        dated = [t for t in statement.times if t.kind in (TimeKind.DATE, TimeKind.TIME) and t.earliest]
        dated = [t for t in dated if t.precision in _PRECISIONS]
        entry = told.get(statement.id)
        if entry is None:
            if dated:
                yield Failure("timeline", f"{statement.id} has a time in its claims and is not there")
        elif not _is_of(entry, dated):
            yield Failure(
                f"timeline[{edition.timeline.index(entry)}]", "this is not the time of its statement's claims"
            )


def _is_of(entry: data.TimelineEntry, dated: list[data.Time]) -> bool:
    told = (entry.date, entry.precision, entry.earliest, entry.latest)
    spans = {(s.article, s.start, s.end) for s in entry.spans}
    having = {(t.article, t.start, t.end) for t in dated if (t.value, t.precision, t.earliest, t.latest) == told}
    if not spans or not spans <= having:
        return False
    return _PRECISIONS.index(entry.precision) == min(_PRECISIONS.index(t.precision) for t in dated)


def check_reasons(edition: data.Edition) -> Iterator[Failure]:
    """Words that a reason quotes stand in the articles that it compares, if not in its readings: it may quote more."""
    texts = {a.id: _bare(a.text) for a in edition.articles}
    names = _names(edition).values()
    for i, discrepancy in enumerate(edition.discrepancies):
        compared = {r.article for r in discrepancy.readings}
        for words in _QUOTED.findall(_without_marks(discrepancy.reason, names)):
            parts = [_bare(part) for part in words.split("…")]
            if not any(all(part in texts[article] for part in parts) for article in compared):
                yield Failure(f"discrepancies[{i}].reason", f"“{words}” stands in none of the articles it compares")


def _names(edition: data.Edition) -> dict[str, str]:
    """What the outlet of each article is called in reasons and in the brief."""
    return dict(
        zip((a.id for a in edition.articles), names_in_story([a.outlet for a in edition.articles]), strict=True)
    )


def _without_marks(text: str, names: Iterable[str]) -> str:
    """A text whose names of outlets have no quotation marks, so that those which are left are of quoted words."""
    for name in sorted({n for n in names if _MARK.search(n)}, key=len, reverse=True):
        text = text.replace(name, _MARK.sub("", name))
    return text


def _bare(text: str) -> str:
    """A text without what differs where it is quoted: white space, marks, capitals."""
    return f" {' '.join(_BETWEEN.sub(' ', text).split())} ".casefold()


def check_brief(edition: data.Edition) -> Iterator[Failure]:
    """The sentences of a brief are the characters they cite, or the readings of the discrepancy that they tell.

    The grammar of the rest is that of the version that wrote it; what a model wrote has words of its own.
    """
    if edition.generator.version != __version__:
        return
    known = {d.id: d for d in edition.discrepancies}
    claims = {s.id: s.claims for s in edition.statements}
    for i, sentence in enumerate(edition.brief):
        if sentence.disputed != (sentence.discrepancy is not None):
            yield Failure(f"brief[{i}].disputed", "only what tells a discrepancy is disputed")
        elif sentence.writer or not sentence.citations:
            continue
        elif sentence.discrepancy in known:
            yield from _check_dispute(i, sentence, known[sentence.discrepancy], edition)
        else:
            yield from _check_agreed(i, sentence, edition, [c for s in sentence.statements for c in claims[s]])


def _overlap(a: _Stretch, b: _Stretch) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end


def _check_agreed(
    number: int, sentence: data.BriefSentence, edition: data.Edition, claims: list[data.Claim]
) -> Iterator[Failure]:
    from variorum.brief.candidates import joined

    texts = {a.id: a.text for a in edition.articles}
    first, pieces = sentence.citations[0].article, 0
    for pieces, cited in enumerate(sentence.citations, 1):
        if cited.article != first:
            pieces -= 1
            break
    told = sentence.citations[:pieces]
    if joined(texts.get(first, ""), tuple((c.start, c.end) for c in told)) != sentence.text:
        yield Failure(f"brief[{number}].text", "the sentence is not what its first citations say")
    said = [q.wordings for q in edition.quotations if any(_overlap(w, c) for w in q.wordings for c in told)]
    for cited in sentence.citations[pieces:]:
        if any(_overlap(c, cited) for c in claims) or any(_overlap(w, cited) for ws in said for w in ws):
            continue
        yield Failure(f"brief[{number}].citations", "a citation is of nothing that the sentence tells")


def _check_dispute(
    number: int, sentence: data.BriefSentence, discrepancy: data.Discrepancy, edition: data.Edition
) -> Iterator[Failure]:
    from variorum.brief import grammar

    names = _names(edition)
    text = _without_marks(sentence.text, names.values())
    names = {article: _MARK.sub("", name) for article, name in names.items()}
    topics = [re.escape(grammar.TOPICS[discrepancy.kind])]
    if discrepancy.kind is DiscrepancyKind.MODE and discrepancy.quotation is None:
        topics = [grammar.OUTRIGHT]
    if discrepancy.kind is DiscrepancyKind.ROLE:
        topics.append(rf"{grammar.WHO} [^“”]+ {grammar.WHOM}(?: “[^“”]*”)?")
    if discrepancy.kind is DiscrepancyKind.NUMBER:
        words = {re.escape(word) for r in discrepancy.readings for word in _WORD.findall(r.text)}
        topics.append(rf"{grammar.NUMBER_OF}(?: (?:{'|'.join(sorted(words))}))+")
    opening = re.match(rf"(?:{grammar.OPENING}|{grammar.ALSO}) (?:{'|'.join(topics)})\. ", text)
    if opening is None:
        yield Failure(f"brief[{number}].text", "it does not open as what tells this discrepancy")
        return
    for outlets, words in _SIDE.findall(text, opening.end()):
        having = {r.side for r in discrepancy.readings if any(_bare(words) in _bare(w) for w in (r.value, r.text))}
        if not any(
            _names_only(outlets, {names[r.article] for r in discrepancy.readings if r.side == s}) for s in having
        ):
            yield Failure(f"brief[{number}].text", f"“{words}” are not the words of {outlets.strip(' ;')}")


def _names_only(told: str, names: set[str]) -> bool:
    """Whether a list of outlets names some of these and nobody else."""
    for name in sorted(names, key=len, reverse=True):
        told = told.replace(name, " ")
    return not set(_WORD.findall(told)) - {"and"}
