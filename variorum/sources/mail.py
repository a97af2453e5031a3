"""Newsletters: one message (.eml) or a mailbox of them (.mbox)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

_NEXT = re.compile(rb"^From .*\r?\n", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# A text part that only says that the message is a page is no text.
_ENOUGH = 400


def message(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The document of one message."""
    yield _document(data, origin)


def mailbox(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The documents of a mailbox (mboxrd: RFC 4155, with `>From ` unquoted)."""
    starts = [m for m in _NEXT.finditer(data) if m.start() == 0 or data[: m.start()].endswith((b"\n\n", b"\r\n\r\n"))]
    if not starts:
        yield Problem(origin, "it is no mailbox: no line begins with `From `; give an .mbox or single messages as .eml")
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(data)
        yield _document(_QUOTED_FROM.sub(rb"\1", data[start.end() : end]), f"{origin}:{number + 1}")


def _document(data: bytes, place: str) -> RawDocument | Problem:
    from email import policy
    from email.parser import BytesParser

    found: EmailMessage = BytesParser(policy=policy.default).parsebytes(data)
    if not found.keys():
        return Problem(place, "it is no message: it has no header; give an .eml file as mail programs save them")
    parts = {"plain": _content(found, "plain"), "html": _content(found, "html")}
    plain = parts["plain"]
    if plain.strip() and (len(plain) >= _ENOUGH or not parts["html"].strip()):
        return RawDocument(place, plain, "text/plain", _metadata(found))
    if parts["html"].strip():
        return RawDocument(place, parts["html"], "text/html", _metadata(found))
    return Problem(place, "the message has neither a text nor a page in it; open its attachments and give those")


def _content(found: EmailMessage, kind: str) -> str:
    body = found.get_body(preferencelist=(kind,))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except (LookupError, ValueError):  # an unknown charset or a broken coding
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content.replace("\r\n", "\n") if isinstance(content, str) else ""


def _metadata(found: EmailMessage) -> Metadata:
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


def _header(found: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(found[name] or "").split())
    except (ValueError, IndexError, AttributeError):  # the library's parser of headers fails on some broken ones
        return ""
