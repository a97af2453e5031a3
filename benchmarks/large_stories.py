"""Stories of hundreds of reports: what their parts cost, and whether what is planted in them is found.

    python benchmarks/large_stories.py cost 25 50 100 200 400 1000 --figure growth.svg
    python benchmarks/large_stories.py findings 100 200 400

The story is that of `made_up_story.py`. `cost` gives seconds of the processor for each part, one process a size, and
may draw them; annotation is left out of the drawing, since it is a matter of words alone. `findings` aligns and
compares the same reports twice: with every two claims looked at, and as stories of many claims are. It prints how the
statements agree with the facts that were told (B-cubed), how many of the planted mistakes stand in a conflict with
another value of the same fact, and how many conflicts are of one fact with a mistake, and how many others there are.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import contextmanager
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from made_up_story import reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from made_up_story import Told

    from variorum.model import Annotated, Collation, Discrepancy

_PARTS = ("annotate", "align", "compare", "lineage", "brief", "edition", "page")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("cost", "findings", "one"))
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--figure", type=Path, help="draw the cost as SVG")
    parser.add_argument("--rows", type=Path, help="keep what was measured here, and take from here what was before")
    given = parser.parse_args()
    if given.what == "one":
        print(json.dumps(_cost(given.sizes[0])))
    elif given.what == "findings":
        for size in given.sizes:
            _findings(size)
    else:
        rows = [_alone(size, given.rows) for size in given.sizes]
        if given.figure:
            given.figure.write_text(_drawn(rows), encoding="utf-8")


def _alone(size: int, kept: Path | None) -> dict[str, float]:
    """Measure one size in a process of its own, unless it was measured before."""
    lines = kept.read_text("utf-8").splitlines() if kept and kept.exists() else []
    known: dict[float, dict[str, float]] = {row["articles"]: row for row in map(json.loads, lines)}
    row = known.get(size)
    if row is None:
        command = [sys.executable, __file__, "one", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        row = dict(json.loads(done.stdout.splitlines()[-1]))
        if kept:
            kept.write_text("\n".join([*lines, json.dumps(row)]) + "\n", "utf-8")
    told = "  ".join(f"{part} {row[part]:.1f}" for part in _PARTS if part in row)
    print(f"{size} articles, {row['claims']:.0f} claims: {told}  peak {row.get('megabytes', 0):.0f} MB", flush=True)
    return row


def _cost(size: int) -> dict[str, float]:
    """Seconds of the processor by part, the number of claims, and the peak memory."""
    from variorum.align import align
    from variorum.brief import write
    from variorum.compare import compare, in_order
    from variorum.coverage import cover
    from variorum.edition import build
    from variorum.encode import RememberingEncoder, default_encoder
    from variorum.interchange import export
    from variorum.lineage import set_in_marks, trace
    from variorum.model import Findings
    from variorum.timeline import timeline

    spent: dict[str, float] = {"articles": size}
    with _timed(spent, "annotate"):
        articles, _ = _told(size)
    encoder = RememberingEncoder(default_encoder())
    encoder.encode(["ready"])
    with _timed(spent, "align"):
        collation = align(articles, encoder)
    with _timed(spent, "compare"):
        discrepancies = compare(collation)
    with _timed(spent, "lineage"):
        lineage = trace(articles, collation, encoder)
        discrepancies = in_order((*discrepancies, *set_in_marks(collation, lineage)))
    with _timed(spent, "brief"):
        coverage = cover(collation, lineage)
        brief = write(collation, discrepancies, lineage, coverage, 8)
        dated = timeline(collation)
    found = Findings(collation, discrepancies, lineage, coverage, dated, brief)
    with _timed(spent, "edition"):
        edition = build(found, settings={}, models={})
    with _timed(spent, "page"):
        spent["page bytes"] = sum(len(file.content) for file in export(edition, "html"))
    spent["claims"] = len(collation.claim_refs)
    spent["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return spent


@contextmanager
def _timed(spent: dict[str, float], part: str) -> Iterator[None]:
    began = time.process_time()
    yield
    spent[part] = round(time.process_time() - began, 3)


class _Passage(NamedTuple):
    start: int
    end: int
    told: Told


def _told(size: int) -> tuple[tuple[Annotated, ...], list[list[_Passage]]]:
    """The annotated reports, and for each what its sentences tell."""
    from variorum.annotate import annotate_many
    from variorum.model import Article, Block, BlockKind

    articles, passages = [], []
    for number, (text, told) in enumerate(reports(size)):
        at = start = text.index("\n\n", text.index("\n\n") + 2) + 2
        places = []
        for each in told:
            at = text.index(each.sentence, at)
            places.append(_Passage(at, at + len(each.sentence), each))
        blocks = (Block(0, start, BlockKind.HEADLINE), Block(start, len(text), BlockKind.BODY))
        day = f"2024-07-{3 + number % 3:02}"
        articles.append(Article(f"a{number:04}", text, blocks, outlet=f"Outlet {number}", published=day, language="en"))
        passages.append(places)
    return tuple(annotate_many(articles)), passages


def _findings(size: int) -> None:
    from variorum.align import align, candidates, collate
    from variorum.compare import compare
    from variorum.encode import RememberingEncoder, default_encoder

    articles, passages = _told(size)
    encoder = RememberingEncoder(default_encoder())
    usual = candidates.EVERY
    for name, every in (("every two claims", 1 << 40), ("as it is done", usual)):
        candidates.EVERY = collate.EVERY = every
        collation = align(articles, encoder)
        _judge(f"{size} articles, {name}", collation, compare(collation), passages)
    candidates.EVERY = collate.EVERY = usual


def _judge(
    name: str, collation: Collation, found: Sequence[Discrepancy], passages: Sequence[Sequence[_Passage]]
) -> None:
    precision, recall = _agreement(collation, passages)
    planted = {(a, p.start) for a, places in enumerate(passages) for p in places if p.told.mistakes}
    met: set[tuple[int, int]] = set()
    right = others = 0
    for each in (d for d in found if d.verdict.value == "conflict"):
        told = [_at(passages, r.article, r.start if r.focus_start is None else r.focus_start) for r in each.readings]
        facts = {p.told.fact for p in told if p}
        if None in told or len(facts) > 1 or -1 in facts or not any(p and p.told.mistakes for p in told):
            others += 1
            continue
        right += 1
        values = {p.told.mistakes for p in told if p}
        if len(values) > 1:
            met |= {(r.article, p.start) for r, p in zip(each.readings, told, strict=True) if p and p.told.mistakes}
    print(
        f"{name}: statements P {precision:.3f} R {recall:.3f}; mistakes planted {len(planted)}, "
        f"in a conflict {len(met & planted)}; conflicts about a mistake {right}, others {others}",
        flush=True,
    )


def _at(passages: Sequence[Sequence[_Passage]], article: int, place: int) -> _Passage | None:
    return next((p for p in passages[article] if p.start <= place < p.end), None)


def _agreement(collation: Collation, passages: Sequence[Sequence[_Passage]]) -> tuple[float, float]:
    """B-cubed precision and recall of the statements against the facts that the claims' sentences tell."""
    statement_of, fact_of = {}, {}
    for number, statement in enumerate(collation.statements):
        for ref in statement.claims:
            place = _at(passages, ref.article, collation.claim(ref).start)
            if place is not None and place.told.fact >= 0:
                statement_of[ref], fact_of[ref] = number, place.told.fact
    by_statement, by_fact = defaultdict(set), defaultdict(set)
    for ref, number in statement_of.items():
        by_statement[number].add(ref)
        by_fact[fact_of[ref]].add(ref)
    both = {ref: len(by_statement[n] & by_fact[fact_of[ref]]) for ref, n in statement_of.items()}
    precision = sum(both[ref] / len(by_statement[n]) for ref, n in statement_of.items()) / len(both)
    return precision, sum(both[ref] / len(by_fact[fact]) for ref, fact in fact_of.items()) / len(both)


