import io
import sys

import pytest

from variorum.model import Problem, RawDocument
from variorum.sources import office

WORDS = ("Ferry hits pier", "A ferry struck the pier at Halden on Friday.", "Nobody was hurt – so far.")


def word_file() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for words in WORDS:
        document.add_paragraph(words)
    document.add_paragraph("  ")
    document.core_properties.title = "Ferry"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_file(text: str) -> bytes:
    """A PDF of one page, by hand."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Ferry)/CreationDate(D:20240503100000Z)>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def test_a_word_file_gives_its_paragraphs() -> None:
    (found,) = office.docx(word_file(), "ferry.docx")
    assert isinstance(found, RawDocument)
    assert found.content == "\n\n".join(WORDS)
    assert found.metadata.title == "Ferry"


def test_tables_controls_and_text_boxes_are_read_where_they_stand() -> None:
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "A merged cell is read once."
    table.cell(1, 0).text = "Hurt"
    table.cell(1, 0).add_paragraph("in all")
    inner = table.cell(1, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "Twelve"
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    for xml in (
        "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {}><w:r><w:t>Nobody </w:t></w:r><w:del><w:r><w:delText>died.</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>elsewhere</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>was hurt.</w:t></w:r></w:ins></w:p>",
        f"<w:p {{}} {compatibility}><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ):
        document.element.body.insert(-1, parse_xml(xml.format(nsdecls("w"))))
    buffer = io.BytesIO()
    document.save(buffer)
    (found,) = office.docx(buffer.getvalue(), "ferry.docx")
    assert isinstance(found, RawDocument)
    assert found.content.split("\n\n") == [
        "Before.",
        "A merged cell is read once.",
        "Hurt",
        "in all",
        "Twelve",
        "In a control.",
        "Nobody was hurt.",
        "In a box.",
    ]


def test_a_pdf_gives_its_text_title_and_date() -> None:
    pytest.importorskip("pypdfium2")
    (found,) = office.pdf(pdf_file("A ferry struck the pier."), "ferry.pdf")
    assert isinstance(found, RawDocument)
    assert found.content == "A ferry struck the pier."
    assert found.metadata.title == "Ferry"
    assert found.metadata.published == "2024-05-03"


def test_a_scan_has_no_text() -> None:
    pytest.importorskip("pypdfium2")
    (found,) = office.pdf(pdf_file(""), "scan.pdf")
    assert isinstance(found, Problem)
    assert "text recognition" in found.reason


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.4 broken", b"\0" * 100])
def test_broken_files_are_told(data: bytes) -> None:
    for read in (office.docx, office.pdf):
        (found,) = read(data, "broken")
        assert isinstance(found, Problem)
        assert found.place == "broken"


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    for read in (office.docx, office.pdf):
        (found,) = read(b"", "ferry")
        assert isinstance(found, Problem)
        assert "variorum[documents]" in found.reason
