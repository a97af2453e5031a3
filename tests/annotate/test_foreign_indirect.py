"""Reported speech by prepositions of languages without a parser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.model import Article, Block, BlockKind, Mode, Quotation


def quotations(text: str, language: str) -> list[Quotation]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language)
    return list(find_quotations(next(parse([article])), (), text, language))


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        ("es", "Según Marta Ruiz, el puerto abrirá en junio.", "Marta Ruiz", "el puerto abrirá en junio"),
        ("es", "El puerto abrirá en junio, según Marta Ruiz.", "Marta Ruiz", "El puerto abrirá en junio"),
        ("de", "Der Hafen öffnet im Juni, laut Anna Keller.", "Anna Keller", "Der Hafen öffnet im Juni"),
        ("fr", "Le port rouvrira en juin, selon Jean Valois.", "Jean Valois", "Le port rouvrira en juin"),
        ("sv", "Hamnen öppnar i juni enligt Karin Ek.", "Karin Ek", "Hamnen öppnar i juni"),
        ("ru", "По словам Анны Петровой, порт откроют в июне.", "Анны Петровой", "порт откроют в июне"),
    ],
)
def test_a_preposition_names_the_source(language: str, text: str, source: str, content: str) -> None:
    (found,) = quotations(text, language)
    assert found.mode is Mode.INDIRECT
    assert text[found.source_start : found.source_end] == source
    assert text[found.start : found.end] == content


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El puerto abrirá en junio, según lo previsto."),
        ("de", "Der Hafen öffnet im Juni, laut Plan."),
        ("it", "Il secondo molo aprirà a giugno, dopo il primo."),
        ("fr", "Le port rouvrira en juin selon le temps, la marée et les fonds."),
        ("xx", "Según Marta Ruiz, el puerto abrirá en junio."),
    ],
)
def test_what_names_no_source(language: str, text: str) -> None:
    assert quotations(text, language) == []


@given(st.text(alphabet="ab Según, laut.Ak \n", max_size=60))
@settings(deadline=None, max_examples=30)
def test_offsets_of_any_text(text: str) -> None:
    for q in quotations(text, "es"):
        assert 0 <= q.start < q.end <= len(text)