_WIDE, _HIGH, _LEFT, _RIGHT, _BOTTOM, _TOP = 660, 340, 60, 90, 50, 34
_COLOURS = {"align": "#036", "compare": "#a40", "lineage": "#484", "edition and page": "#777"}
_CURVES = {
    "align": ("align",),
    "compare": ("compare",),
    "lineage": ("lineage",),
    "edition and page": ("brief", "edition", "page"),
}


def _drawn(rows: Sequence[dict[str, float]]) -> str:
    """Milliseconds of the processor an article against the number of articles (logarithmic), as a small SVG.

    The dashed line is what alignment would take an article if it grew just as n log n from the first point.
    """
    rates = {
        name: [(r["articles"], 1000 * sum(r[p] for p in parts) / r["articles"]) for r in rows if {*parts} <= r.keys()]
        for name, parts in _CURVES.items()
    }
    sizes = [r["articles"] for r in rows]
    first = rates["align"][0][1] / log(rows[0]["claims"])
    grown = [(r["articles"], first * log(r["claims"])) for r in rows]
    most = 20 * (1 + int(max(rate for points in (*rates.values(), grown) for _, rate in points) / 20))

    def at(size: float, rate: float) -> tuple[float, float]:
        across = log(size / sizes[0]) / (log(sizes[-1] / sizes[0]) or 1.0)
        return _LEFT + across * (_WIDE - _LEFT - _RIGHT), _HIGH - _BOTTOM - rate / most * (_HIGH - _BOTTOM - _TOP)

    def line(points: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" '
        'font-size="12">',
        "<title>What a story costs an article, by the number of articles</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
        '<text x="8" y="18">milliseconds of the processor, an article (dashed: n log n)</text>',
    ]
    for rate in range(0, most + 1, 20):
        y = at(sizes[0], rate)[1]
        drawn.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDE - _RIGHT}" stroke="#ddd"/>')
        drawn.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{rate}</text>')
    under = _HIGH - _BOTTOM + 18
    drawn += [f'<text x="{at(n, 0)[0]:.1f}" y="{under}" text-anchor="middle">{n:g}</text>' for n in sizes]
    drawn.append(f'<polyline points="{line(grown)}" fill="none" stroke="#036" stroke-dasharray="4 3"/>')
    for name, points in rates.items():
        x, y = at(*points[-1])
        drawn.append(f'<polyline points="{line(points)}" fill="none" stroke="{_COLOURS[name]}" stroke-width="2"/>')
        drawn.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{_COLOURS[name]}">{name.split(" ")[0]}</text>')
    drawn.append(
        f'<text x="{(_LEFT + _WIDE - _RIGHT) / 2}" y="{_HIGH - 12}" text-anchor="middle">articles</text></svg>'
    )
    return "\n".join(drawn) + "\n"


if __name__ == "__main__":
    main()
