"""Files, folders, encodings and what is wrong with them."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from variorum.model import Problem, RawDocument
from variorum.settings import Settings
from variorum.sources import read


def documents(*inputs: object, **settings: object) -> tuple[list[RawDocument], list[Problem]]:
    found = list(read([str(each) for each in inputs], Settings(**settings)))
    return [d for d in found if isinstance(d, RawDocument)], [p for p in found if isinstance(p, Problem)]


def test_kinds_of_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.HTML", ".hidden.txt", "sub/d.htm", "sub/.git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The ferry was late.")
    found, problems = documents(tmp_path)
    assert [(Path(d.origin).name, d.media_type) for d in found] == [
        ("a.md", "text/markdown"),
        ("b.txt", "text/plain"),
        ("c.HTML", "text/html"),
        ("d.htm", "text/html"),
    ]
    assert problems == []


def test_a_linked_folder_is_told(tmp_path: Path) -> None:
    """It is not followed: it may lead back to where it stands."""
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    for each in (folder, elsewhere):
        each.mkdir()
        (each / "a.txt").write_text("The ferry was late.")
    (folder / "linked").symlink_to(elsewhere)
    found, (problem,) = documents(folder)
    assert [d.origin for d in found] == [str(folder / "a.txt")]
    assert problem.place == str(folder / "linked")
    assert "is not followed" in problem.reason


def test_a_file_that_is_too_large_is_told_with_the_option(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry was late.")
    _, (problem,) = documents(tmp_path, max_bytes=5)
    assert "raise max_bytes (--max-bytes)" in problem.reason


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        ("Åse said “no”.\r\nTwice.\r".encode(), "Åse said “no”.\r\nTwice.\r", 0),
        (b"\xef\xbb\xbfOne \xe2\x82\xac", "One €", 0),
        ("Zwölf".encode("utf-16"), "Zwölf", 0),
        (b"\xfe\xff" + "Zwölf".encode("utf-16-be"), "Zwölf", 0),
        ("He said “no” to the café – twice.".encode("cp1252"), "He said “no” to the café – twice.", 1),
        ("Two words fell out.".encode("utf-16-le"), "Two words fell out.", 1),
        ("Two words fell out.".encode("utf-16-be"), "Two words fell out.", 1),
        ("Élodie Müller über Åse: ".encode() + b"\xff now.", "Élodie Müller über Åse: \ufffd now.", 1),
        (b"One\0 zero byte is an accident.", "One\0 zero byte is an accident.", 0),
    ],
)
def test_encodings_keep_every_character(tmp_path: Path, data: bytes, text: str, notes: int) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    found, problems = documents(tmp_path / "a.txt")
    assert [d.content for d in found] == [text]
    assert [p.skipped for p in problems] == [False] * notes


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Slussen i Varn stängdes på måndagen efter att dykare hade hittat en port som fastnat.", "latin-1"),
        ("La mairie de Varn a été fermée après la découverte d’une fuite, a déclaré le préfet.", "cp1252"),
        ("L'écluse a été fermée après la découverte d'une fuite; la mairie était prévenue.", "mac_roman"),
        ("Die Schleuse blieb für Schiffe gesperrt, erklärte der Bürgermeister am Montag.", "latin-1"),
        (
            "Śluza została w poniedziałek zamknięta, powiedziała burmistrz; żegluga wznowiona będzie w środę.",
            "iso8859-2",
        ),
        ("Plavební komora byla v pondělí uzavřena poté, co potápěči našli zaseknutá vrata.", "cp1250"),
        ("Su kapısı pazartesi günü kapatıldı, dedi belediye başkanı; iki yüzden fazla tekne bekliyor.", "cp1254"),
        ("В понедельник шлюз был закрыт после того, как водолазы обнаружили трещину.", "koi8-r"),
        ("月曜日、水門が閉鎖された。潜水士が動かなくなった門を発見したためだと市長は述べた。", "shift_jis"),
        ("月曜日、水門が閉鎖された。潜水士が動かなくなった門を発見したためだと市長は述べた。", "euc_jp"),
        ("星期一，水闸在潜水员发现一扇闸门被卡住后关闭，市长说。没有人受伤。", "gb18030"),
        ("星期一，水閘在潛水員發現一扇閘門被卡住後關閉，市長說。沒有人受傷。", "big5"),
        ("월요일 수문이 잠수부들이 걸린 문을 발견한 뒤 폐쇄됐다고 시장이 밝혔다.", "euc_kr"),
        ("أغلق السد يوم الاثنين بعد أن عثر الغواصون على بوابة عالقة، بحسب رئيسة البلدية.", "cp1256"),
    ],
)
def test_an_encoding_that_is_not_named_is_seen_in_the_language(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    found, problems = documents(tmp_path / "a.txt")
    assert found[0].content == text
    assert "not UTF-8" in problems[0].reason


def test_japanese_in_seven_bits_needs_no_guess(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("水門が閉鎖された。".encode("iso2022_jp"))
    found, problems = documents(tmp_path / "a.txt")
    assert (found[0].content, problems) == ("水門が閉鎖された。", [])


@pytest.mark.parametrize("declared", ["iso-8859-1", "shift_jis", "utf-16", "klingon", "utf-7", "unicode_escape"])
def test_sound_utf8_is_that_whatever_a_page_declares(tmp_path: Path, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>Łódź, für \\u0041 +AEE-</body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert [d.content for d in documents(tmp_path / "a.html")[0]] == [page]


def test_a_guessed_encoding_of_a_longer_text(tmp_path: Path) -> None:
    text = "Президент сообщил, что переговоры продолжатся в среду. Министр с ним согласился. " * 5
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    found, problems = documents(tmp_path / "a.txt")
    assert found[0].content == text
    assert "cp1251" in problems[0].reason


def test_a_page_names_its_own_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("iso-8859-2"))
    found, problems = documents(tmp_path / "a.html")
    assert "Łódź" in found[0].content
    assert not problems


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        ("a.txt", b"%PDF-1.4 text", "binary"),
        ("a.txt", b"ab\0c\0def", "binary"),
        ("a.txt", b"x" * 2000, "larger than"),
        ("a.xlsx", b"x", "not known"),
        ("noname", b"x", "not known"),
        ("a.json", b"{", "no JSON"),
        ("a.json", b"[]", "empty"),
        ("a.json", b"3", "no object"),
        ("a.json", b'{"body": "x"}', "neither"),
        ("a.jsonl", b"\xff\xd8\xff\xe0", "binary"),
        ("a.json", b"[" * 900, "no JSON"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    found, problems = documents(tmp_path / name, max_bytes=1000)
    assert found == []
    assert len(problems) == 1
    assert reason in problems[0].reason
    assert name in problems[0].place
    assert problems[0].skipped


def test_missing_paths_and_odd_addresses() -> None:
    found, problems = documents("no/such/file.txt", "ftp://host/file", "a\0b", "file:///etc/hosts", "", " ")
    assert not found
    told = ["no/such/file.txt", "ftp://host/file", "a\0b", "file:///etc/hosts", "''", "' '"]
    assert [p.place for p in problems] == told


def test_an_empty_folder_and_a_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no files" in documents(tmp_path / "empty")[1][0].reason
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "a.txt").write_text("The ferry was late.")
    found, problems = documents(tmp_path)
    assert len(found) == 1
    if os.geteuid() != 0:
        assert "permission" in problems[0].reason
    (tmp_path / "shut").chmod(0o700)


def test_broken_lines_are_told_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        '{"text": "One.", "id": "x", "outlet": "Post", "published": "2024-01-01"}',
        "",
        "{oops",
        '{"html": "<p>Two</p>"}',
        "7",
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found, problems = documents(tmp_path / "a.jsonl")
    assert [(Path(d.origin).name, d.content, d.media_type) for d in found] == [
        ("a.jsonl:1", "One.", "text/plain"),
        ("a.jsonl:4", "<p>Two</p>", "text/html"),
    ]
    assert (found[0].metadata.id, found[0].metadata.outlet, found[0].metadata.published) == ("x", "Post", "2024-01-01")
    assert [Path(p.place).name for p in problems] == ["a.jsonl:3", "a.jsonl:5"]


@pytest.mark.parametrize(
    ("published", "iso"),
    [
        (1720000000, "2024-07-03T09:46:40Z"),
        (1720000000000, "2024-07-03T09:46:40Z"),
        (20240703, "20240703"),
        (True, "True"),
    ],
)
def test_a_number_for_a_date_is_a_clock_of_computers_or_a_date(tmp_path: Path, published: object, iso: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "Late.", "published": published}))
    assert documents(tmp_path / "a.json")[0][0].metadata.published == iso


def test_json_lists_and_lines_in_a_json_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"id": "story", "articles": [{"text": "One."}, {"text": "Two."}]}))
    (tmp_path / "b.json").write_text('{"text": "Three."}\n{"text": "Four."}\n')
    found, problems = documents(tmp_path)
    assert [(Path(d.origin).name, d.content) for d in found] == [
        ("a.json:1", "One."),
        ("a.json:2", "Two."),
        ("b.json:1", "Three."),
        ("b.json:2", "Four."),
    ]
    assert not problems


NINJS_1 = {
    "uri": "https://agency.example/1",
    "type": "text",
    "versioncreated": "2024-07-03T10:00:00Z",
    "language": "en-GB",
    "headline": "Ferry late",
    "source": "Example Agency",
    "body_html": "<p>The ferry was late.</p>",
    "body_text": "The ferry was late.",
}
NINJS_2 = {
    "uri": "urn:agency:2",
    "standard": {"name": "ninjs", "version": "2.1"},
    "versioncreated": "2024-07-03T10:00:00Z",
    "language": "en",
    "headlines": [{"role": "main", "contenttype": "text/plain", "value": "Ferry late"}],
    "infosources": [{"name": "Example Agency"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>The ferry was late.</p>"}],
}
NINJS_3 = {
    "uri": "urn:agency:3",
    "standard": {"name": "ninjs", "version": "3.0"},
    "versionCreated": "2024-07-03T10:00:00Z",
    "language": "en",
    "headlines": [{"role": "main", "value": "Ferry late"}],
    "infoSources": [{"name": "Example Agency"}],
    "bodies": [
        {"role": "summary", "contentType": "text/plain", "value": "Late."},
        {"role": "main", "contentType": "text/plain", "value": "The ferry was late."},
    ],
}


def test_ninjs_of_three_versions(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps([NINJS_1, NINJS_2, NINJS_3, {"uri": "urn:4", "versioncreated": "2024"}])
    )
    found, problems = documents(tmp_path / "a.json")
    assert [(d.content, d.media_type) for d in found] == [
        ("The ferry was late.", "text/plain"),
        ("<p>The ferry was late.</p>", "text/html"),
        ("The ferry was late.", "text/plain"),
    ]
    assert {(d.metadata.title, d.metadata.outlet, d.metadata.published, d.metadata.language) for d in found} == {
        ("Ferry late", "Example Agency", "2024-07-03T10:00:00Z", "en")
    }
    assert found[0].metadata.url == "https://agency.example/1"
    assert ["body" in p.reason for p in problems] == [True]


def test_an_object_with_an_address_and_text_is_no_ninjs(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"uri": "urn:1", "text": "The ferry was late.", "title": "Late"}))
    found, _ = documents(tmp_path / "a.json")
    assert (found[0].content, found[0].metadata.title) == ("The ferry was late.", "Late")


def test_sidecars(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (tmp_path / name).write_text("The ferry was late.")
    (tmp_path / "sources.toml").write_text(
        '["a.txt"]\noutlet = "Harbour Times"\npublished = 2024-07-03\n["sub/c.txt"]\noutlet = "Hill Post"\nodd = 1\n'
    )
    (tmp_path / "sources.csv").write_text("file,outlet,published\nb.txt,The Wave,2024-07-04T10:00:00Z\n")
    found, problems = documents(tmp_path)
    assert [(d.metadata.outlet, d.metadata.published) for d in found] == [
        ("Harbour Times", "2024-07-03"),
        ("The Wave", "2024-07-04T10:00:00Z"),
        ("Hill Post", ""),
    ]
    assert [("odd" in p.reason, p.skipped) for p in problems] == [(True, False)]
    alone, _ = documents(tmp_path / "a.txt")
    assert alone[0].metadata.outlet == "Harbour Times"


def test_entries_of_a_sidecar_that_mean_no_file_are_told(tmp_path: Path) -> None:
    for name in ("report-1.txt", "report-2.txt", "other.txt"):
        (tmp_path / name).write_text("The ferry was late.")
    (tmp_path / "sources.csv").write_text(
        "file,outlet\nreport-1.txt,The Wave\nReport_2.TXT,Hill Post\nsub/far.txt,Dawn\n"
    )
    _, problems = documents(tmp_path / "report-1.txt")
    assert [(p.place.rpartition("(")[2], p.skipped) for p in problems] == [
        ("Report_2.TXT)", False),
        ("sub/far.txt)", False),
    ]
    assert problems[0].reason.endswith("did you mean report-2.txt?")
    assert "did you mean" not in problems[1].reason


def test_entries_of_a_sidecar_that_lead_elsewhere_are_told(tmp_path: Path) -> None:
    """Absolute paths and those over another folder are never looked up, whether there is such a file or not."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "in.txt").write_text("The ferry was late.")
    (tmp_path / "out.txt").write_text("The ferry was late.")
    names = [str(tmp_path / "sub" / "in.txt"), "/nowhere/a.txt", "../out.txt", "x//on.txt", "folder", "\\u0000"]
    (tmp_path / "sub" / "folder").mkdir()
    (tmp_path / "sub" / "x").mkdir()
    (tmp_path / "sub" / "x" / "on.txt").write_text("The ferry was late.")
    (tmp_path / "sub" / "sources.toml").write_text("".join(f'["{name}"]\noutlet = "X"\n' for name in names))
    _, problems = documents(tmp_path / "sub" / "in.txt")
    assert len(problems) == len(names)
    assert [p.reason.partition("; did you mean ")[2] for p in problems] == ["", "", "", "x/on.txt?", "", ""]


