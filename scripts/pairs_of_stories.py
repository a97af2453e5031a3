"""Write the pairs of sentences that are read together in own-written stories, as rows for learn_pair_reader.py.

    python scripts/pairs_of_stories.py CASES.jsonl ... -o ROWS.jsonl

Two sentences with the two readings of a labelled conflict get its kind, those of a compatible difference its type, and
those that have the same reading `same`; all others are `compatible`, since the stories have no conflict but those.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.bench.articles import article
from variorum.bench.conflict_cases import collate
from variorum.compare.context import Story
from variorum.compare.together import Reads, nearest
from variorum.compare.weighing import propose
from variorum.encode import default_encoder, default_pair_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.together import Key

_Place = tuple[int, int]
"""An article of a story and a sentence there."""


def rows(case: dict) -> Iterator[dict[str, str]]:
    """The rows of a case: its labelled pairs and those that are near, in order."""
    articles = [
        article(a["id"], a["text"], a.get("title", ""), a.get("published", ""), a.get("outlet", ""), "en")
        for a in case["articles"]
    ]
    story = Story(collate(articles, default_encoder()))
    reads, known = Reads(story, default_pair_reader()), labels(case, story)
    for key in sorted({*nearest(story, *propose(story)), *known}):
        a, b = reads.texts(key)
        yield {"a": a, "b": b, "kind": known.get(key, "compatible")}


def labels(case: dict, story: Story) -> dict[Key, str]:
    """What the case says of pairs of sentences."""
    found: dict[Key, str] = {}
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
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    with given.output.open("w", encoding="utf-8") as file:
        for path in given.cases:
            for line in path.read_text(encoding="utf-8").splitlines():
                for row in rows(json.loads(line)):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(path, flush=True)


if __name__ == "__main__":
    main()
