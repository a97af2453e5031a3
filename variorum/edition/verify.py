"""Prove an edition: recompute every span, hash, count and reference that it holds.

What is checked: the hash of every article's text; that blocks stand in order inside it; that every span lies inside
its article and has the text it says; that every identifier that is referred to exists; that statements are
verbatim; that every sentence of the brief is cited and has no word that is neither cited nor a connecting phrase; what
follows from the rest (`variorum.edition.derived`); and the digest of the whole, without which an edition is not proved.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from variorum.edition import codec, data, derived
from variorum.edition.derived import Failure
from variorum.edition.read import load
from variorum.model import Stance, names_in_story
from variorum.version import __version__

if TYPE_CHECKING:
    from pathlib import Path


def verify(edition: data.Edition | Mapping[str, Any] | Path | str) -> list[Failure]:
    """List all that does not hold in an edition, in its file, or in its data; empty if all is well.

    Raises OSError if the file cannot be read.
    """
    try:
        plain = _plain(edition)
        read = data.Edition.from_dict(plain)
    except codec.FormatError as error:
        return [Failure(error.place, error.reason)]
    failures = [failure for check in _CHECKS for failure in check(read)]
    if not failures:
        failures = [failure for check in _OF_THE_REST for failure in check(read)]
    return [*failures, *_check_digest(read.digest, plain)]


def _plain(edition: data.Edition | Mapping[str, Any] | Path | str) -> Any:
    if isinstance(edition, data.Edition):
        return edition.to_dict()
    return dict(edition) if isinstance(edition, Mapping) else load(edition)


def _check_digest(digest: str, plain: Mapping[str, Any]) -> Iterator[Failure]:
    """Verdicts, reasons and much else can only be told to be as they were written by the seal on the whole."""
    if not digest:
        yield Failure("digest", "the edition is not sealed: without its digest, what was changed cannot be told")
    elif digest != codec.digest(plain):
        yield Failure("digest", "the edition is not as it was written: its digest differs")


def _texts(edition: data.Edition) -> dict[str, str]:
    return {a.id: a.text for a in edition.articles}


def _check_articles(edition: data.Edition) -> Iterator[Failure]:
    for i, article in enumerate(edition.articles):
        place = f"articles[{i}]"
        if hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest() != article.sha256:
            yield Failure(f"{place}.sha256", "the text is not the one that was hashed")
        last = 0
        for j, block in enumerate(article.blocks):
            if not last <= block.start <= block.end <= len(article.text):
                yield Failure(f"{place}.blocks[{j}]", f"{block.start} to {block.end} is out of order or of the text")
            last = max(last, block.end)


def _walk(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every dataclass inside a value, with its place."""
    if is_dataclass(value):
        yield place, value
        for name in codec.field_names(value):
            yield from _walk(getattr(value, name), f"{place}.{name}" if place else name)
    elif isinstance(value, tuple):
        for i, each in enumerate(value):
            yield from _walk(each, f"{place}[{i}]")


def _check_spans(edition: data.Edition) -> Iterator[Failure]:
    texts = _texts(edition)
    for place, each in _walk(edition, ""):
        article = getattr(each, "article", None)
        if article is None:
            continue
        if article not in texts:
            yield Failure(place, f"there is no article {article!r}")
        else:
            yield from _check_span(place, each, texts[article])


def _check_span(place: str, each: Any, text: str) -> Iterator[Failure]:
    if not 0 <= each.start < each.end <= len(text):
        yield Failure(place, f"{each.start} to {each.end} is not a stretch of the text ({len(text)} characters)")
    elif text[each.start : each.end] != each.text:
        yield Failure(place, f"characters {each.start} to {each.end} are not the text given")
    for name in ("source", "cue", "focus"):
        start, end = getattr(each, f"{name}_start", None), getattr(each, f"{name}_end", None)
        if start is not None or end is not None:
            yield from _check_part(f"{place}.{name}", text, start, end, getattr(each, name, None))
    for i, link in enumerate(getattr(each, "attribution", ())):
        if link.source is not None:
            where = f"{place}.attribution[{i}]"
            yield from _check_part(where, text, link.source_start, link.source_end, link.source)


def _check_part(place: str, text: str, start: int | None, end: int | None, given: str | None) -> Iterator[Failure]:
    if start is None or end is None or not 0 <= start < end <= len(text):
        yield Failure(place, f"{start} to {end} is not a stretch of the text")
    elif given is not None and text[start:end] != given:
        yield Failure(place, f"characters {start} to {end} are not the text given")


