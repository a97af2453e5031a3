"""What reports in seven languages are read as: sentences, who says what, times, names. Sentences of our own."""

from __future__ import annotations

from functools import cache

import pytest

from variorum.annotate import annotate
from variorum.annotate.segment import sentence_starts
from variorum.model import Annotated, Article, EntityType, Metadata, RawDocument

PUBLISHED = "2025-03-12"  # a Wednesday


@cache
def read(language: str, text: str) -> Annotated:
    from variorum.extract import extract

    known = Metadata(id="a", outlet="a", language=language, published=PUBLISHED)
    article = extract(RawDocument("a.txt", text, "text/plain", known))
    assert isinstance(article, Article)
    (annotated,) = annotate([article])
    return annotated


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "El Sr. Gómez llegó a las 17.15 horas.", "La reunión duró 2,5 horas."),
        ("es", "«No hay peligro», aseguró Marta Ruiz.", "“Todo está bajo control”, agregó."),
        ("de", "Am 4. März kamen rund 2,5 Mio. Besucher.", "Dr. Meier sprach."),
        ("de", "Der Pegel stieg, z. B. in Korden.", "Danach war Ruhe."),
        ("de", "Das ist das Ende.", "»Nein«, sagte er."),
        ("fr", "Il a précisé : « Ce sera long. »", "Le préfet est venu."),
        ("fr", "« C’est fini. », a-t-il dit.", "M. Dupont est parti."),
        ("ru", "Суд в г. Лесном вынес приговор.", "«Мы готовы», — заявила она."),
        ("zh", "会议持续了三天。", "市长没有出席。"),
        ("ar", "هل انتهى العمل؟", "قال المدير إنه انتهى."),
        ("sv", "Mötet började kl. 17.15 i skolan.", "Det blev sent."),
    ],
)
def test_two_sentences(language: str, first: str, second: str) -> None:
    text = f"{first} {second}"
    starts = list(sentence_starts(text, language))
    assert [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [first, second]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("es", "—La situación es grave —dijo Pedro Alonso—. Hay ayuda.", [("La situación es grave", "Pedro Alonso")]),
        ("es", "El director, José Mora, explicó: «Cerraremos en julio».", [("Cerraremos en julio", "José Mora")]),
        ("de", "»Es gibt keine Gefahr«, sagte Eva Kranz.", [("Es gibt keine Gefahr", "Eva Kranz")]),
        ("de", "Jan Holm sagte: „Wir öffnen die Halle.“", [("Wir öffnen die Halle.", "Jan Holm")]),
        ("fr", "« Nous sommes prêts », a déclaré Claire Petit.", [("Nous sommes prêts", "Claire Petit")]),
        ("ru", "«Мы готовы», — заявила министр Анна Котова.", [("Мы готовы", "Анна Котова")]),
        ("ru", "— Воды не было три дня, — рассказала Ольга Зимина.", [("Воды не было три дня", "Ольга Зимина")]),
        ("es", "«No dormimos», contó la vecina Eva Sanz.", [("No dormimos", "Eva Sanz")]),
        ("fr", "« On a eu peur », raconte Luc Morin.", [("On a eu peur", "Luc Morin")]),
        ("de", "„Es war laut“, erzählte Ute Brand.", [("Es war laut", "Ute Brand")]),
        ("zh", "李明表示：“工程将完工。”", [("工程将完工。", "李明")]),
        ("zh", "「水位上升了。」居民陳美玲說。", [("水位上升了。", "居民陳美玲")]),
        ("zh", "“准备好了，”部长李娜说，“没有危险。”", [("准备好了，", "部长李娜"), ("没有危险。", "部长李娜")]),
        ("ar", "«نحن مستعدون»، قالت الوزيرة ليلى حسن.", [("نحن مستعدون", "الوزيرة ليلى حسن")]),
        ("sv", "– Vi är redo, säger ministern Karin Lund.", [("Vi är redo", "Karin Lund")]),
        ("sv", "”Allt är lugnt”, sade borgmästaren Nils Holm.", [("Allt är lugnt", "Nils Holm")]),
    ],
)
def test_who_says_what(language: str, text: str, said: list[tuple[str, str]]) -> None:
    found = read(language, text)
    assert [
        (
            found.article.text[q.pieces[0][0] : q.pieces[-1][1]],
            found.entities[found.mentions[q.speaker].entity].name
            if q.speaker is not None
            else found.article.text[q.source_start or 0 : q.source_end or 0],
        )
        for q in found.quotations
    ] == said


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Llegó a las 17.15 horas del lunes 3 de marzo.", ["2025-03-03T17:15", "2025-03-03"]),
        ("es", "Las 12 personas salieron a las 5 de la tarde.", ["2025-03-12T17:00"]),
        ("es", "Las 12.500 personas salieron.", []),
        ("de", "Am Dienstag, den 4. März, sprach er um 17.30 Uhr.", ["2025-03-04", "2025-03-04T17:30"]),
        ("de", "Am Montag, 3 Tage danach, kam er.", ["2025-03-10"]),
        ("fr", "Il est arrivé lundi 3 mars à 8 h 30. La séance a duré 2 h 15.", ["2025-03-03", "2025-03-03T08:30"]),
        ("fr", "Le navire a coulé samedi. Il a émis un signal à 4 h 40.", ["2025-03-08", "2025-03-08T04:40"]),
        ("ru", "В понедельник, 3 марта 2025 года, шёл дождь.", ["2025-03-03"]),
        ("ru", "В четверг, 26 марта, решат.", ["2025-03-06", "2025-03-26"]),  # no Thursday: both stay
        ("zh", "工程将于明年六月完工。", ["2026-06"]),
        ("zh", "连续两个月下雨。", []),
        ("ar", "بدأ العمل في 3 مارس 2025.", ["2025-03-03"]),
        ("sv", "Det brann på lördagskvällen på grund av åska, och på lördag regnar det.", ["2025-03-08", "2025-03-15"]),
        (
            "fr",
            "L’avion s’est écrasé dimanche matin. Il avait décollé à 7 h 15.",
            ["2025-03-09TMO", "2025-03-09T07:15"],
        ),
        ("sv", "Måndagen den 3 mars 2025 började mötet kl. 17.15.", ["2025-03-03", "2025-03-03T17:15"]),
    ],
)
def test_times(language: str, text: str, expected: list[str]) -> None:
    assert [t.value.value for t in read(language, text).times] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Ana Ruiz habló. «Cerraremos en julio», dijo Ruiz.", ["Ana Ruiz", "Ruiz"]),
        ("de", "Der Zug fährt ab Mitte Mai 2026 nach Korden.", []),
        ("fr", "Le maire Yann Le Goff a écrit. Le navire est parti.", ["Yann Le Goff"]),
        ("fr", "La ville d’Orlac, l’Espagne et l’Italie participent.", ["Orlac", "Espagne", "Italie"]),
        ("fr", "Elle cite Jeanne d’Arc.", ["Jeanne d’Arc"]),
        ("ar", "شارك وفد من مصر والأردن وتونس.", ["مصر", "والأردن", "وتونس"]),
        ("sv", "Det sade Nils Holm. ”Vi öppnar”, tillade han. ”Vi väntar.”", ["Nils Holm"]),
    ],
)
def test_names(language: str, text: str, expected: list[str]) -> None:
    assert [m.name for m in read(language, text).mentions if m.type is not EntityType.GROUP] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El proyecto costará 1.234.567 euros.", [(1234567, "EUR")]),
        ("es", "La versión 1.2.3 y la dirección 192.168.1.20 son nuevas.", []),
        ("es", "Perdieron 2.400 millones de dólares.", [(2.4e9, "USD")]),
        ("de", "Er fährt 90 Kilometer pro Stunde und 90 Kilometer weit.", [(25, "metre per second"), (90000, "metre")]),
        ("fr", "Ils ont 12 500 euros, soit 3,5 milliards de roubles.", [(12500, "EUR"), (3.5e9, "RUB")]),
        ("ru", "Ремонт обойдётся в 3,5 млрд рублей.", [(3.5e9, "RUB")]),
        ("zh", "会议持续了三天，水位上升了两公尺。", [(3 * 86400, "second"), (2, "metre")]),
        (
            "zh",
            "列车时速达每小时360公里，全程120公里，耗资1.5亿元。",
            [(100, "metre per second"), (120000, "metre"), (1.5e8, "CNY")],
        ),
        ("ar", "زادت بنسبة 12,5٪ لتصل إلى 1,234,567 دولار.", [(12.5, "percent"), (1234567, "USD")]),
        ("ar", "تبلغ سرعة القطار ٩٠ كيلومترا في الساعة.", [(25, "metre per second")]),
        ("sv", "Tåget går i 90 kilometer i timmen i 90 kilometer.", [(25, "metre per second"), (90000, "metre")]),
        ("ru", "Вода поднималась на 1 метр 70 сантиметров.", [(1.7, "metre")]),
        ("de", "Es dauerte 2 Stunden und 15 Minuten, dann 2 Stunden.", [(8100, "second"), (7200, "second")]),
        ("de", "Es dauerte 2 Stunden, 15 Minuten später kam er.", [(7200, "second"), (900, "second")]),
        ("es", "Tardó 2 horas, 15 minutos y 30 segundos.", [(8130, "second")]),
        ("es", "Cuesta 3 millones de euros y 500 euros de multa.", [(3000000, "EUR"), (500, "EUR")]),
        ("zh", "历时3小时20分钟。", [(12000, "second")]),
        ("es", "Mide 3 metros y pesa 20 kilos.", [(3, "metre"), (20, "kilogram")]),
        ("en", "It costs 28 million kronor.", [(28e6, "SEK")]),
        ("en", "Version 1.234.567 is out.", []),
    ],
)
def test_measures(language: str, text: str, expected: list[tuple[float, str]]) -> None:
    found = [(q.amount.low, q.amount.unit) for q in read(language, text).quantities]
    assert [unit for _, unit in found] == [unit for _, unit in expected]
    assert [low for low, _ in found] == pytest.approx([low for low, _ in expected])
