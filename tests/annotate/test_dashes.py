"""Speech behind a dash, and whose it is where no name stands beside it; what would fool either."""

import pytest

from variorum.annotate import annotate
from variorum.extract import label
from variorum.model import Annotated, Article, Mode


def read(text: str, language: str) -> Annotated:
    return next(iter(annotate([Article("a", text, label(text), language=language)])))


def speech(found: Annotated) -> list[tuple[str, str]]:
    """The direct quotations with the names of those who speak."""
    text = found.article.text
    return [
        (text[q.start : q.end], found.entities[found.mentions[q.speaker].entity].name if q.speaker is not None else "")
        for q in found.quotations
        if q.mode is Mode.DIRECT
    ]


BEFORE = {
    "sv": "Skolan i Norrvik stängdes i måndags efter ett larm.",
    "es": "La escuela de Tarrasol cerró el lunes.",
    "fr": "L’école de Lansac est fermée depuis lundi.",
    "ru": "Школа закрыта с понедельника из-за аварии.",
    "pl": "Szkoła jest zamknięta od poniedziałku.",
}


@pytest.mark.parametrize(
    ("language", "paragraph", "words", "speaker"),
    [
        (
            "sv",
            "– Barnens hälsa kommer först, säger rektor Anna Lindqvist.",
            "Barnens hälsa kommer först",
            "Anna Lindqvist",
        ),
        ("sv", "- Vad ska vi göra? frågade Per Åström.", "Vad ska vi göra?", "Per Åström"),
        ("es", "—No vamos a rendirnos —dijo Elena Ruiz—. Es nuestra casa.", "No vamos a rendirnos", "Elena Ruiz"),
        ("fr", "— Nous ne céderons pas, a déclaré Claire Maurin.", "Nous ne céderons pas", "Claire Maurin"),
        ("ru", "— Мы не сдадимся, — сказал Олег Маслов. — Это наш дом.", "Мы не сдадимся", "Олег Маслов"),
        ("pl", "– Nie poddamy się – powiedziała Anna Kowalska.", "Nie poddamy się", "Anna Kowalska"),
    ],
)
def test_a_dash_opens_speech(language: str, paragraph: str, words: str, speaker: str) -> None:
    assert speech(read(f"{BEFORE[language]}\n\n{paragraph}", language)) == [(words, speaker)]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("sv", "– Tre ägg, en liter mjölk och lite salt."),  # an item of a list
        ("sv", "Norrvik–Lund, säger Anna Lindqvist, är en lång väg."),
        ("es", "Madrid – Barcelona, dijo Elena Ruiz, es un viaje largo."),
        ("de", "– Wir geben nicht auf, sagte Karin Voss."),  # not a custom of German
    ],
)
def test_other_dashes_open_nothing(language: str, paragraph: str) -> None:
    assert speech(read(f"{BEFORE['sv']}\n\n{paragraph}", language)) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "de",
            "Die Strecke bleibt zu, sagte Jens Albrecht. „Der Schaden ist groß, sehr groß“, fügte er hinzu.",
            "Jens Albrecht",
        ),
        ("es", "El alcalde, Tomás Vidal, asistió al acto. «Tarrasol no abandona a nadie», afirmó.", "Tomás Vidal"),
        (
            "fr",
            "Le préfet, Alain Deschamps, fera appel. « La vallée a besoin de cette eau », a-t-il dit.",
            "Alain Deschamps",
        ),
        ("ru", "Директор порта Ирина Белова была там. «Все документы были в порядке», — сказала она.", "Ирина Белова"),
        ("sv", "Ministern Eva Berg mötte Per Åström i Lund. ”Vi borde ha agerat tidigare”, sade han.", ""),
        ("de", "Jens Albrecht war da.\n\n„Der Schaden ist groß, sehr groß“, fügte er hinzu.", ""),
    ],
)
def test_a_pronoun_is_the_one_person_named_before_it_in_the_paragraph(language: str, text: str, speaker: str) -> None:
    ((_, found),) = speech(read(text, language))
    assert found == speaker


def test_a_colon_leads_to_speech_however_short() -> None:
    assert speech(read("وقال رئيس الشركة خالد منصور: «نعمل ليلا ونهارا».", "ar"))[0][0] == "نعمل ليلا ونهارا"
    assert speech(read("Karin Voss sagte: „Nie wieder“.", "de")) == [("Nie wieder", "Karin Voss")]
    assert speech(read("Karin Voss sagte, es sei „nie wieder“ geschehen.", "de")) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The mayor, Tomás Vidal, said that the market would be rebuilt. "
            '"Tarrasol does not abandon its traders," he said.',
            "Tomás Vidal",
        ),
        ('"We are working day and night," said the head of the water company, Khaled Mansour.', "Khaled Mansour"),
        (
            '"Children come first," said headteacher Anna Lindqvist. The town will pay for it all, a leader of the '
            'council said on Tuesday. "We should have acted earlier," he said.',
            "",
        ),
    ],
)
def test_who_speaks_in_english(text: str, speaker: str) -> None:
    found = read(text, "en")
    assert speech(found)[-1][1] == speaker
