"""What is found as a quotation, with whom as its source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.entities import find_mentions
from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.model import Article, Block, BlockKind, Mode, Quotation


def quotations(text: str) -> list[Quotation]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    return list(find_quotations(next(parse([article])), (), text, "en"))


def brief(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            q.mode.value,
            "" if q.source_start is None else text[q.source_start : q.source_end],
            " / ".join(text[s:e] for s, e in q.pieces),
        )
        for q in quotations(text)
    ]


@pytest.mark.parametrize(
    ("text", "mode", "source", "content"),
    [
        ('"The bridge is safe," the engineer said.', "direct", "the engineer", "The bridge is safe,"),
        ('"The bridge is safe," said Mara Holt.', "direct", "Mara Holt", "The bridge is safe,"),
        ('Mara Holt replied: "The bridge is safe."', "direct", "Mara Holt", "The bridge is safe."),
        ("Holt said the bridge was safe.", "indirect", "Holt", "the bridge was safe"),
        ("The bridge was safe, according to Holt.", "indirect", "Holt", "The bridge was safe"),
    ],
)
def test_the_frames_of_newswriting(text: str, mode: str, source: str, content: str) -> None:
    assert (mode, source, content) in brief(text)


def test_nothing_is_found_in_nothing() -> None:
    assert quotations("") == []
    assert quotations("Rain.") == []


def test_a_quotation_goes_on_after_its_cue() -> None:
    text = '"We are ready," said Ada Brandt. "The pumps have been tested twice."'
    first, second = [q for q in quotations(text) if q.mode is Mode.DIRECT]
    assert (first.cue_start, first.source_start) == (second.cue_start, second.source_start)


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        ("de", "„Die Brücke bleibt offen“, sagte Anna Keller am Montag.", "Anna Keller", "Die Brücke bleibt offen"),
        ("fr", "Jean Valois a dit : « L’argent est bien là. »", "Jean Valois", "L’argent est bien là."),
        ("ru", "«Мы не закроем этот мост», — заявила Анна Петрова.", "Анна Петрова", "Мы не закроем этот мост"),
        ("ar", "وقالت رئيسة البلدية سلمى حداد: «لن نغلق الجسر هذا العام».", "رئيسة البلدية سلمى حداد", None),
    ],
)
def test_languages_without_a_parser(language: str, text: str, source: str, content: str | None) -> None:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language)
    (found,) = find_quotations(next(parse([article])), (), text, language)
    assert text[found.source_start : found.source_end] == source
    assert content is None or text[found.start : found.end] == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We built it," she said, "and it holds."', ("direct", "she", "We built it, / and it holds.")),
        ("On Monday, Holt said:\n\nWe close the yard tonight.", ("unmarked", "Holt", "We close the yard tonight.")),
        ("We must keep the yard open for years to come, he said.", ("unmarked", "he", None)),
        ('Holt called the yard "a museum of rust".', ("partial", "Holt", 'the yard "a museum of rust"')),
        ("Holt said the yard would close, adding that nobody knew why.", ("indirect", "Holt", "nobody knew why")),
        ("Holt told the council that the yard was full.", ("indirect", "Holt", "the yard was full")),
        ("Nobody believed Holt's claim that the yard is full.", ("indirect", "Holt's", "the yard is full")),
        ('The plan is dead, "unless money is found," said yard owner Mara Holt, who inherited it.',
         ("direct", "yard owner Mara Holt, who inherited it", "unless money is found,")),
    ],
)  # fmt: skip
def test_kinds_of_quotation(text: str, expected: tuple[str, str, str | None]) -> None:
    found = brief(text)
    mode, source, content = expected
    assert any((m, s) == (mode, source) and content in (None, c) for m, s, c in found), found


@pytest.mark.parametrize(
    "text",
    [
        'The ship is called "Morning Star of the North".',
        'He was known as "Red" to everybody.',
        "The harbour was built in 1911.",
        "She wants a new boat.",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    assert not [q for q in brief(text) if q[0] == "direct"]


@given(st.text(alphabet="ab he said that.,:\n\"'“”‘’", max_size=60))
@settings(deadline=None, max_examples=40)
def test_offsets_of_any_text(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start < q.end <= len(text)
        assert q.pieces[0][0] == q.start
        assert q.pieces[-1][1] == q.end


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("As Mara Holt noted in May, the dam was leaking.", "Mara Holt", "the dam was leaking"),
        ("The dam was leaking, as the engineers have reported.", "the engineers", "The dam was leaking"),
        ("The mayor issued a statement saying the dam was safe.", "The mayor", "the dam was safe"),
        ("Brandt issued a statement saying the dam was safe.", "Brandt", "the dam was safe"),
        ("She made a point of saying the dam was safe.", "She", "the dam was safe"),
        ('"Leave the valley now," exhorted Mara Holt.', "Mara Holt", "Leave the valley now,"),
    ],
)
def test_whose_word_it_is(text: str, source: str, content: str) -> None:
    assert (source, content) in {(found, said) for _, found, said in brief(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Holt rode up to the gate as he replied.",
        "As the crowd spoke to the mayor, the rain began.",
        "As there was reported damage, the road stayed shut.",
    ],
)
def test_as_also_tells_when_and_why(text: str) -> None:
    assert quotations(text) == []


def test_a_statement_that_nobody_issues_speaks_for_itself() -> None:
    assert ("indirect", "A statement", "the dam was safe") in brief(
        "A statement saying the dam was safe was left behind."
    )


def speakers(text: str) -> list[str | None]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    parsed = next(parse([article]))
    mentions, entities = find_mentions(parsed, text)
    found = find_quotations(parsed, mentions, text, "en")
    return [None if q.speaker is None else entities[mentions[q.speaker].entity].name for q in found]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt and Otto Roth said that the pier would be closed.",
        "Ada Brandt met Otto Roth in Oslo. Both leaders praised the treaty and said that it would hold.",
        '"We are relieved," said Ada Brandt and Otto Roth.',
        "Norway and Iceland said that the pier would be closed.",
    ],
)
def test_several_who_speak_together_are_none_of_them(text: str) -> None:
    assert set(speakers(text)) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt said that the pier would be closed, and Otto Roth left.",
        "Ada Brandt, a friend of Otto Roth and Ines Moreau, said that the pier would be closed.",
        "Ada Brandt, the mayor and a lawyer, said that the pier would be closed.",
    ],
)
def test_who_is_only_named_beside_the_speaker_does_not_speak_with_her(text: str) -> None:
    assert set(speakers(text)) == {"Ada Brandt"}
