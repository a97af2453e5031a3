"""A pipeline does not grow with the words that it sees, and finds the same."""

from __future__ import annotations

import random
import threading

import pytest

from variorum.annotate import annotate
from variorum.annotate.english import english
from variorum.model import Article, Block, BlockKind


def article(seed: int) -> Article:
    """A report in which nearly all names are new to everybody."""
    chance = random.Random(seed)  # noqa: S311

    def name() -> str:
        return "".join(chance.choice("bdfklmnrst") + chance.choice("aeiou") for _ in range(4)).title()

    text = "\n\n".join(
        f"{name()} {name()}, mayor of {name()}, re{name().lower()}ed {i} {name().lower()}s on Monday. "
        f'"The {name().lower()}ing was {name().lower()}ed," {name()} said in {name()}, criticising {name()}.'
        for i in range(5)
    )
    return Article(f"a{seed}", text, (Block(0, len(text), BlockKind.BODY),), published="2025-03-03", language="en")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipelines have seen all the words that they may keep."""
    monkeypatch.setattr("variorum.annotate.forgetting.KEPT", -1_000_000)


@pytest.mark.usefixtures("full")
def test_a_pipeline_that_is_full_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    annotate([article(1)])
    vocab = english().vocab
    before = len(vocab.strings), len(list(vocab))
    found = [annotate([article(seed)]) for seed in range(2, 8)]
    together = annotate([article(seed) for seed in range(2, 8)])
    assert (len(vocab.strings), len(list(vocab))) == before
    assert not english().get_pipe("lemmatizer").cache
    # The same as where nothing is forgotten, and again after that.
    monkeypatch.setattr("variorum.annotate.forgetting.KEPT", 1_000_000)
    assert annotate([article(seed) for seed in range(2, 8)]) == together
    assert len(vocab.strings) > before[0] + 100
    assert [annotate([article(seed)]) for seed in range(2, 8)] == found


@pytest.mark.usefixtures("full")
def test_threads_do_not_forget_each_others_words() -> None:
    expected = [annotate([article(seed)]) for seed in range(20, 24)]
    found: dict[int, object] = {}

    def work(seed: int) -> None:
        found[seed] = annotate([article(seed)])

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(20, 24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[seed] for seed in range(20, 24)] == expected


@pytest.mark.usefixtures("full")
def test_a_failure_ends_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.annotate.parse._join", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        annotate([article(9)])
    monkeypatch.undo()
    assert not english().vocab.in_memory_zone
    assert annotate([article(9)])[0].parse.tokens
