"""The report of a run: what was read, what became of it, and where the time went."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.archive.stages import Stages
    from variorum.model import Problem


@dataclass(frozen=True, slots=True)
class StageTime:
    """A stage: its shards, the processes' seconds over all runs that did them, and the seconds of this run."""

    stage: str
    shards: int
    seconds: float
    processor: float
    this_run: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a run ends with. Counts are of the whole archive, whichever run did the work.

    `precision` is the part of the candidate pairs that turned out as near-duplicates or cuts; None without candidates.
    """

    version: str
    engine: str
    files: int
    bytes: int
    records: int
    articles: int
    passed_over: Mapping[str, int]
    skipped: Mapping[str, int]
    problems: Sequence[Mapping[str, object]]
    candidates: int
    near_duplicates: int
    cuts: int
    precision: float | None
    duplicate_groups: int
    duplicate_articles: int
    lineage_edges: int
    directed_edges: int
    stories: int
    stories_of_several: int
    articles_in_stories_of_several: int
    undated: int
    articles_annotated: int
    articles_failed: int
    claims: int
    quotations: int
    stories_stated: int
    stories_failed: int
    statements: int
    seconds: float
    stages: Sequence[StageTime]

    @property
    def lost(self) -> bool:
        """Whether a file or a record was skipped."""
        return bool(self.skipped) or any(problem["skipped"] for problem in self.problems)

    @property
    def failed(self) -> bool:
        """Whether variorum failed at a record, an article or a story."""
        return "fault of variorum" in self.skipped or self.stories_failed + self.articles_failed > 0

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)


def report(stages: Stages, engine: str, problems: Sequence[Problem], seconds: float) -> Report:
    """Add up what the stages have counted."""
    read, near, cut = stages.counts("read"), stages.counts("near"), stages.counts("plan")
    groups, lineage = stages.counts("groups"), stages.counts("lineage")
    stories, stated = stages.counts("components"), stages.counts("statements")
    claims, candidates = stages.counts("claims"), near["candidates"]
    return Report(
        version=__version__,
        engine=engine,
        files=cut["files"],
        bytes=cut["bytes"],
        records=read["records"],
        articles=read["articles"],
        passed_over=_named(read, "passed over: "),
        skipped=_named(read, "skipped: "),
        problems=[{"place": p.place, "reason": p.reason, "skipped": p.skipped} for p in problems],
        candidates=candidates,
        near_duplicates=near["near"],
        cuts=near["cuts"],
        precision=(near["near"] + near["cuts"]) / candidates if candidates else None,
        duplicate_groups=groups["shared"],
        duplicate_articles=groups["members"],
        lineage_edges=lineage["edges"],
        directed_edges=lineage["directed"],
        stories=stories["groups"],
        stories_of_several=stories["shared"],
        articles_in_stories_of_several=stories["members"],
        undated=stages.counts("annotate")["undated"],
        articles_annotated=claims["parsed"],
        articles_failed=claims["failed"],
        claims=claims["claims"],
        quotations=claims["quotations"],
        stories_stated=stated["stories"],
        stories_failed=stated["failed"],
        statements=stated["statements"],
        seconds=round(seconds, 1),
        stages=tuple(_time(stages, stage) for stage in stages.history),
    )


def _named(counts: Mapping[str, int], prefix: str) -> dict[str, int]:
    """The counts of one kind, the greatest first."""
    found = {name.removeprefix(prefix): number for name, number in counts.items() if name.startswith(prefix)}
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _time(stages: Stages, stage: str) -> StageTime:
    done = stages.history[stage]
    seconds, processor = sum(each.wall for each in done), sum(each.processor for each in done)
    return StageTime(stage, len(done), round(seconds, 2), round(processor, 2), round(stages.walls[stage], 2))
