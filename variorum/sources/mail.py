"""Newsletters: one message (.eml) or a mailbox of them (.mbox)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import MIMEPart

_NEXT = re.compile(rb"^From .*\r?\n", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# A text part that only says that the message is a page is no text.
_ENOUGH = 400


def message(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The document of one message, and one of each message that is attached to it."""
    yield from _parsed(data, origin)


def mailbox(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The documents of a mailbox (mboxrd: RFC 4155, with `>From ` unquoted)."""
    starts = [m for m in _NEXT.finditer(data) if m.start() == 0 or data[: m.start()].endswith((b"\n\n", b"\r\n\r\n"))]
    if not starts:
        yield Problem(origin, "it is no mailbox: no line begins with `From `; give an .mbox or single messages as .eml")
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(data)
        yield from _parsed(_QUOTED_FROM.sub(rb"\1", data[start.end() : end]), f"{origin}:{number + 1}")


def _parsed(data: bytes, place: str) -> Iterator[RawDocument | Problem]:
    from email import policy
    from email.parser import BytesParser

    try:
        yield from _documents(BytesParser(policy=policy.default).parsebytes(data), place)
    except RecursionError:
        yield Problem(place, "messages are attached to messages without end in it; give the innermost one")


def _documents(found: MIMEPart, place: str) -> Iterator[RawDocument | Problem]:
    """The letter itself, what of it is passed over, and the letters inside it, numbered."""
    rest = list(_beside_the_letter(found))
    inner = [message for part in rest if (message := _attached(part)) is not None]
    letter = _document(found, place)
    # A letter that only carries others has said what it has to say.
    if isinstance(letter, RawDocument) or not inner:
        yield letter
    passed = [_told(part) for part in rest if _attached(part) is None and _may_be_read(part)]
    if passed and isinstance(letter, RawDocument):
        reason = f"of the message this was passed over: {', '.join(passed)}; save it and give it as a file"
        yield Problem(place, reason, skipped=False)
    for number, message in enumerate(inner, 1):
        yield from _documents(message, f"{place}:{number}")


def _beside_the_letter(found: MIMEPart) -> Iterator[MIMEPart]:
    """The parts that are neither the letter's text nor the same in another form, attached messages whole."""
    own = [found.get_body(preferencelist=(kind,)) for kind in ("plain", "html")]
    waiting = [found]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            forms = part.get_content_subtype() == "alternative"
            waiting += reversed([each for each in part.iter_parts() if each.is_multipart() or not forms])
        elif not any(part is body for body in own):
            yield part


def _attached(part: MIMEPart) -> MIMEPart | None:
    """The message inside a part that is one."""
    return next(part.iter_parts(), None) if part.get_content_type() == "message/rfc822" else None


def _may_be_read(part: MIMEPart) -> bool:
    """Tell whether a part may hold words: no picture, sound, signature or notice of delivery."""
    signature = "signature" in part.get_content_subtype() or "pkcs7" in part.get_content_subtype()
    return part.get_content_maintype() in {"text", "application"} and not signature


def _told(part: MIMEPart) -> str:
    return " ".join((part.get_filename() or f"a part of type {part.get_content_type()}").split())


def _document(found: MIMEPart, place: str) -> RawDocument | Problem:
    if not found.keys():
        return Problem(place, "it is no message: it has no header; give an .eml file as mail programs save them")
    parts = {"plain": _content(found, "plain"), "html": _content(found, "html")}
    plain = parts["plain"]
    if plain.strip() and (len(plain) >= _ENOUGH or not parts["html"].strip()):
        return RawDocument(place, plain, "text/plain", _metadata(found))
    if parts["html"].strip():
        return RawDocument(place, parts["html"], "text/html", _metadata(found))
    return Problem(place, "the message has neither a text nor a page in it; open its attachments and give those")


def _content(found: MIMEPart, kind: str) -> str:
    body = found.get_body(preferencelist=(kind,))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except (LookupError, ValueError):  # an unknown charset or a broken coding
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content.replace("\r\n", "\n") if isinstance(content, str) else ""


def _metadata(found: MIMEPart) -> Metadata:
    from email.utils import parseaddr

    name, address = parseaddr(_header(found, "From"))
    archived = _header(found, "Archived-At").strip("<> ")
    return Metadata(
        id=_header(found, "Message-ID").strip("<> "),
        url=archived if archived.startswith(("http://", "https://")) else "",
        outlet=name or address.rpartition("@")[2],
        title=_header(found, "Subject"),
        published=_header(found, "Date"),
    )


def _header(found: MIMEPart, name: str) -> str:
    try:
        return " ".join(str(found[name] or "").split())
    except (ValueError, IndexError, AttributeError):  # the library's parser of headers fails on some broken ones
        return ""
