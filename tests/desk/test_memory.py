"""Annotations come back as they were, and broken or older ones not at all."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from variorum.annotate import annotate
from variorum.desk import Desk, codec
from variorum.desk.memory import Memory, basis
from variorum.desk.watch import DeskTaker
from variorum.model import Article, Block, BlockKind
from variorum.store import Writer

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "en": '"Nobody was hurt," Lena Brandt said on Monday, while about 40 people waited, 3 % more than in May.',
    "de": "„Niemand wurde verletzt“, sagte Lena Brandt am Montag in Kessel.",
    "zh": "东京都知事周三宣布辞职。",
    "": "Odd \ud83d \x00 text.",
}


def article(language: str) -> Article:
    text = TEXTS[language]
    return Article("a", text, (Block(0, len(text), BlockKind.BODY),), published="2025-03-03", language=language)


@pytest.mark.parametrize("language", list(TEXTS))
def test_annotations_come_back_as_they_were(language: str) -> None:
    (made,) = annotate([article(language)])
    data = codec.encode(made)
    assert codec.decode(data, made.article) == made
    assert codec.encode(codec.decode(data, made.article)) == data


@pytest.mark.parametrize("data", [b"", b"junk", zlib.compress(b"{}"), zlib.compress(b'["other",1,[],[],[]]')])
def test_what_is_broken_or_of_another_layout_is_not_read(data: bytes) -> None:
    with pytest.raises(codec.StaleError):
        codec.decode(data, article("en"))


def test_what_annotations_are_made_from_names_them() -> None:
    from dataclasses import replace

    plain = article("en")
    others = [replace(plain, published="2025-03-04"), replace(plain, language="fr"), replace(plain, blocks=())]
    assert len({basis(each) for each in (plain, *others)}) == 4
    assert basis(replace(plain, id="b", outlet="c")) == basis(plain)


def test_an_edition_made_again_annotates_nothing_and_encodes_nothing(tmp_path: Path) -> None:
    from variorum.encode import NgramEncoder

    class Counting(NgramEncoder):
        asked = 0

        def encode(self, texts):  # type: ignore[no-untyped-def]
            Counting.asked += len(texts)
            return super().encode(texts)

    encoder = Counting()
    with Writer(tmp_path / "a.db") as writer:
        first = Memory(writer.articles).annotated([article("en")])
        rows = Memory(writer.articles).encoder(encoder, first).encode([TEXTS["en"]])
        asked = Counting.asked
        again = Memory(writer.articles).annotated([article("en")])
        assert again == first
        assert (Memory(writer.articles).encoder(encoder, again).encode([TEXTS["en"]]) == rows).all()
        assert Counting.asked - asked <= 1  # the whole text, which is no claim, at most


def test_a_watch_that_never_closes_its_desk_forgets_as_days_go_by(either: str) -> None:
    now = datetime(2025, 3, 1, tzinfo=UTC)
    taker = DeskTaker(lambda _: None, in_gaps=True)
    with Desk(either, clock=lambda: now) as desk:
        taker.desk = desk
        kept = desk.writer.articles

        def held() -> tuple[bool, bool]:
            taker.tidy()
            return kept.annotation("a", "test") is not None, kept.text_vectors("a", "test") is not None

        kept.keep_annotation("a", "test", b"found")
        kept.keep_text_vectors("a", "test", "digests", b"rows")
        now += timedelta(days=6)
        assert held() == (True, True)
        now += timedelta(days=2)
        assert held() == (True, False)
        # What is made again counts from then on.
        kept.keep_text_vectors("a", "test", "digests", b"rows")
        assert held() == (True, True)
        now += timedelta(days=83)
        assert held() == (False, False)
