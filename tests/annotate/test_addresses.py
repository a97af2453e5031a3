"""Digits in addresses of pages and mail."""

from variorum.annotate import annotate
from variorum.annotate.addresses import outside_addresses
from variorum.bench.articles import article
from variorum.model import Span

TEXT = (
    "Ferry 12 sank in 2005, Anna Berg wrote.\n\nSee www.pell-news.com/news/062405-ferries and "
    "https://pell.example/2011-11-12/sea/303 or write to desk24@pell.example about the 14 sailors."
)


def test_digits_of_an_address_are_neither_numbers_nor_days():
    (found,) = annotate([article("a", TEXT, "", "2011-12-01", "A", "en")])
    told = [TEXT[x.start : x.end] for x in (*found.quantities, *found.times)]
    assert "2005" in told
    assert "14" in " ".join(told)
    assert not any(digits in x for x in told for digits in ("0624", "2011", "303", "24"))


def test_an_address_ends_where_a_text_without_spaces_goes_on():
    text = "港口有12人受伤，详见www.pell.example/2011，共有35人，写信给desk24@pell.example，另有8人"
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("12", "2011", "35", "24", "8人")]
    assert [text[s.start : s.end] for s in outside_addresses(spans, text)] == ["12", "35", "8人"]


def test_a_long_run_of_signs_takes_no_time_to_speak_of():
    assert outside_addresses([Span(0, 1)], "a" * 500_000) == (Span(0, 1),)


def test_what_stands_beside_an_address_stays():
    text = "3 www.a.example/4 5"
    spans = [Span(0, 1), Span(16, 17), Span(18, 19)]
    assert outside_addresses(spans, text) == (spans[0], spans[2])
