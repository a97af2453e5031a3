"""DOCX and PDF files, through python-docx and pypdfium2 (the extra `documents`)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

_ASK = "pip install 'variorum[documents]'"
# What a Word file holds besides its words: a change that was struck out, where moved words were, the second of two
# renderings of a text box, and glosses over signs.
_GONE = "ancestor::*[self::w:del or self::w:moveFrom or self::w:rt or local-name()='Fallback']"
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def docx(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The paragraphs of a Word file, headings and the cells of tables among them, with its title and date."""
    try:
        from docx import Document
    except ImportError:
        yield Problem(origin, f"to read DOCX files python-docx is needed: {_ASK}")
        return
    try:
        found = Document(io.BytesIO(data))
        text = "\n\n".join(_paragraphs(found))
        properties = found.core_properties
        date = properties.created.date().isoformat() if properties.created else ""
        metadata = Metadata(title=(properties.title or "").strip(), published=date)
    except Exception as error:  # the library raises whatever its XML parser and zipfile do
        yield Problem(origin, f"the DOCX file cannot be read ({error}); save it again, or as text")
        return
    yield _document(text, metadata, origin, "DOCX file")


def _paragraphs(found: WordDocument) -> Iterator[str]:
    """The words of each paragraph, wherever it stands, in the file's order; changes are taken as accepted.

    `Document.paragraphs` has only what stands in no table, control or text box, and of that only what is no change.
    """
    from docx.oxml.ns import qn

    for paragraph in found.element.body.iter(qn("w:p")):
        runs = paragraph.xpath(f".//w:r[not({_GONE})]")
        own = (run.text for run in runs if next(run.iterancestors(qn("w:p"))) is paragraph)
        if words := "".join(own).strip():
            yield words


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