def test_what_was_meant_is_asked_of_the_first_entries_only(tmp_path: Path) -> None:
    for i in range(30):
        (tmp_path / f"report-{i}.txt").write_text("The ferry was late.")
    lines = [f"raport-{i}.txt,The Wave" for i in range(30)]
    (tmp_path / "sources.csv").write_text("\n".join(["file,outlet", *lines]))
    _, problems = documents(tmp_path / "report-0.txt")
    assert sum("did you mean" in p.reason for p in problems) == 20
    assert len(problems) == 30


def test_entries_of_a_named_sidecar_are_told_with_what_was_meant(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text("The ferry was late.")
    (tmp_path / "about.toml").write_text('["harbor.txt"]\noutlet = "The Wave"\n["https://x.example/"]\noutlet = "X"\n')
    _, problems = documents(tmp_path / "harbour.txt", sources=str(tmp_path / "about.toml"))
    assert [p.reason.partition("; did")[2] for p in problems] == [" you mean harbour.txt?", ""]


@pytest.mark.parametrize("name", ["news.warc", "CC-NEWS-1.warc.gz", "tables.parquet"])
def test_crawls_are_for_another_command(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"WARC/1.0\r\n" * 100)
    (tmp_path / "a.txt").write_text("The ferry was late.")
    found, problems = documents(tmp_path, max_bytes=500)
    assert len(found) == 1
    assert [(p.place, p.skipped) for p in problems] == [(str(tmp_path / name), True)]
    assert f"variorum archive {tmp_path / name}" in problems[0].reason


@pytest.mark.parametrize(("name", "content"), [("sources.toml", "a = ["), ("sources.csv", "name,outlet\na.txt,X\n")])
def test_a_broken_sidecar_is_told_and_the_files_are_read(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text("The ferry was late.")
    (tmp_path / name).write_text(content)
    found, problems = documents(tmp_path)
    assert len(found) == 1
    assert [p.place.endswith(name) for p in problems] == [True]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"The ferry was late.", "text/plain"),
        (b"<!DOCTYPE html><p>The ferry was late.</p>", "text/html"),
        (b"\n<p>The ferry was late.</p>", "text/html"),
        (b"<!-- a page -->\n<p>The ferry was late.</p>", "text/html"),
        (b"<?xml version='1.0'?><html><p>The ferry was late.</p></html>", "text/html"),
        (b"<nitf><body><body.content><p>The ferry was late.</p></body.content></body></nitf>", "text/plain"),
        (b"<?xml version='1.0'?><nitf><body><body.content><p>Late.</p></body.content></body></nitf>", "text/plain"),
        (b"<Pirate> the ferry was late", "text/plain"),
        (b'{"text": "The ferry was late."}', "text/plain"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, media_type: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found, problems = documents("-")
    assert [d.media_type for d in found] == [media_type]
    assert not problems
