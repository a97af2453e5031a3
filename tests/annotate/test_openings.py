"""Plurals at the head of a sentence that look like names."""

from __future__ import annotations

from variorum.annotate import annotate
from variorum.bench.articles import article


def first_token(text):
    (annotated,) = annotate([article("x", text, "", "2025-05-07T08:00:00Z", "o", "en")])
    return annotated.parse.tokens[0]


def test_a_plural_is_a_noun():
    token = first_token("Trams ran throughout the day.")
    assert (token.pos, token.lemma, token.entity) == ("NOUN", "tram", "")


def test_a_name_in_the_plural_stays_one():
    assert first_token("Athens closed the port.").text == "Athens"
    assert first_token("Athens closed the port.").pos == "PROPN"
