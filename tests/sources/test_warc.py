from __future__ import annotations

import gzip
import io
import itertools
import resource
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from archive.warcs import record, zipped
from hypothesis import given
from hypothesis import strategies as st

from variorum.sources.records import Fault, Found, PassedOver, Rejected
from variorum.sources.warc import documents
from variorum.sources.warc_frames import cuts

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1_000_000
GOOD = [record(f"<html><p>Report {i}</p></html>".encode(), url=f"https://a.example/{i}") for i in range(5)]


def read(data: bytes, limit: int = LIMIT) -> list[Found | Rejected | PassedOver]:
    return list(documents(io.BytesIO(data), "x.warc", 0, len(data), limit))


def told(data: bytes) -> list[str]:
    """The number of each report that was read, and the fault of each that was not."""
    return [
        each.document.content[16:17] if isinstance(each, Found) else each.fault.value
        for each in read(data)
        if not isinstance(each, PassedOver)
    ]


def both(*records: bytes) -> list[bytes]:
    return [zipped(*records), b"".join(records)]


@pytest.mark.parametrize("data", both(*GOOD))
def test_sound_files(data):
    found = read(data)
    assert told(data) == ["0", "1", "2", "3", "4"]
    assert found[3].document.metadata.url == "https://a.example/3"
    assert found[3].crawled == "2024-07-04T06:00:00Z"
    assert len({each.document.origin for each in found}) == 5


def test_a_file_that_is_one_gzip_member():
    assert told(gzip.compress(b"".join(GOOD))) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("kind", ["request", "revisit", "metadata", "warcinfo"])
def test_records_that_hold_no_page_are_passed_over_and_not_skipped(kind):
    found = read(zipped(GOOD[0], record(b"x", kind=kind), GOOD[1]))
    assert found[1] == PassedOver(kind)
    assert len(found) == 3


def test_answers_without_a_page_are_passed_over():
    moved = record(b"", status="HTTP/1.1 301 Moved")
    image = record(b"\x89PNG", headers="Content-Type: image/png\r\n")
    assert read(zipped(moved, image)) == [PassedOver("response 3xx"), PassedOver("response that is no page")]


def test_a_truncated_gzip_file_costs_its_last_record():
    assert told(zipped(*GOOD)[:-30]) == ["0", "1", "2", "3", "truncated"]


def test_a_truncated_plain_file_costs_its_last_record():
    assert told(b"".join(GOOD)[:-20]) == ["0", "1", "2", "3", "truncated"]


def test_damaged_compression_costs_one_record():
    members = [zipped(each) for each in GOOD]
    hurt = bytearray(members[2])
    hurt[60:70] = bytes(10)
    assert told(b"".join([*members[:2], bytes(hurt), *members[3:]])) == ["0", "1", "broken compression", "3", "4"]


def test_garbage_between_members():
    assert told(zipped(GOOD[0]) + b"garbage " * 20 + zipped(GOOD[1])) == ["0", "broken compression", "1"]


@pytest.mark.parametrize("length", [20, 75])
def test_a_length_that_is_too_small_costs_one_record(length):
    wrong = record(b"<html><p>Report 9 is longer than its header tells, by far</p></html>", length=length)
    for data in both(GOOD[0], wrong, GOOD[1], GOOD[2]):
        assert told(data) == ["0", "wrong length", "1", "2"]


@pytest.mark.parametrize("length", [300, 380, 90_000, 9_000_000_000])
def test_a_length_that_is_too_large_costs_one_record(length):
    wrong = record(b"<html><p>Report 9</p></html>", length=length)
    for data in both(GOOD[0], wrong, GOOD[1], GOOD[2]):
        assert [each if each.isdigit() else "" for each in told(data)] == ["0", "", "1", "2"]


def test_a_header_without_a_length():
    broken = GOOD[3].replace(b"Content-Length", b"Content-Width")
    assert told(b"".join([broken, GOOD[1]])) == ["bad header", "1"]


def test_an_empty_file_and_blank_lines():
    assert read(b"") == []
    assert told(b"\r\n\r\n" + GOOD[0] + b"\r\n" + GOOD[1]) == ["0", "1"]


