"""Spelling: one name in two spellings, another name of one country, a capital in the place of its government.

All of it is compatible and kept with its reason, one discrepancy a thing: nothing differs but the letters. Names are
compared word by word in one romanisation and one orthography (Dmitry, Dmitrij; Organization, Organisation); countries
through the table of territories (Turkey, Türkiye). A capital stands for its government only where two claims of one
statement have the one and the other. Traps: a surname beside the full name and an acronym are forms, no spellings;
reports that all use both have chosen none.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.quoted_words import one_spelling
from variorum.compare.readings import outlet, who_has
from variorum.model import Discrepancy, DiscrepancyKind, MentionForm, Reading, Role, Verdict
from variorum.values.name import name_words, same_word
from variorum.values.place import fold, naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Story
    from variorum.model import Mention, Ref

_WEIGHT = 0.4
_SHORTEST = 4


def find(story: Story) -> Iterator[Discrepancy]:
    """Names that look different and name the same."""
    for entity in story.collation.entities:
        yield from _of_entity(story, entity.mentions)
    yield from _capitals(story)


def _of_entity(story: Story, mentions: tuple[Ref, ...]) -> Iterator[Discrepancy]:
    """Spellings of what an entity is called, if not all reports have all of them."""
    first: dict[str, dict[int, Mention]] = defaultdict(dict)
    for ref in sorted(mentions):
        mention = story.collation.mention(ref)
        if mention.form is MentionForm.NAME and _english(story, ref.article):
            first[" ".join(mention.name.split())].setdefault(ref.article, mention)
    for names, why in _alike(sorted(first)):
        articles = [set(first[name]) for name in names]
        if len(set.union(*articles)) < 2 or all(a == b for a, b in combinations(articles, 2)):
            continue
        readings = tuple(
            Reading(name, a, first[name][a].start, first[name][a].end, side)
            for side, name in enumerate(names, 1)
            for a in sorted(first[name])
        )
        told = who_has((outlet(story, r.article), r.value) for r in readings)
        yield _told(readings, f"{why}: {told}.")


def _english(story: Story, article: int) -> bool:
    return story.articles[article].article.language[:2] in ("", "en")


def _alike(names: list[str]) -> Iterator[tuple[list[str], str]]:
    """Groups of names that differ in spelling, and of other names for a country, each with its reason."""
    used: set[str] = set()
    for name in names:
        group = [n for n in names if n not in used and (n == name or respelt(name, n))]
        if len(group) > 1:
            used.update(group)
            yield group, "One name in two spellings"
    countries: dict[str, list[str]] = defaultdict(list)
    for name in names:
        known = naming(name)
        if known is not None and known.kind == "name" and name not in used and not _is_abbreviation(name):
            countries[known.territory.code].append(name)
    for _, group in sorted(countries.items()):
        if len({fold(n) for n in group}) > 1:
            yield group, "Two names of one country"


def respelt(a: str, b: str) -> bool:
    """Tell whether two names are one in two spellings (and not just in other case or with other small words).

    >>> respelt("Dmitry Peskov", "Dmitrij Peskov")
    True
    """
    x, y = name_words(a), name_words(b)
    if x == y or len(x) != len(y) or min(map(len, (a, b))) < _SHORTEST:
        return False
    return all(p == q or same_word(p, q) or one_spelling(p) == one_spelling(q) for p, q in zip(x, y, strict=True))


def _is_abbreviation(name: str) -> bool:
    return name.replace(".", "").isupper()


def _capitals(story: Story) -> Iterator[Discrepancy]:
    """Capitals and countries in the same part of two claims of one statement."""
    found: dict[str, dict[tuple[int, int], Reading]] = defaultdict(dict)
    for statement in story.aligned.statements:
        parts = [part for claim in statement.claims for part in _parts(story, claim)]
        for a, b in combinations(parts, 2):
            if a.code == b.code and a.role is b.role and a.kind != b.kind and a.article != b.article:
                for part in (a, b):
                    found[a.code].setdefault((part.article, part.side), part.reading)
    for _, readings in sorted(found.items()):
        names = sorted({r.value for r in readings.values()})
        told = " and ".join(f"“{name}”" for name in names)
        yield _told(tuple(readings.values()), f"{told} stand for one government.")


class _Part(NamedTuple):
    """A territory that plays a role in a claim, by its name or by its capital's."""

    article: int
    role: Role
    code: str
    kind: str
    reading: Reading

    @property
    def side(self) -> int:
        """1 for the country, 2 for the capital."""
        return self.reading.side


def _parts(story: Story, claim: Ref) -> Iterator[_Part]:
    for argument in story.collation.claim(claim).fillers(Role.AGENT):
        if argument.mention is None:
            continue
        mention = story.articles[claim.article].mentions[argument.mention]
        known = naming(mention.name)
        if known is not None and known.kind in ("name", "capital"):
            side = 1 if known.kind == "name" else 2
            made = Reading(mention.name, claim.article, mention.start, mention.end, side)
            yield _Part(claim.article, argument.role, known.territory.code, known.kind, made)


def _told(readings: tuple[Reading, ...], reason: str) -> Discrepancy:
    ordered = tuple(sorted(readings, key=lambda r: (r.article, r.start, r.end)))
    return Discrepancy(DiscrepancyKind.NAMING, Verdict.COMPATIBLE, reason, ordered, _WEIGHT)
