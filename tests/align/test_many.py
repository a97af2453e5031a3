"""Alignment of stories too large to look at every two claims."""

from itertools import combinations

import pytest

from variorum.align import align, candidates, collate
from variorum.align.classes import Comparisons, classes_of
from variorum.align.collate import encode
from variorum.align.entities import resolve
from variorum.align.frames import Frame, frames, rarities
from variorum.align.many import candidates_of_many
from variorum.align.pairs import Setting, compare
from variorum.annotate import annotate
from variorum.encode import NgramEncoder
from variorum.model import Annotated, Article, Block, BlockKind, Collation

WIRE = (
    "The ferry Alma sank off Norholm on Monday. Rescuers saved 41 passengers. Captain Ida Lund blamed a broken valve. "
    "Divers will search the wreck on Thursday."
)
REWRITTEN = "On Monday the ferry Alma went down near Norholm. Forty-one passengers were saved by rescuers."
DIFFERING = "The ferry Alma sank off Norholm on Monday. Rescuers saved 38 passengers."


def annotated(*texts: str, published: str = "2024-05-08") -> tuple[Annotated, ...]:
    return tuple(
        annotate(
            [
                Article(f"a{i}", text, (Block(0, len(text), BlockKind.BODY),), published=published, language="en")
                for i, text in enumerate(texts)
            ]
        )
    )


@pytest.fixture(scope="module")
def story() -> tuple[Annotated, ...]:
    """Twenty reprints, of which half begin with another paragraph, a rewrite and one with a number of its own."""
    reprints = [WIRE if i % 2 else f"The harbour of Norholm has {i + 2} quays.\n\n{WIRE}" for i in range(20)]
    return annotated(*reprints, REWRITTEN, DIFFERING)


@pytest.fixture
def every_story_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "EVERY", 1)
    monkeypatch.setattr(collate, "EVERY", 1)


def framed(articles: tuple[Annotated, ...]) -> list[Frame]:
    entities, entity_of = resolve(articles)
    return frames(articles, entities, entity_of)


def partners_of(collation: Collation, article: int, words: str) -> list[str]:
    """The claims that one was compared with."""
    own = [r for r in collation.claim_refs if r.article == article and words in text(collation, r)]
    pairs = [(p.a, p.b) for p in collation.pairs if p.a in own or p.b in own]
    return [text(collation, b if a in own else a) for a, b in pairs]


def text(collation: Collation, ref: object) -> str:
    return collation.articles[ref.article].text_of(collation.claim(ref))  # type: ignore[attr-defined]


def test_a_reprinted_claim_is_of_one_class_wherever_it_stands(story: tuple[Annotated, ...]) -> None:
    found = framed(story)
    classes = classes_of(found)
    saved = {classes[i] for i, f in enumerate(found) if f.text.startswith("Rescuers saved 41")}
    assert len(saved) == 1
    assert len({classes[i] for i, f in enumerate(found) if f.text.startswith("Rescuers saved")}) == 2


def test_a_day_of_another_week_makes_another_class() -> None:
    early, late = annotated(WIRE, published="2024-05-08"), annotated(WIRE, published="2024-05-16")
    found = framed((*early, *late))
    classes = classes_of(found)
    sank = [classes[i] for i, f in enumerate(found) if "sank" in f.text]
    saved = [classes[i] for i, f in enumerate(found) if "saved" in f.text]
    assert len(set(sank)) == 2 and len(set(saved)) == 1


def test_a_comparison_made_once_is_what_it_would_be_made_anew(story: tuple[Annotated, ...]) -> None:
    entities, entity_of = resolve(story)
    found = frames(story, entities, entity_of)
    vectors = encode(found, NgramEncoder())
    setting = Setting(entities, rarities(found), {})
    comparisons = Comparisons(found, classes_of(found), vectors, setting)
    for i, j in combinations(range(len(found)), 2):
        anew = compare(found[i], found[j], round(float(vectors[i] @ vectors[j]), 4), setting)
        assert comparisons.of(i, j) == anew


def test_claims_with_a_rare_word_or_a_value_in_common_are_candidates(story: tuple[Annotated, ...]) -> None:
    found = framed(story)
    vectors = encode(found, NgramEncoder())
    classes = classes_of(found)
    pairs = candidates_of_many(found, vectors, rarities(found), classes)
    assert pairs == sorted(set(pairs)) and all(i < j for i, j in pairs)
    together = {frozenset((classes[i], classes[j])) for i, j in pairs}
    first = {f.text: classes[i] for i, f in enumerate(found)}
    reworded = next(c for t, c in first.items() if t.startswith("Forty-one passengers"))
    saved = next(c for t, c in first.items() if t.startswith("Rescuers saved 41"))
    other = next(c for t, c in first.items() if t.startswith("Rescuers saved 38"))
    assert frozenset((reworded, saved)) in together and frozenset((other, saved)) in together


@pytest.mark.usefixtures("every_story_is_large")
def test_copies_do_not_crowd_out_what_is_told_otherwise(story: tuple[Annotated, ...]) -> None:
    # The trap: each claim has twenty copies, more than the partners that it is compared with.
    collation = align(story, NgramEncoder())
    assert any("38" in each for each in partners_of(collation, 3, "Rescuers saved 41")) or any(
        "41" in each for each in partners_of(collation, 21, "Rescuers saved 38")
    )
    together = [s for s in collation.statements if any(text(collation, r).startswith("Forty-one") for r in s.claims)]
    assert len(together) == 1 and len(together[0].claims) >= 21


@pytest.mark.usefixtures("every_story_is_large")
def test_the_order_of_the_articles_does_not_matter(story: tuple[Annotated, ...]) -> None:
    def told(collation: Collation) -> set[frozenset[tuple[str, str]]]:
        return {
            frozenset((collation.articles[r.article].article.id, text(collation, r)) for r in s.claims)
            for s in collation.statements
        }

    turned = tuple(reversed(story))
    assert told(align(story, NgramEncoder())) == told(align(turned, NgramEncoder()))


@pytest.mark.usefixtures("every_story_is_large")
def test_one_report_that_repeats_itself_is_aligned() -> None:
    collation = align(annotated(WIRE + " " + WIRE, REWRITTEN), NgramEncoder())
    refs = [ref for s in collation.statements for ref in s.claims]
    assert sorted(refs) == sorted(collation.claim_refs)
    assert any(len(s.claims) == 3 for s in collation.statements)
