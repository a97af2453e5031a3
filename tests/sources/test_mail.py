from email.message import EmailMessage
from pathlib import Path

import pytest

from variorum.model import Problem, RawDocument
from variorum.settings import Settings
from variorum.sources import mail, read

LETTER = "A ferry struck the pier at Halden on Friday morning. " * 10


def letter(plain: str = "", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Harbour Times" <news@harbour.example>'
    message["Subject"] = "Ferry hits pier – morning letter"
    message["Date"] = "Fri, 03 May 2024 10:00:00 +0200"
    message["Message-ID"] = "<1@harbour.example>"
    if plain:
        message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html") if plain else message.set_content(html, subtype="html")
    return message


def only(data: bytes) -> RawDocument:
    (found,) = mail.message(data, "letter.eml")
    assert isinstance(found, RawDocument)
    return found


def test_a_text_part_is_read_with_what_the_header_tells() -> None:
    found = only(letter(LETTER, "<p>page</p>").as_bytes())
    assert found.content.strip() == LETTER.strip()
    assert found.media_type == "text/plain"
    assert found.metadata.outlet == "Harbour Times"
    assert found.metadata.title == "Ferry hits pier – morning letter"
    assert found.metadata.published == "Fri, 03 May 2024 10:00:00 +0200"
    assert found.metadata.id == "1@harbour.example"


def test_a_text_part_that_only_points_at_the_page_is_passed_over() -> None:
    assert only(letter("Open this letter in your browser.", f"<p>{LETTER}</p>").as_bytes()).media_type == "text/html"
    assert only(letter("Short, but all there is.").as_bytes()).content.startswith("Short")


def test_an_attachment_is_no_letter() -> None:
    message = letter()
    message.add_attachment(b"\0\1", maintype="image", subtype="png", filename="a.png")
    (found,) = mail.message(message.as_bytes(), "letter.eml")
    assert isinstance(found, Problem)
    assert "attachments" in found.reason


def forwarded(note: str = "See below.") -> EmailMessage:
    cover = letter(note)
    cover.replace_header("From", "ida@desk.example")
    cover.add_attachment(letter(LETTER))
    return cover


def test_a_message_that_is_attached_is_a_document_of_its_own() -> None:
    cover, inner = mail.message(forwarded().as_bytes(), "letter.eml")
    assert isinstance(cover, RawDocument)
    assert isinstance(inner, RawDocument)
    assert (cover.metadata.outlet, inner.metadata.outlet) == ("desk.example", "Harbour Times")
    assert inner.content.strip() == LETTER.strip()
    assert (cover.origin, inner.origin) == ("letter.eml", "letter.eml:1")


def test_attached_messages_may_hold_others_and_need_no_note() -> None:
    outer = letter()
    outer.add_attachment(forwarded("Sent on."))
    outer.add_attachment(letter("Another letter."))
    found = list(mail.message(outer.as_bytes(), "letter.eml"))
    assert [each.origin for each in found if isinstance(each, RawDocument)] == [
        "letter.eml:1",
        "letter.eml:1:1",
        "letter.eml:2",
    ]
    assert len(found) == 3


def test_what_is_passed_over_beside_the_letter_is_told_but_pictures_and_signatures() -> None:
    message = letter(LETTER)
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(b"\0", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("Another edition", filename="note.txt")
    message.add_attachment(b"\0", maintype="application", subtype="pgp-signature", filename="signature.asc")
    found, told = mail.message(message.as_bytes(), "letter.eml")
    assert isinstance(found, RawDocument)
    assert isinstance(told, Problem)
    assert "report.pdf, note.txt;" in told.reason
    assert not told.skipped


def test_what_stands_inside_other_parts_is_found_and_other_forms_of_the_letter_are_not_told() -> None:
    message = letter(LETTER, f"<p>{LETTER}</p>")
    message.add_alternative("<p>the same</p>", subtype="x-amp-html")
    mixed = EmailMessage()
    mixed.set_content("<p>In a page.</p>", subtype="html")
    mixed.add_attachment(letter("Inside."))
    message.attach(mixed)
    found = list(mail.message(message.as_bytes(), "letter.eml"))
    assert [each.origin for each in found if isinstance(each, RawDocument)] == ["letter.eml", "letter.eml:1"]
    (told,) = (each for each in found if isinstance(each, Problem))
    assert "a part of type text/html;" in told.reason


def test_what_a_sidecar_says_of_a_letter_is_not_said_of_those_attached(tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_bytes(forwarded().as_bytes())
    (tmp_path / "sources.toml").write_text('["letter.eml"]\noutlet = "The desk"\ntitle = "A note"\n')
    cover, inner = read([str(tmp_path)], Settings())
    assert isinstance(cover, RawDocument)
    assert isinstance(inner, RawDocument)
    assert (cover.metadata.outlet, cover.metadata.title) == ("The desk", "A note")
    assert (inner.metadata.outlet, inner.metadata.title) == ("Harbour Times", "Ferry hits pier – morning letter")


@pytest.mark.parametrize("depth", [300, 3000])
def test_messages_without_end_are_told_or_read(depth: int) -> None:
    data = b"Content-Type: message/rfc822\n\n" * depth + b"From: a@b.example\n\nA ferry struck the pier.\n"
    assert len(list(mail.message(data, "letter.eml"))) == 1


@pytest.mark.parametrize("data", [b"", b"\0\xff\xfe", b"no header at all", b"\n\nonly a body"])
def test_what_is_no_message_is_told(data: bytes) -> None:
    (found,) = mail.message(data, "letter.eml")
    assert isinstance(found, Problem)


def test_an_unknown_charset_is_read_as_far_as_it_goes() -> None:
    data = b'From: a@b.example\nContent-Type: text/plain; charset="klingon"\n\nA ferry struck the pier.\n'
    assert "ferry" in only(data).content


def test_a_mailbox_is_cut_where_messages_begin() -> None:
    first = letter("A letter.\n\n>From here on it is quoted.\nFrom the pier nothing is seen.").as_bytes()
    box = (
        b"From news Fri May  3 10:00:00 2024\n"
        + first
        + b"\n\nFrom news Sat May  4 10:00:00 2024\n"
        + letter("Two.").as_bytes()
    )
    found = list(mail.mailbox(box, "letters.mbox"))
    assert [each.origin for each in found if isinstance(each, RawDocument)] == ["letters.mbox:1", "letters.mbox:2"]
    assert "\nFrom here on" in found[0].content
    assert "From the pier" in found[0].content
    (problem,) = mail.mailbox(b"Subject: none\n\nnothing", "letters.mbox")
    assert isinstance(problem, Problem)
