"""Learn the table `closer` of variorum/compare/weights.json: how what the closer reader says is weighed.

    python scripts/learn_closer.py CASES.jsonl ... --real STORIES.jsonl JUDGED.jsonl --readers B A --every 4 --write

Only stories that the closer reader has not learnt from are looked at: of the cases every fourth, from the second on
(`--every`), and those of `--held` files; of the real ones all but those named by `--seen`. What was likely before is
the likelihood by tables that have not seen the case (scripts/learn_conflicts.py, whose other arguments these are). Real
reports count a tenth of own-written ones. The bias is lowered so that `cut` holds at a precision of about .84.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from learn_conflicts import Case, Example, learn_folds, newton, read_cases, read_real

from variorum.compare.closer import said_of
from variorum.compare.together import asked
from variorum.compare.weighing import Weighed, likelihood
from variorum.encode import closer_pair_reader, default_pair_reader
from variorum.encode.pair_reader import CrossEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from learn_conflicts import Tables

    from variorum.encode import PairReader

_WEIGHTS = Path(__file__).parent.parent / "variorum" / "compare" / "weights.json"
_NAMES = ("bias", "odds", "differ", "same", "kind")
_FROM = 0.2
_OF_REAL = 0.1
_NEAR = 0.3
_RIDGE = 1.0
# What is told from .65 on is what has .7 here: at that likelihood .84 were right.
_STRICTER = math.log(0.7 / 0.3) - math.log(0.65 / 0.35)


def rows(cases: Sequence[Case], tables: Sequence[Tables], reader: PairReader, share: float) -> Iterator[tuple]:
    """Evidence, whether it is right, and how much it counts, for what looks likely in some cases."""
    for number, case in enumerate(cases):
        table = tables[number % len(tables)]
        likely = [(e, p) for e in case.examples if (p := likelihood(e.candidate, table)) >= _FROM]
        for (example, before), said in zip(likely, reader.read([asked(e.candidate) for e, _ in likely]), strict=True):
            evidence = said_of(Weighed(example.candidate, before), said)
            yield [1.0, *(evidence[name] for name in _NAMES[1:])], bool(example.right), share * _counts(example)


def _counts(example: Example) -> float:
    return _NEAR if example.near and not example.right else 1.0


def main() -> None:
    """Read, learn, and write the table if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--held", type=Path, nargs="*", default=[], help="cases that the closer reader has not seen")
    parser.add_argument("--every", type=int, default=4, help="of the other cases it has not seen every so many")
    parser.add_argument("--real", type=Path, nargs=2, required=True, help="real stories, and what was judged of them")
    parser.add_argument("--seen", nargs="*", default=[], help="real stories that it has learnt from")
    parser.add_argument("--readers", type=Path, nargs="+", help="as in scripts/learn_conflicts.py")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    readers: list[PairReader] = [CrossEncoder(folder) for folder in given.readers or ()] or [default_pair_reader()]
    cases = read_cases(given.cases, given.held, readers)
    real = list(read_real(*given.real, readers))
    tables = learn_folds([*cases, *real])
    held = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in given.held)
    last = len(cases) - held
    own = [c if i >= last or i % given.every == 1 else c._replace(examples=[]) for i, c in enumerate(cases)]
    others = [c if c.row["id"] not in given.seen else c._replace(examples=[]) for c in real]
    turned = tables[len(cases) % len(tables) :] + tables[: len(cases) % len(tables)]
    reader = closer_pair_reader()
    found = [*rows(own, tables, reader, 1.0), *rows(others, turned, reader, _OF_REAL)]
    x, y, share = (np.array(each, dtype=float) for each in zip(*found, strict=True))
    beta = newton(x, y, share, np.array([0.01, *[_RIDGE] * (len(_NAMES) - 1)]))
    beta[0] -= _STRICTER
    table = {"from": _FROM} | {name: round(value, 3) for name, value in zip(_NAMES, beta.tolist(), strict=True)}
    print(f"{len(y)} candidates, {int(y.sum())} of them right: {table}")
    if given.write:
        weights = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
        _WEIGHTS.write_text(json.dumps({**weights, "closer": table}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
