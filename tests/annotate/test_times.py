"""Time expressions: what is one, where it stands and what it means."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.parse import parse
from variorum.annotate.times import find_times
from variorum.model import Article, Block, BlockKind, Parse, Sentence, Token

WEDNESDAY = "2024-07-03T10:00:00Z"


@cache
def parsed(text):
    return next(iter(parse([Article("a", text, (Block(0, len(text), BlockKind.BODY),))])))


def bare(text):
    """A parse without syntax: one sentence, words as tokens."""
    tokens = []
    for word in text.split():
        start = text.index(word, tokens[-1].end if tokens else 0)
        i = len(tokens)
        tokens.append(Token(i, start, start + len(word), word, word, "", "", "", i, "", 0))
    return Parse(tuple(tokens), (Sentence(0, 0, len(text), 0, len(tokens), BlockKind.BODY),), has_syntax=False)


def times(text, published=WEDNESDAY, language="en"):
    found = find_times(parsed(text) if language == "en" else bare(text), text, published, language)
    return [(text[t.start : t.end], t.value.value) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister spoke on Tuesday.", [("Tuesday", "2024-07-02")]),
        ("The minister will speak on Tuesday.", [("Tuesday", "2024-07-09")]),
        ("The minister is due to speak on Tuesday.", [("Tuesday", "2024-07-09")]),
        ("The opening has been fixed for Tuesday.", [("Tuesday", "2024-07-09")]),
        ("The port is closed until Friday.", [("Friday", "2024-07-05")]),
        ("The port was kept open until Friday.", [("Friday", "2024-06-28")]),
        ("The fire on Tuesday comes at a bad time.", [("Tuesday", "2024-07-02")]),
        ("He agreed on Tuesday to pay.", [("Tuesday", "2024-07-02")]),
        ("The council meets on Wednesday and Thursday.", [("Wednesday", "2024-07-03"), ("Thursday", "2024-07-04")]),
        ("A crane could not be used on Tuesday.", [("Tuesday", "2024-07-02")]),
        ("A crane could be used on Tuesday.", [("Tuesday", "2024-07-09")]),
        ("The alarm had been raised to level two on Tuesday.", [("Tuesday", "2024-07-02")]),
        ("They met last Wednesday.", [("last Wednesday", "2024-06-26")]),
        ("They left early on Tuesday.", [("early on Tuesday", "2024-07-02")]),
        ("The boat sank on Tuesday night.", [("Tuesday night", "2024-07-02TNI")]),
        ("They signed it in February 2022.", [("February 2022", "2022-02")]),
        ("They had met in mid-May.", [("mid-May", "2024-05")]),
        ("They will meet this October.", [("this October", "2024-10")]),
        ("The bridge opened last November.", [("last November", "2023-11")]),
        ("It begins on 27 August.", [("27 August", "2024-08-27")]),
        ("It was signed on the third of April.", [("the third of April", "2024-04-03")]),
        ("The talks ran from 9 to 12 May.", [("9", "2024-05-09"), ("12 May", "2024-05-12")]),
        ("It falls on July 3 and 4.", [("July 3", "2024-07-03"), ("4", "2024-07-04")]),
        ("The bill passed two months ago.", [("two months ago", "2024-05")]),
        ("It failed last year.", [("last year", "2023")]),
        ("It will open next summer.", [("next summer", "2025-SU")]),
        ("She spoke at the beginning of the year.", [("the beginning of the year", "2024")]),
        ("Mercury is banned by 2032.", [("2032", "2032")]),
        ("Rents rose in the nineties.", [("the nineties", "199")]),
        ("It was built in the 19th century.", [("the 19th century", "18")]),
        ("Profits fell in the first quarter of 2013.", [("the first quarter of 2013", "2013-Q1")]),
        ("It must close within eighteen months.", [("eighteen months", "P18M")]),
        ("The 50-minute talk ended.", [("50-minute", "PT50M")]),
        ("It took half an hour.", [("half an hour", "PT30M")]),
        ("It took several weeks.", [("several weeks", "PXW")]),
        ("It rained for days.", [("days", "PXD")]),
        ("They meet every day.", [("every day", "P1D")]),
        ("He pays twice a year.", [("a year", "P1Y")]),
        ("They meet on Mondays.", [("Mondays", "XXXX-WXX-1")]),
        ("The plant is now closed.", [("now", "PRESENT_REF")]),
        ("The plant recently closed.", [("recently", "PAST_REF")]),
    ],
)
def test_values(text, expected):
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast happened on Tuesday afternoon, at ten past two.", "2024-07-02T14:10"),
        ("The train left on Tuesday at 8 p.m.", "2024-07-02T20:00"),
        ("By Tuesday noon the ships lay still.", "2024-07-02T12:00"),
        ("They were woken at six in the evening on Tuesday.", "2024-07-02T18:00"),
        ("The ship had left shortly before midnight.", "2024-07-02T24:00"),
        ("The launch was put off until 15:00 GMT Saturday.", "2024-07-06T15:00"),
        ("They broke in on the night of 14 May.", "2024-05-14TNI"),
    ],
)
def test_clock_times_take_their_day_from_around(text, expected):
    assert expected in [value for _, value in times(text)]


def test_what_is_told_from_another_date():
    text = "The vote was held on 10 May. The following day the minister left. Two weeks later he was back."
    assert [value for _, value in times(text)] == ["2024-05-10", "2024-05-11", "2024-W21"]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said no.",
        "You may go.",
        "Troops march on.",
        "A 33-year-old man and a boy of nine years of age sang.",
        "Some 2000 people came.",
        "It cost 2012 euros.",
        "One day we will know.",
        "It was a second goal.",
        "Prices rose by 9.30 percent.",
    ],
)
def test_what_is_no_time(text):
    assert times(text) == []


def test_bounds_follow_the_modifier():
    text = "They met in early May and again at the end of the month of June 2024."
    found = find_times(parsed(text), text, WEDNESDAY, "en")[0].value
    assert (found.earliest, found.latest, found.precision) == ("2024-05-01", "2024-05-10", "part")


def test_zones():
    text = "It was 23:40 local time on Tuesday, two hours ahead of UTC. Elsewhere it was 21:40 UTC."
    zones = [t.value.zone for t in find_times(parsed(text), text, WEDNESDAY, "en") if t.value.kind == "TIME"]
    assert zones == ["+02:00", "Z"]


@pytest.mark.parametrize("published", ["", "2024", "2024-07", "nonsense", "0001-01-01", "9999-12-31"])
def test_without_a_full_date_values_stay_open(published):
    text = "He left on Friday, two weeks ago, on 3 May, last summer, yesterday at noon, and every year since 1999."
    found = times(text, published)
    assert ("1999", "1999") in found
    if len(published) < 10:
        assert ("Friday", "XXXX-WXX-5") in found
        assert ("3 May", "XXXX-05-03") in found


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Am 3. Juli 2024 war Wahl", "2024-07-03"),
        ("de", "Sie kamen am Dienstag an", "2024-07-02"),
        ("es", "El 3 de julio de 2024 llovió", "2024-07-03"),
        ("fr", "Le 1er mai 2024 il pleuvait", "2024-05-01"),
        ("ru", "Это было 3 июля 2024 года", "2024-07-03"),
        ("sv", "Den 3 juli 2024 regnade det", "2024-07-03"),
        ("zh", "会议于2024年7月3日举行", "2024-07-03"),
        ("ar", "في 3 يوليو 2024 اجتمع", "2024-07-03"),
        ("xx", "foo 2024-07-03 bar", "2024-07-03"),
    ],
)
def test_other_languages(language, text, value):
    assert value in [found for _, found in times(text, language=language)]


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="0123456789:-/., \n'’ABJMaeghimnorstuvy", max_size=120),
    st.sampled_from(["en", "de", "zh", "", "??"]),
    st.sampled_from(["", "2024-07-03", "2024"]),
)
def test_any_text_gives_ordered_spans(text, language, published):
    found = find_times(bare(text), text, published, language)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[t.start : t.end].strip() == text[t.start : t.end] for t in found)


def test_long_text_takes_linear_time():
    text = "The minister spoke on Tuesday and in May 2012 for two hours. " * 3000
    found = find_times(bare(text), text, WEDNESDAY, "en")
    assert len(found) == 9000


def test_a_past_clock_time_does_not_lie_ahead_of_publication():
    text = "The lamps began to swing at 15:05."
    assert times(text, "2024-07-03T01:15:00Z") == [("15:05", "2024-07-02T15:05")]
    assert times(text, "2024-07-03T18:00:00Z") == [("15:05", "2024-07-03T15:05")]


def test_the_afternoon_of_what_happened_is_not_of_a_day_to_come():
    text = "The heat will ease on Saturday. The service was suspended in the afternoon."
    assert times(text, "2024-07-03T18:00:00Z")[-1] == ("the afternoon", "2024-07-03TAF")
    text = "The heat will ease on Saturday. The service will be suspended in the afternoon."
    assert times(text, "2024-07-03T18:00:00Z")[-1] == ("the afternoon", "2024-07-06TAF")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mill was built in the summer of 1990 by his father.", "1990-SU"),
        ("The bridge opened in the autumn of 2003.", "2003-FA"),
        ("It will reopen in the spring of next year.", "2025-SP"),
        ("It closed in the winter of last year.", "2023-WI"),
        ("It will reopen in the spring of his life.", "2025-SP"),
    ],
)
def test_a_season_of_a_year(text, value):
    assert [found for _, found in times(text, WEDNESDAY)] == [value]


def test_no_rule_is_passed_over_where_it_matches():
    """Rules are tried where a few letters are found; those letters must be in everything that they match."""
    from pathlib import Path

    from variorum.annotate.timex.patterns import rules, rules_for

    examples = sorted(Path(__file__).parents[2].glob("examples/**/*.txt"))
    told = (
        "In the early 1990s, the 1840's and '60s; two decades ago; from now on; three weeks hence; a year earlier",
        "every other day, 40 dollars a week, twice per year; the coming weeks; half an hour; Q3 2024; THE FIRST HALF",
        "New Year's Eve; the turn of the century; in the twelfth century; next SPRING; these days; at the moment",
        "overnight, at dusk; five past ten; five o'clock; 7.30pm; recently; the foreseeable future; last Tuesday night",
    )
    sentences = [*told, *(line for path in examples for line in path.read_text(encoding="utf-8").splitlines())]
    assert len(sentences) > 50
    for sentence in sentences:
        tried = {rule.name for rule in rules_for(sentence)}
        assert tried >= {rule.name for rule in rules() if rule.pattern.search(sentence)}, sentence