BODY = "<html><p>Wärme in Öland</p></html>".encode()
CHUNKED = b"5\r\n" + BODY[:5] + b"\r\n" + f"{len(BODY) - 5:x}\r\n".encode() + BODY[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (BODY, ""),
        (gzip.compress(BODY), "Content-Encoding: gzip\r\n"),
        (zlib.compress(BODY), "Content-Encoding: deflate\r\n"),
        (brotli.compress(BODY), "Content-Encoding: br\r\n"),
        (CHUNKED, "Transfer-Encoding: chunked\r\n"),
        # Crawlers undo a coding and leave its header.
        (BODY, "Transfer-Encoding: chunked\r\n"),
        (BODY, "Content-Encoding: gzip\r\n"),
        (BODY, "Content-Encoding: br\r\n"),
    ],
    ids=["plain", "gzip", "deflate", "br", "chunked", "not chunked", "not gzip", "not br"],
)
def test_bodies_are_unpacked(body, headers):
    (found,) = read(record(body, headers="Content-Type: text/html\r\n" + headers))
    assert found.document.content == BODY.decode()


def test_a_damaged_coding_is_told():
    hurt = gzip.compress(BODY)[:10] + b"\xff" * 20
    (found,) = read(record(hurt, headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n"))
    assert found.fault is Fault.BAD_CODING
    assert "outlet.example/a" in found.reason


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        ("Größe".encode("latin-1"), "Content-Type: text/html; charset=iso-8859-1\r\n"),
        (b"<meta charset='windows-1252'>" + "Größe".encode("cp1252"), "Content-Type: text/html\r\n"),
        ("Größe".encode(), "Content-Type: text/html\r\n"),
    ],
)
def test_charsets(content, headers):
    (found,) = read(record(content, headers=headers))
    assert found.document.content.endswith("Größe")


def test_a_body_that_is_no_text():
    (found,) = read(record(b"%PDF-1.7 \0\0\0", headers="Content-Type: text/html\r\n"))
    assert found.fault is Fault.BINARY


def test_a_bomb_in_a_body_is_not_unpacked():
    bomb = gzip.compress(bytes(50_000_000))
    assert told(zipped(record(bomb, headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n"), GOOD[1])) == [
        "too large",
        "1",
    ]


HUGE = 2_000_000_000
READ = """
import resource, sys
from variorum.sources.warc import documents
resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
with open(sys.argv[1], "rb") as file:
    size = file.seek(0, 2)
    for each in documents(file, "x", 0, size, 10_000_000):
        print(getattr(each, "fault", "read"))
"""


def read_in_400_mb(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def test_a_record_of_two_gigabytes_is_passed_over_without_reading_it(tmp_path):
    path = tmp_path / "x.warc"
    with path.open("wb") as file:
        file.write(GOOD[0] + record(b"", length=HUGE)[:-4])
        file.seek(HUGE - 64, 1)
        file.seek(file.tell() + 64 - len(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"))
        file.write(b"\r\n\r\n" + GOOD[1])
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert read_in_400_mb(path) == ["read", "too large", "read"]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 5


def test_a_bomb_of_a_member_is_passed_over_in_bounded_memory(tmp_path):
    path = tmp_path / "x.warc.gz"
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    head = record(b"", length=600_000_000)[:-4]
    zeros = 600_000_000 - len(record(b"")) + record(b"").index(b"HTTP") + 4
    bomb = packer.compress(head) + b"".join(packer.compress(bytes(zeros // 60 + 1)) for _ in range(59))
    bomb += packer.compress(bytes(zeros - 59 * (zeros // 60 + 1))) + packer.flush()
    path.write_bytes(zipped(GOOD[0]) + bomb + zipped(GOOD[1]))
    assert read_in_400_mb(path) == ["read", "too large", "read"]


@given(
    st.lists(st.sampled_from([0, 1, 2, "cut", "long", "short", "garbage"]), min_size=1, max_size=6),
    st.booleans(),
    st.data(),
)
def test_parts_of_a_file_give_what_the_whole_gives(kinds, packed, data):
    made = {
        "cut": GOOD[3][:-9],
        "long": record(b"<p>long</p>", length=500),
        "short": record(b"<p>short</p>", length=5),
        "garbage": b"no record at all\r\n\r\n",
    }
    records = [GOOD[each] if isinstance(each, int) else made[each] for each in kinds]
    whole = zipped(*records) if packed else b"".join(records)
    step = data.draw(st.integers(1, len(whole)))
    bounds = [*cuts(io.BytesIO(whole), len(whole), step), len(whole)]
    parts = [
        each
        for start, end in itertools.pairwise(bounds)
        for each in documents(io.BytesIO(whole), "x.warc", start, end, LIMIT)
    ]
    assert parts == read(whole)
