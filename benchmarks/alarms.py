"""What is told as a conflict in real reports, for a person to judge.

    python benchmarks/alarms.py STORIES.jsonl            # every conflict with its readings, then how many there are
    python benchmarks/alarms.py STORIES.jsonl --count    # how many there are, by kind
    python benchmarks/alarms.py STORIES.jsonl --count --judged JUDGEMENTS.jsonl    # and what people said of them

Each line has an article with its `story`, as in gold/stories; all stories of several articles are compared. Real
reports of one event seldom contradict each other, so that most of what a careless comparison finds here is false.
benchmarks/cases/judged_ecbplus.jsonl has judgements for gold/stories/ecbplus_open.jsonl.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.bench.real_stories import Label, counted, judged, read_judgements, read_stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Article, Collation, Discrepancy


def main() -> None:
    """Read the command line and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--count", action="store_true", help="only how many there are")
    parser.add_argument("--judged", type=Path, help="what was judged of alarms in these stories")
    given = parser.parse_args()
    told: Counter[str] = Counter()
    labels: Counter[Label | None] = Counter()
    stories = read_stories(given.stories)
    judgements = read_judgements(given.judged) if given.judged else {}
    for story, articles in stories.items():
        for found, collation in _conflicts(articles):
            told[found.kind.value] += 1
            judgement = judged(found, collation, judgements.get(story, ()))
            labels[judgement.label if judgement else None] += 1
            if not given.count:
                print(f"\n{story}: {found.kind.value}, {found.weight:.2f}. {found.reason}")
                print("\n".join(_readings(found, collation)))
    print(f"\n{len(stories)} stories, {sum(map(len, stories.values()))} articles, {told.total()} conflicts")
    print(", ".join(f"{count} {kind}" for kind, count in told.most_common()))
    if judgements:
        print(f"judged: {counted(labels)}")


def _conflicts(articles: list[Article]) -> Iterator[tuple[Discrepancy, Collation]]:
    from variorum.bench.conflict_cases import collate
    from variorum.compare import compare
    from variorum.encode import default_encoder
    from variorum.model import Verdict

    collation = collate(articles, default_encoder())
    yield from ((each, collation) for each in compare(collation) if each.verdict is Verdict.CONFLICT)


def _readings(found: Discrepancy, collation: Collation) -> Iterator[str]:
    for reading in found.readings:
        article = collation.articles[reading.article].article
        yield f"  {reading.side} {article.id}: {' '.join(article.text[reading.start : reading.end].split())}"


if __name__ == "__main__":
    main()
