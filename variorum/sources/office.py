"""DOCX and PDF files, through python-docx and pypdfium2 (the extra `documents`)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASK = "pip install 'variorum[documents]'"
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def docx(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The paragraphs of a Word file, headings among them, with its title and date."""
    try:
        from docx import Document
    except ImportError:
        yield Problem(origin, f"to read DOCX files python-docx is needed: {_ASK}")
        return
    try:
        found = Document(io.BytesIO(data))
        text = "\n\n".join(words for p in found.paragraphs if (words := p.text.strip()))
        properties = found.core_properties
        date = properties.created.date().isoformat() if properties.created else ""
        metadata = Metadata(title=(properties.title or "").strip(), published=date)
    except Exception as error:  # the library raises whatever its XML parser and zipfile do
        yield Problem(origin, f"the DOCX file cannot be read ({error}); save it again, or as text")
        return
    yield _document(text, metadata, origin, "DOCX file")


def pdf(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The text of a PDF, page after page, with its title and date. Scanned pages have none."""
    try:
        import pypdfium2
    except ImportError:
        yield Problem(origin, f"to read PDF files pypdfium2 is needed: {_ASK}")
        return
    try:
        with pypdfium2.PdfDocument(data) as found:
            pages = [page.get_textpage().get_text_bounded() for page in found]
            told = found.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        yield Problem(origin, f"the PDF cannot be read ({error}); remove its password, or save it again")
        return
    date = _PDF_DATE.match(told.get("CreationDate", ""))
    metadata = Metadata(title=told.get("Title", "").strip(), published="-".join(date.groups()) if date else "")
    text = "\n\n".join(page.replace("\r\n", "\n").replace("\x02", "-").strip() for page in pages)
    yield _document(text, metadata, origin, "PDF; a scan needs text recognition first")


def _document(text: str, metadata: Metadata, origin: str, what: str) -> RawDocument | Problem:
    if not text.strip():
        return Problem(origin, f"there is no text in the {what}")
    return RawDocument(origin, text, "text/plain", metadata)
