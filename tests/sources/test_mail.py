from email.message import EmailMessage

import pytest

from variorum.model import Problem, RawDocument
from variorum.sources import mail

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
