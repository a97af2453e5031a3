"""Write what is read together in own-written stories, as rows for learn_pair_reader.py.

    python scripts/pairs_of_stories.py CASES.jsonl ... [--half 0|1] -o ROWS.jsonl

Two sentences with the two readings of a labelled conflict get its kind, those of a compatible difference its type, and
those that have the same reading `same`; all others are `compatible`, since the stories have no conflict but those.
Candidates have what differs in braces: those that hit a conflict of their kind get it, of another kind `contradiction`.
`--half` takes every other story, from the first (0) or the second (1) on, counted through all files.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.bench.articles import article
from variorum.bench.conflict_cases import collate, shape
from variorum.bench.scores.conflict_cases import TIGHT, tightness
from variorum.compare.candidates.pairings import told
from variorum.compare.context import Story
from variorum.compare.together import NEAR, marked, whole
from variorum.compare.weighing import Weighed, discrepancy, propose
from variorum.encode import default_encoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.evidence import Candidate

_Place = tuple[int, int]
"""An article of a story and a sentence there."""
_Key = tuple[int, int, int, int]
"""Two sentences: article and number of the one, article and number of the other."""


def rows(case: dict) -> Iterator[dict[str, str]]:
    """The rows of a case: its labelled pairs, those that are near, and its candidates, in order."""
    articles = [
        article(a["id"], a["text"], a.get("title", ""), a.get("published", ""), a.get("outlet", ""), "en")
        for a in case["articles"]
    ]
    story = Story(collate(articles, default_encoder()))
    found, known = propose(story), labels(case, story)
    near = {(p.a.article, p.a.index, p.b.article, p.b.index) for p in found.pairings if p.near >= NEAR}
    for key in sorted(near | known.keys()):
        a, b = whole(told(story, *key[:2]), told(story, *key[2:]))
        yield {"a": a, "b": b, "kind": known.get(key, "compatible")}
    for candidate in found.candidates:
        a, b = marked(candidate)
        yield {"a": a, "b": b, "kind": label(case, story, candidate)}


def label(case: dict, story: Story, candidate: Candidate) -> str:
    """What the case says of a candidate."""
    shown = shape(discrepancy(Weighed(candidate, 1.0)), story.collation)
    hits = {c["kind"] for c in case["conflicts"] if tightness(case, c, shown) >= TIGHT}
    kind = candidate.kind.value
    return kind if kind in hits else "contradiction" if hits else "compatible"


def labels(case: dict, story: Story) -> dict[_Key, str]:
    """What the case says of pairs of sentences."""
    found: dict[_Key, str] = {}
    for each in (*case["compatible"], *case["conflicts"]):
        placed = [(place(story, r), r.get("side")) for r in each["readings"]]
        for (x, side), (y, other) in combinations(placed, 2):
            if x is not None and y is not None and x[0] != y[0]:
                one, two = sorted((x, y))
                apart = "kind" not in each or side != other
                found[*one, *two] = each.get("kind", each.get("type", "compatible")) if apart else "same"
    return found


def place(story: Story, reading: dict) -> _Place | None:
    """The sentence with most of a reading; None where its words do not stand in the article as it is read."""
    number = next(i for i, a in enumerate(story.articles) if a.article.id == reading["article"])
    start = story.articles[number].article.text.find(reading["text"])
    if start < 0:
        return None
    end = start + len(reading["text"])
    shared = [min(end, s.end) - max(start, s.start) for s in story.articles[number].parse.sentences]
    return number, shared.index(max(shared))


def main() -> None:
    """Read the command line, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other story alone")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    lines = [line for path in given.cases for line in path.read_text(encoding="utf-8").splitlines()]
    step, first = (1, 0) if given.half is None else (2, given.half)
    with given.output.open("w", encoding="utf-8") as file:
        for line in lines[first::step]:
            for row in rows(json.loads(line)):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
