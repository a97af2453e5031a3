"""The first stage: a part of a file to articles, and an account of what was none."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from variorum.archive.inputs import DIGEST, Kind, Part
from variorum.archive.layout import Layout, in_place
from variorum.archive.stages import Outcome
from variorum.archive.tables import article_row, write
from variorum.model import Metadata, Problem
from variorum.sources.records import Fault, Found, PassedOver, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.sources.records import Record

# Of each fault so many records a part are told with place and reason.
SAMPLE = 20


class Reading(NamedTuple):
    """The part, where results go, the largest record (bytes), and what stands in for what is unknown."""

    part: Part
    root: Path
    limit: int
    stand_in: Metadata


@dataclass
class _Account:
    """What became of the records of a part."""

    counts: Counter[str] = field(default_factory=Counter)
    sample: list[dict[str, str]] = field(default_factory=list)

    def reject(self, place: str, fault: Fault, reason: str) -> None:
        self.counts[f"skipped: {fault}"] += 1
        if self.counts[f"skipped: {fault}"] <= SAMPLE:
            self.sample.append({"place": place, "reason": fault.value, "told": reason})


def read_part(reading: Reading) -> Outcome:
    """Read a part and extract its articles; write their table and the sample of what was skipped."""
    part, layout = reading.part, Layout(reading.root)
    account = _Account(Counter({"records": 0, "articles": 0}))
    rows = list(_rows(reading, account))
    articles, skipped = layout.table("articles", part.name), layout.kept("read", part.name, "skipped.jsonl")
    write(articles, "articles", rows)
    with in_place(skipped) as beside:
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in account.sample)
        beside.write_bytes("".join(lines).encode("utf-8", "replace"))
    account.counts["articles"] = len(rows)
    account.counts["characters"] = sum(len(row["text"]) for row in rows)
    return Outcome([articles, skipped], account.counts)


def _rows(reading: Reading, account: _Account) -> Iterator[dict[str, Any]]:
    for record in _guarded(reading):
        account.counts["records"] += 1
        if isinstance(record, PassedOver):
            account.counts[f"passed over: {record.what}"] += 1
        elif isinstance(record, Rejected):
            account.reject(*record)
        else:
            row = _extracted(record, reading, account)
            if row is not None:
                yield row


def _extracted(found: Found, reading: Reading, account: _Account) -> dict[str, Any] | None:
    from variorum.extract import extract

    origin = found.document.origin
    try:
        article = extract(found.document, reading.stand_in)
        if isinstance(article, Problem):
            account.reject(origin, Fault.NO_ARTICLE, article.reason)
            return None
        # A path may hold colons, a record's place in its file only follows it.
        place = origin[len(reading.part.path) + 1 :]
        return article_row(article, f"{reading.part.digest[:DIGEST]}:{place}", found.crawled)
    except Exception as error:
        account.reject(origin, Fault.FAILED, f"{type(error).__name__}: {error}; please report it")
        return None


def _guarded(reading: Reading) -> Iterator[Record]:
    """The records of a part; what breaks off in the middle of a file is a record that was skipped."""
    from variorum.sources.parquet import ParquetError

    part = reading.part
    try:
        yield from _records(part, reading.limit)
    except (OSError, EOFError, ParquetError) as wrong:
        yield Rejected(f"{part.path}:{part.start}", Fault.BROKEN_CONTAINER, f"reading broke off: {wrong}")


def _records(part: Part, limit: int) -> Iterator[Record]:
    if part.kind is Kind.PARQUET:
        from variorum.sources import parquet

        yield from parquet.documents(Path(part.file), part.path, part.start, part.end, limit)
    elif part.kind is Kind.WARC:
        from variorum.sources import warc

        with Path(part.file).open("rb") as file:
            yield from warc.documents(file, part.path, part.start, part.end, limit)
    else:
        yield from _from_lines(part, limit)


def _from_lines(part: Part, limit: int) -> Iterator[Record]:
    from variorum.sources import jsonl

    for number, line in _lines(part, limit):
        place = f"{part.path}:{number}"
        if line is None:
            yield Rejected(place, Fault.TOO_LARGE, f"the line has more than {limit:,} bytes")
        elif line.strip():
            for each in jsonl.documents(line, place, by_line=False):
                yield from _from_json(each)


def _from_json(found: Any) -> Iterator[Record]:
    if not isinstance(found, Problem):
        yield Found(found)
    elif found.skipped:
        json_wrong = "JSON" in found.reason or "binary" in found.reason
        yield Rejected(found.place, Fault.BAD_JSON if json_wrong else Fault.NO_DOCUMENT, found.reason)


def _lines(part: Part, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a part with their numbers; None for one that is too long, which is passed over unread."""
    import gzip

    packed = part.kind is Kind.JSONL_GZIP
    with gzip.open(part.file, "rb") if packed else Path(part.file).open("rb") as file:
        if not packed:
            file.seek(part.start)
        number = part.first
        while packed or file.tell() < part.end:
            line = file.readline(limit + 1)
            if not line:
                return
            if len(line) > limit and not line.endswith(b"\n"):
                while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
                    pass
                yield number, None
            else:
                yield number, line
            number += 1


def gather_skipped(layout: Layout, parts: list[str]) -> Outcome:
    """Join the samples of all parts: of each fault the first ones in the order of the parts."""
    taken: Counter[str] = Counter()
    lines = chain.from_iterable(
        layout.kept("read", name, "skipped.jsonl").read_text(encoding="utf-8").splitlines() for name in parts
    )
    with in_place(layout.skipped) as beside, beside.open("w", encoding="utf-8") as file:
        for line in lines:
            fault = json.loads(line)["reason"]
            taken[fault] += 1
            if taken[fault] <= SAMPLE:
                file.write(line + "\n")
    return Outcome([layout.skipped], {"sampled": sum(min(SAMPLE, number) for number in taken.values())})
