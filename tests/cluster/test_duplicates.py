from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cluster import near_duplicates
from variorum.cluster.minhash import shingles, signatures
from variorum.model import Article, Block, BlockKind

FERRY = (
    "The ferry Morwenna ran aground on a sandbank outside Port Elin on Tuesday evening with 84 people on board. "
    "Nobody was hurt. A tug pulled the vessel free at high tide shortly after midnight, the harbour master said. "
    "Passengers were given blankets and soup while they waited. The ferry returned to service the next morning."
)
OTHER = (
    "The council of Port Elin has voted to close the swimming pool in the old town for two years. Its roof leaks, and "
    "repairs would cost more than a new building. Swimmers may use the pool of the naval school until then."
)


def article(text: str) -> Article:
    return Article("", text, (Block(0, len(text), BlockKind.BODY),))


def test_a_copy_with_a_changed_word_is_a_near_duplicate():
    copy = FERRY.replace("84 people", "86 people") + " (CoastNews)"
    assert near_duplicates([article(FERRY), article(OTHER), article(copy)]) == [(0, 2), (1,)]


def test_a_cut_below_the_threshold_is_not():
    assert near_duplicates([article(FERRY), article(FERRY[:150])]) == [(0,), (1,)]


def test_texts_without_words_stay_alone():
    assert near_duplicates([article(""), article("..."), article("")]) == [(0,), (1,), (2,)]


def test_short_and_unspaced_texts():
    assert near_duplicates([article("Fire."), article("fire"), article("火災"), article("火災")]) == [(0, 1), (2, 3)]


def test_no_articles():
    assert near_duplicates([]) == []


def test_the_threshold_is_checked():
    with pytest.raises(ValueError, match="between 0 and 1"):
        near_duplicates([], 0.0)


@settings(deadline=None)  # the first example loads what later ones find loaded
@given(st.lists(st.sampled_from([FERRY, OTHER, FERRY + OTHER, "", "a"]), max_size=6))
def test_every_article_is_in_one_group_and_equals_are_together(texts):
    groups = near_duplicates([article(t) for t in texts])
    assert sorted(i for group in groups for i in group) == list(range(len(texts)))
    where = {i: n for n, group in enumerate(groups) for i in group}
    for i, a in enumerate(texts):
        for j, b in enumerate(texts):
            if a == b and len(shingles([a]).hashes):
                assert where[i] == where[j]


def test_a_signature_does_not_depend_on_the_texts_beside_it():
    texts = [" ".join(f"w{(i * k) % 97}" for k in range(i % 40)) for i in range(600)]
    together = signatures(shingles(texts))
    alone = [signatures(shingles([text]))[0] for text in texts]
    assert np.array_equal(together, np.stack(alone))


def test_near_duplicates_are_found_however_many_articles_lie_between_them():
    texts = [" ".join(f"w{number}x{place}" for place in range(8)) for number in range(2_100)]
    texts[999], texts[1000], texts[2050] = FERRY, OTHER, FERRY
    together = [each for each in near_duplicates([article(text) for text in texts]) if len(each) > 1]
    assert together == [(999, 2050)]


@given(st.lists(st.integers(0, 3), max_size=12))
def test_the_set_of_a_text_holds_each_shingle_once_in_order(numbers):
    shingled = shingles([" ".join(f"w{number}" for number in numbers)])
    assert shingled.of(0).tolist() == sorted(set(shingled.hashes.tolist()))
