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


def test_what_stands_beside_an_address_stays():
    text = "3 www.a.example/4 5"
    spans = [Span(0, 1), Span(16, 17), Span(18, 19)]
    assert outside_addresses(spans, text) == (spans[0], spans[2])
