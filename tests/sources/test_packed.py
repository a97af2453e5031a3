import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from variorum.model import Problem, RawDocument
from variorum.settings import Settings
from variorum.sources import read

TEXT = "A ferry struck the pier at Halden on Friday."
ARTICLE = json.dumps({"text": TEXT, "outlet": "Harbour Times"}).encode()
QUOTES = json.dumps(
    {"url": "https://harbour.example/a", "lang": "ENGLISH", "quotes": [{"pre": "", "quote": "It is late", "post": ""}]}
).encode()


def record() -> bytes:
    """A line of GDELT's knowledge graph."""
    cells = [""] * 27
    cells[0], cells[1], cells[3], cells[4] = (
        "20240503101500-17",
        "20240503101500",
        "harbour.example",
        "https://h.example",
    )
    cells[22] = "120|15|said|Nobody was hurt"
    return "\t".join(cells).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def given(path: Path, data: bytes, max_bytes: int = 1_000_000) -> list[RawDocument | Problem]:
    path.write_bytes(data)
    return list(read([str(path)], Settings(max_bytes=max_bytes)))


def test_what_gdelt_ships_is_read_as_it_is_shipped(tmp_path: Path) -> None:
    (found,) = given(tmp_path / "20240503101500.gkg.csv.zip", zipped({"20240503101500.gkg.csv": record()}))
    assert isinstance(found, RawDocument)
    assert found.content == "“Nobody was hurt”"
    assert "gkg.csv.zip/20240503101500.gkg.csv:1" in found.origin
    first, second = given(tmp_path / "20240503.gqg.json.gz", gzip.compress(QUOTES + b"\n") + gzip.compress(QUOTES))
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert "gqg.json.gz:2" in second.origin


def test_every_kind_is_known_inside_by_its_name_and_others_are_told(tmp_path: Path) -> None:
    members = {"b/a.txt": TEXT.encode(), "a.jsonl": ARTICLE, "c.exe": b"MZ", "d.zip": b"", "__MACOSX/a.txt": b"\0"}
    found = given(tmp_path / "reports.ZIP", zipped(members | {".hidden.txt": b"no", "e/": b""}))
    assert [Path(each.origin).name for each in found if isinstance(each, RawDocument)] == ["a.jsonl:1", "a.txt"]
    assert [Path(each.place).name for each in found if isinstance(each, Problem)] == ["c.exe", "d.zip"]


def test_a_sidecar_tells_of_a_packed_file(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('["a.txt.gz"]\noutlet = "Harbour Times"\ntitle = "Ferry"\n')
    (found,) = given(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode()))
    assert isinstance(found, RawDocument)
    assert (found.content, found.metadata.outlet, found.metadata.title) == (TEXT, "Harbour Times", "Ferry")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.zip"])
def test_what_grows_beyond_the_limit_is_told_and_not_unpacked(tmp_path: Path, name: str) -> None:
    large = b"a" * 20_000
    data = gzip.compress(large) if name.endswith("gz") else zipped({"a.txt": large[:9_000], "b.txt": large[:9_000]})
    assert len(data) < 10_000
    found = given(tmp_path / name, data, max_bytes=10_000)
    assert isinstance(found[-1], Problem)
    assert "10,000 bytes" in found[-1].reason
    assert len(found) == (1 if name.endswith("gz") else 2)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", b""),
        ("a.txt.gz", b"no gzip"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-12]),
        ("a.zip", b"PK\3\4 broken"),
        ("a.zip", zipped({})),
        ("a.zip", zipped({"a.txt": TEXT.encode()}).replace(b"sTHK-", b"\xff" * 5)),
        ("a.gz", gzip.compress(TEXT.encode())),
    ],
    # Names of their own: packed bytes hold the time, so that no two processes would have the same.
    ids=["empty", "no gzip", "cut", "no zip", "empty zip", "damaged", "no kind"],
)
def test_what_is_broken_or_empty_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    found = given(tmp_path / name, data)
    assert [type(each) for each in found] == [Problem]


def test_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + place] |= 1
    (found,) = given(tmp_path / "a.zip", bytes(data))
    assert isinstance(found, Problem)
    assert "password" in found.reason