def _check_identifiers(edition: data.Edition) -> Iterator[Failure]:
    claims = [c.id for s in edition.statements for c in s.claims]
    tables = (edition.entities, edition.statements, edition.quotations, edition.discrepancies)
    # Articles are called after their files, and a file may be named "s1".
    counts = Counter(a.id for a in edition.articles), Counter(claims + [each.id for table in tables for each in table])
    for identifier in sorted(i for each in counts for i, n in each.items() if n > 1):
        yield Failure(identifier, "this identifier is given twice")
    known = {
        "entity": {e.id for e in edition.entities},
        "kin": {e.id for e in edition.entities},
        "statement": {s.id for s in edition.statements},
        "statements": {s.id for s in edition.statements},
        "quotation": {q.id for q in edition.quotations},
        "discrepancy": {d.id for d in edition.discrepancies},
        "articles": {a.id for a in edition.articles},
        "derived": {a.id for a in edition.articles},
        "central": set(claims),
    }
    for place, each in _walk(edition, ""):
        if not isinstance(each, data.Edition):
            yield from _check_references(place, each, known)


def _check_references(place: str, each: Any, known: Mapping[str, set[str]]) -> Iterator[Failure]:
    for name in codec.field_names(each):
        pool = known.get(name)
        if isinstance(each, data.Edge) and name == "source":
            pool = known["derived"]
        value = getattr(each, name)
        if pool is None or value is None:
            continue
        for identifier in value if isinstance(value, tuple) else (value,):
            if identifier not in pool:
                yield Failure(f"{place}.{name}", f"there is no {identifier!r}")


def _check_statements(edition: data.Edition) -> Iterator[Failure]:
    group_of = {a: i for i, group in enumerate(edition.lineage.groups) for a in group}
    parted = sorted(a for group in edition.lineage.groups for a in group)
    if parted != sorted(a.id for a in edition.articles):
        yield Failure("lineage.groups", "the groups do not hold every article once")
    for i, statement in enumerate(edition.statements):
        place = f"statements[{i}]"
        articles = tuple(dict.fromkeys(c.article for c in statement.claims))
        if articles != statement.articles:
            yield Failure(f"{place}.articles", "these are not the articles of its claims")
        if len({group_of.get(a, a) for a in articles}) != statement.independent_sources:
            yield Failure(f"{place}.independent_sources", "the count does not follow from lineage.groups")
        if statement.text not in {c.text for c in statement.claims if c.id == statement.central}:
            yield Failure(f"{place}.text", "the statement is not verbatim from its central claim")


def _check_coverage(edition: data.Edition) -> Iterator[Failure]:
    articles = [a.id for a in edition.articles]
    for statement in edition.statements:
        stances = edition.coverage.stances.get(statement.id, {})
        if sorted(stances) != sorted(articles):
            yield Failure(f"coverage.stances.{statement.id}", "not every article has a stance")
        elif {a for a, stance in stances.items() if stance is not Stance.SILENT} != set(statement.articles):
            yield Failure(f"coverage.stances.{statement.id}", "the stances do not fit the statement's articles")


def _check_brief(edition: data.Edition) -> Iterator[Failure]:
    for i, sentence in enumerate(edition.brief):
        if not sentence.citations:
            yield Failure(f"brief[{i}].citations", "a sentence of the brief has no citation")
    # The words that may connect what is cited are those of the version that wrote the brief.
    if edition.generator.version == __version__:
        yield from _check_words(edition)


def _check_words(edition: data.Edition) -> Iterator[Failure]:
    from variorum.brief.write import unsupported_words

    outlets = names_in_story([a.outlet for a in edition.articles])
    for i, sentence in enumerate(edition.brief):
        if sentence.writer:  # its words are its own; what they claim was checked when it was written
            continue
        foreign = unsupported_words(sentence.text, [c.text for c in sentence.citations], outlets)
        if foreign:
            words = ", ".join(sorted(foreign))
            yield Failure(f"brief[{i}].text", f"in no citation and no connecting phrase: {words}")


_CHECKS = (_check_articles, _check_spans, _check_identifiers, _check_statements, _check_coverage, _check_brief)
# Asked where every reference leads somewhere.
_OF_THE_REST = (
    derived.check_story,
    derived.check_speakers,
    derived.check_coverage,
    derived.check_timeline,
    derived.check_reasons,
    derived.check_brief,
)
