"""Whole alignments of small stories."""

from itertools import permutations

import pytest

from variorum.align import align
from variorum.annotate import annotate
from variorum.encode import NgramEncoder, default_encoder
from variorum.model import Annotated, Article, Block, BlockKind, Collation, Slot, SlotRelation

FERRY = (
    "The ferry Alma sank off Norholm on Monday. Rescuers saved 41 passengers. Captain Ida Lund blamed a broken valve.",
    "On Monday the ferry Alma went down near Norholm. Forty-one passengers were saved by rescuers.",
    "A broken valve was blamed by captain Ida Lund. Norholm's school choir sang at the church on Friday.",
)


def annotated(*texts: str) -> tuple[Annotated, ...]:
    return tuple(
        annotate(
            [
                Article(f"a{i}", text, (Block(0, len(text), BlockKind.BODY),), published="2024-05-08", language="en")
                for i, text in enumerate(texts)
            ]
        )
    )


def told_together(collation: Collation, *parts: str) -> bool:
    """Whether one statement has a claim with each of the parts."""
    texts = [
        [collation.articles[r.article].text_of(collation.claim(r)) for r in s.claims] for s in collation.statements
    ]
    return any(all(any(part in text for text in group) for part in parts) for group in texts)


@pytest.fixture(scope="module")
def ferry() -> Collation:
    return align(annotated(*FERRY), default_encoder())


def test_paraphrases_become_one_statement(ferry: Collation) -> None:
    assert told_together(ferry, "sank off Norholm", "went down near Norholm")
    assert told_together(ferry, "saved 41 passengers", "Forty-one passengers")


def test_another_matter_stays_alone(ferry: Collation) -> None:
    choir = [
        s
        for s in ferry.statements
        if any("choir" in ferry.articles[r.article].text_of(ferry.claim(r)) for r in s.claims)
    ]
    assert choir and all(len(s.claims) == 1 for s in choir)


def test_a_headline_does_not_stand_for_a_statement_that_a_report_tells_too() -> None:
    head = "Ferry Alma sinks off Norholm"
    text = f"{head}\n\nThe ferry Alma sank off Norholm."
    blocks = (Block(0, len(head), BlockKind.HEADLINE), Block(len(head) + 2, len(text), BlockKind.BODY))
    told = tuple(annotate([Article("a0", text, blocks, published="2024-05-08", language="en")]))
    found = align((*told, *annotated(FERRY[1])), NgramEncoder())
    texts = [
        [(found.articles[r.article].text_of(found.claim(r)), r == s.central) for r in s.claims]
        for s in found.statements
    ]
    assert [group for group in texts if len(group) > 1]
    assert not any(group for group in texts if len(group) > 1 and (head, True) in group)


def test_every_claim_is_in_one_statement(ferry: Collation) -> None:
    refs = [ref for s in ferry.statements for ref in s.claims]
    assert sorted(refs) == sorted(ferry.claim_refs) and len(refs) == len(set(refs))
    assert all(s.central in s.claims for s in ferry.statements)
    assert ferry.vectors.shape[0] == len(ferry.claim_refs)


def test_any_order_of_articles_gives_the_same() -> None:
    articles, seen = annotated(*FERRY), set()
    for order in permutations(range(len(articles))):
        found = align(tuple(articles[i] for i in order), NgramEncoder())
        statements = frozenset(frozenset((order[r.article], r.item) for r in s.claims) for s in found.statements)
        pairs = frozenset(
            (frozenset(((order[p.a.article], p.a.item), (order[p.b.article], p.b.item))), p.score, p.topical, p.event)
            for p in found.pairs
        )
        central = frozenset((order[s.central.article], s.central.item) for s in found.statements)
        seen.add((statements, pairs, central))
    assert len(seen) == 1


def test_pairs_stand_in_order_and_point_into_their_articles(ferry: Collation) -> None:
    assert list(ferry.pairs) == sorted(ferry.pairs, key=lambda p: (p.a, p.b))
    for pair in ferry.pairs:
        assert pair.a < pair.b and 0 <= pair.score <= pair.topical <= 1
        for slot in pair.slots:
            for ref, span in ((pair.a, slot.a), (pair.b, slot.b)):
                assert span is None or 0 <= span[0] < span[1] <= len(ferry.articles[ref.article].article.text)


def test_a_number_that_differs_is_found_though_all_else_agrees() -> None:
    found = align(annotated("Rescuers saved 41 passengers.", "Rescuers saved 57 passengers."), default_encoder())
    (pair,) = (p for p in found.pairs if p.at(Slot.QUANTITY) is SlotRelation.DIFFER)
    assert pair.topical > pair.score
    assert pair.topical > 0.8


def test_who_did_it_to_whom_is_seen_to_be_swapped() -> None:
    found = align(annotated("Ida Lund sued Omar Reza.", "Omar Reza sued Ida Lund."), default_encoder())
    assert any(p.at(Slot.AGENT) is SlotRelation.SWAPPED for p in found.pairs)


def test_the_passive_is_not_a_swap() -> None:
    found = align(annotated("Ida Lund sued Omar Reza.", "Omar Reza was sued by Ida Lund."), default_encoder())
    assert found.pairs
    assert not any(s.relation is SlotRelation.SWAPPED for p in found.pairs for s in p.slots)


def test_an_article_may_repeat_itself() -> None:
    text = "The mayor of Norholm resigned on Tuesday. Trams ran late. The mayor of Norholm resigned on Tuesday."
    found = align(annotated(text), default_encoder())
    assert any(len(s.claims) == 2 for s in found.statements)


@pytest.mark.parametrize("text", ["", "Word", "…", "漢字", "\n\n\n", "a " * 50])
def test_odd_texts_do_no_harm(text: str) -> None:
    found = align(annotated(text, "The mayor resigned on Tuesday."), NgramEncoder())
    assert len(found.articles) == 2


def test_nothing_at_all() -> None:
    found = align((), NgramEncoder())
    assert found.pairs == () and found.statements == ()
