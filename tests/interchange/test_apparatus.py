from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.data import Quotation, Wording
from variorum.interchange.apparatus import Table, aligned, tokens
from variorum.model import Mode

WORDS = st.text(alphabet="ab ,.’\n桥é", max_size=30)


def quotation(*texts: str) -> Quotation:
    wordings = (Wording(f"a{i}", 5, 5 + len(text), text, Mode.DIRECT) for i, text in enumerate(texts))
    return Quotation("q1", None, wordings=tuple(wordings))


def columns(*texts: str) -> list[tuple[str, ...]]:
    table = aligned(quotation(*texts))
    assert table is not None
    return [tuple(token.text.strip() if token else "-" for token in column) for column in table.columns]


def test_variants_stand_face_to_face() -> None:
    assert columns("we close the old bridge", "we shut the bridge") == [
        ("we", "we"),
        ("close", "shut"),
        ("the", "the"),
        ("old", "-"),
        ("bridge", "bridge"),
    ]


def test_a_third_wording_joins_the_columns_of_either() -> None:
    assert columns("we close the bridge", "we shut the bridge", "we shut a bridge now")[1:] == [
        ("close", "shut", "shut"),
        ("the", "the", "a"),
        ("bridge", "bridge", "bridge"),
        ("-", "-", "now"),
    ]


def test_case_and_apostrophes_are_the_same_word() -> None:
    assert columns("It’s Over", "it's over") == [("It’s", "it's"), ("Over", "over")]


def test_a_very_long_wording_is_not_aligned() -> None:
    assert aligned(quotation("word " * 401, "word")) is None


@given(WORDS, st.integers(0, 9))
def test_words_stand_where_they_say(text: str, offset: int) -> None:
    for token in tokens(text, offset):
        assert text[token.start - offset : token.end - offset] == token.text.strip()
        assert token.text.strip()
    assert "".join(token.text for token in tokens(text)) == text.lstrip()


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_every_witness_reads_down_its_column(texts: list[str]) -> None:
    table = aligned(quotation(*texts))
    assert isinstance(table, Table)
    for i, witness in enumerate(table.witnesses):
        assert tuple(column[i] for column in table.columns if column[i]) == witness.tokens
    assert all(any(column) for column in table.columns)


def test_a_mode_does_not_matter_to_the_words() -> None:
    one = quotation("as it was", "as it is")
    other = replace(one, wordings=tuple(replace(w, mode=Mode.INDIRECT) for w in one.wordings))
    a, b = aligned(one), aligned(other)
    assert a is not None
    assert b is not None
    assert a.columns == b.columns
