from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.lineage import parallel
from variorum.lineage.credits import reports
from variorum.lineage.direction import later_of
from variorum.lineage.passages import shared_passages
from variorum.lineage.trace import _words
from variorum.lineage.view import View, view
from variorum.model import Annotated, Article, Block, BlockKind, Parse

KITE = "The kite festival on the dunes of Marholm was called off on Sunday because there was no wind at all."
TEA = "In the tea house, a hundred disappointed pilots compared their reels and drank what was left of the rum."


def seen(text: str, **known: str) -> View:
    blocks = (Block(0, len(text), BlockKind.BODY),)
    return view(Annotated(Article("", text, blocks, **known), Parse((), (), has_syntax=False)))


def credited(text: str, *others: str) -> list[str]:
    views = [seen(text, outlet="The Gull"), *(seen("Other text.", outlet=other) for other in others)]
    return sorted(credit.name for credit in reports(views).credited[0])


def test_a_common_sentence_is_a_passage():
    shared = shared_passages([seen(f"{KITE} {TEA}"), seen(f"It was quiet. {KITE}")])[0, 1]
    assert shared.in_a == ((0, 20),)
    assert shared.share_a == 20 / 39
    assert shared.share_b > 0.8


def test_what_stands_in_quotation_marks_is_no_passage():
    assert shared_passages([seen(f"He wrote: “{KITE}”"), seen(f"She read: “{KITE}”")]) == {}


def test_a_changed_word_does_not_break_a_passage():
    shared = shared_passages([seen(KITE), seen(KITE.replace("called off", "cancelled"))])[0, 1]
    assert len(shared.in_a) == 1
    assert shared.share_a == 1.0


def test_a_crowd_of_reprints_stays_linear():
    found = shared_passages([seen(f"{KITE} {TEA}") for _ in range(300)])
    assert 299 <= len(found) <= 600


@given(st.lists(st.sampled_from([KITE, TEA, f"{KITE}\n\n{TEA}", "", "“", "word"]), max_size=5))
def test_passages_and_shares_stay_inside_the_articles(texts):
    views = [seen(text) for text in texts]
    for (a, b), shared in shared_passages(views).items():
        assert a < b
        assert 0 < shared.share_a <= 1
        assert 0 < shared.share_b <= 1
        for each, passages in ((views[a], shared.in_a), (views[b], shared.in_b)):
            assert all(0 <= first < last <= len(each.words) for first, last in passages)


@given(st.text(max_size=200))
def test_words_and_sentences_are_stretches_of_the_text(text):
    found = seen(text)
    for word in found.words:
        assert word.form == text[word.start : word.end].casefold().replace("’", "'")
    for sentence in found.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert sentence.first < sentence.last <= len(found.words)


def test_credits_in_all_the_places_where_they_stand():
    assert credited(f"{KITE}\n\n(CoastNews)") == ["coastnews"]
    assert credited(f"{KITE}\n\nInterpress/kl") == ["interpress"]
    assert credited(f"{KITE} (AFP, Reuters)") == ["afp", "reuters"]
    assert credited(f"MARHOLM (Interpress) - {KITE}") == ["interpress"]
    assert credited(f"(Interpress) {KITE}") == ["interpress"]
    assert credited(f"{KITE}\n\nWith reporting by Interpress\n\n{TEA}") == ["interpress"]
    assert credited(f"{KITE} This was first told by the Dune Post. {TEA}", "Dune Post") == ["dune post"]


def test_what_looks_like_a_credit_and_is_none():
    assert credited(f"{KITE}\n\n{TEA}") == []
    assert credited("The Shanghai Cooperation Organization (SCO) met on Monday. Nobody spoke of kites.") == []
    assert credited(f"{KITE}\n\n(The Gull)") == []
    assert credited(f"{KITE} (It had been the same last year.)") == []


def test_the_later_of_two_times():
    assert later_of("2025-01-02", "2025-01-01T23:00:00Z") == "2025-01-02"
    assert later_of("2025-01-01T10:00:00+02:00", "2025-01-01T09:00:00Z") == "2025-01-01T09:00:00Z"
    assert later_of("2025-01", "2025-01-09") is None
    assert later_of("", "2025-01-09") is None
    assert later_of("2025-13-99T99", "2024") == "2025-13-99T99"


def test_articles_set_side_by_side_are_told_the_same_whichever_stand_beside_them(monkeypatch):
    views = [
        seen(f"{first} {second}") for first, second in ((KITE, TEA), (TEA, KITE), (KITE, "It was quiet."), (TEA, TEA))
    ]
    vectors = np.eye(sum(len(each.sentences) for each in views), 8, dtype=np.float32)
    told = list(parallel.parallels(views, vectors))
    every = {a: range(a + 1, len(views)) for a in range(len(views))}
    assert told
    for most in (1 << 22, 6, 1):
        monkeypatch.setattr(parallel, "_AT_ONCE", most)
        assert list(parallel.parallels(views, vectors, every)) == told
        assert list(parallel.parallels(views, vectors)) == told


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=5))
def test_the_words_of_passages_are_bits(lengths):
    at, passages = 0, []
    for gap, length in lengths:
        passages.append((at + gap, at + gap + length))
        at += gap + length
    words = {word for first, last in passages for word in range(first, last)}
    assert {word for word in range(at + 1) if _words(passages) >> word & 1} == words


def test_the_own_words_of_a_stretch_are_counted_as_one_by_one():
    view = seen(f"{KITE} She read: “{TEA}” {KITE}")
    assert 0 < view.free < len(view.words)
    for first in range(len(view.words)):
        assert view.free_in(first, len(view.words)) == sum(word.free for word in view.words[first:])


def test_an_outlet_whose_letters_are_in_another_word_is_not_named():
    assert credited("It flew over the Harbour Posts of Marholm.", "The Harbour Post") == []
    assert credited("It flew on, as the Harbour Post wrote.", "The Harbour Post") == ["harbour post"]
