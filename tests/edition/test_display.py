import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.display import count, date, one_line, period, shortened, shown, visible


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-07-03", "3 July 2024"),
        ("2024-07", "July 2024"),
        ("2024", "2024"),
        ("2024-07-03T14:05:00Z", "3 July 2024, 14:05"),
        ("2024-07-03T00:00:00Z", "3 July 2024"),
        ("2024-W27", "week 27 of 2024"),
        ("2024-SU", "summer 2024"),
        ("2024-Q3", "quarter 3 of 2024"),
        ("199", "the 1990s"),
        ("2024-99-99", "99 99 2024"),
        ("PAST_REF", "PAST_REF"),
        ("", ""),
    ],
)
def test_dates(value: str, words: str) -> None:
    assert date(value) == words


def test_a_date_that_is_not_exact_says_so() -> None:
    assert date("2024-05", approximate=True) == "about May 2024"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-07-02T05:00:00Z", "2024-07-03", "2–3 July 2024"),
        ("2024-07-03", "2024-07-03T09:00:00Z", "3 July 2024"),
        ("2024-06-30", "2024-07-03", "30 June – 3 July 2024"),
        ("2023-12-31", "2024-01-01", "31 December 2023 – 1 January 2024"),
        ("2023", "2024", "2023–2024"),
        ("2024-07", "2024-07-03", "July 2024 – 3 July 2024"),
        ("", "2024", "2024"),
        ("", "", ""),
    ],
)
def test_periods(first: str, last: str, words: str) -> None:
    assert period(first, last) == words


def test_counts() -> None:
    assert [count(n, "article") for n in (0, 1, 1200)] == ["0 articles", "1 article", "1,200 articles"]


@given(st.text(st.characters(codec=None)), st.integers(2, 40))
def test_what_is_shown_is_one_line_that_can_be_seen(text: str, limit: int) -> None:
    line = shown(text)
    assert line == one_line(line)
    assert not set(line) & {chr(c) for c in (*range(32), 127, 0x202D, 0x202E)}
    line.encode("utf-8")
    assert len(shortened(text, limit)) <= limit


def test_plain_text_is_left_alone() -> None:
    text = "Zoë said “no” — 3 000 €, ‏שלום‎ and 🙂."
    assert visible(text) == text


def test_texts_are_cut_between_words() -> None:
    assert shortened("the northern quay was closed", 20) == "the northern quay…"
