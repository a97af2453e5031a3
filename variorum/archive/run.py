"""The order of an archive's stages."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from variorum.archive import claims, derive, describe, groups, inputs, near, read, ship, state, stories
from variorum.archive.layout import Layout, digest_of, write_json
from variorum.archive.lock import locked
from variorum.archive.pages import BLOCK, Run, runs
from variorum.archive.report import Report, report
from variorum.archive.stages import Done, Shard, Stages, Watch
from variorum.model import Metadata, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from variorum.engines import Engine


@dataclass(frozen=True, slots=True)
class Options:
    """What shapes an archive's results.

    `claims_from` is the size from which the articles of a story are annotated in full (0: none are),
    `statements_from` that from which stories are aligned (0: none are), `statements_most` the number of a story's
    articles that are; `threshold` the Jaccard index of near-duplicates; `limit` the largest record in bytes.
    """

    encoder: str = "use"
    claims_from: int = 2
    statements_from: int = 5
    statements_most: int = 200
    threshold: float = near.THRESHOLD
    limit: int = 10_000_000
    block: int = BLOCK
    stand_in: Metadata = field(default_factory=Metadata)


class NothingReadError(Exception):
    """No article could be read; the problems say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("no article could be read")
        self.problems = problems


def archive(
    given: Sequence[str], out: Path, engine: Engine, options: Options | None = None, watch: Watch = lambda _: None
) -> Report:
    """Read an archive into tables under `out`; go on where an earlier run stopped.

    `given` are files and folders of WARC, JSON lines and Parquet. The tables do not depend on the order of `given`, the
    engine, the number of processes or how often the run was interrupted. Raises `NothingReadError`, `EngineError`,
    `LockedError` when another run works there, and `OSError` when something cannot be written.
    """
    began = time.monotonic()
    layout = Layout(out.absolute())
    with locked(layout):
        work = _Archive(layout, Stages(layout, engine, watch), options or Options())
        found = work.run(given)
        result = report(work.stages, engine.name, found, time.monotonic() - began)
        write_json(layout.report, result.as_dict())
    if not result.articles:
        raise NothingReadError(found)
    return result


@dataclass
class _Archive:
    layout: Layout
    stages: Stages
    options: Options

    def run(self, given: Sequence[str]) -> list[Problem]:
        """All stages in order; returns the files that cannot be read and other problems of files."""
        parts, problems = self._parts(given)
        articles = self._read(parts)
        if not articles:
            return problems
        self._duplicates(articles)
        self._lineage(articles)
        described = self._annotate(articles)
        self._stories(articles, described)
        if self.options.claims_from:
            self._claims(articles)
            problems += self._failures("claims")
        if self.options.statements_from:
            self._statements(articles)
            problems += self._failures("statements")
        return problems

    def _parts(self, given: Sequence[str]) -> tuple[list[inputs.Part], list[Problem]]:
        files, problems = inputs.find(given)
        shards = []
        for each in files:
            name = digest_of(each.path)[:16]
            told = digest_of(each.path, each.kind, each.size, each.changed)
            shards.append(Shard(name, (told,), each.size, (each, self.layout.kept("plan", name, "json"))))
        done = self.stages.map("plan", shards, inputs.cut, inputs.PARTS, inputs.PART_BYTES, inputs.PART_ROWS)
        parts, unreadable = inputs.parts_of(done, self.layout.root, files)
        return parts, problems + unreadable

    def _read(self, parts: Sequence[inputs.Part]) -> list[Run]:
        options = self.options
        shards = [
            Shard(
                part.name,
                (part.digest, part.path),
                part.size,
                read.Reading(part, self.layout.root, options.limit, options.stand_in),
            )
            for part in parts
        ]
        done = self.stages.map("read", shards, read.read_part, options.limit, str(options.stand_in))
        gather = partial(read.gather_skipped, self.layout, [part.name for part in parts])
        self.stages.here("sample", _digests(done), len(done), gather)
        counts = [(each.name, each.counts["articles"]) for each in done]
        return runs([each for each in counts if each[1]], self.layout.root, options.block)

    def _duplicates(self, articles: list[Run]) -> None:
        firsts = np.array([run.first for run in articles], np.int64)
        root, count = self.layout.root, articles[-1].end
        layout = _digests(self.stages.history["read"])
        sketched = self._over_runs("sketch", articles, near.sketch, layout)
        partitions = near.partitions_for(count)
        proposed = self.stages.group(
            "propose",
            self._kept("sketch", sketched),
            _digests(sketched),
            partial(near.split_bands, partitions),
            partial(near.propose, root),
            partitions,
        )
        paired = self.stages.group(
            "pairs",
            self._kept("propose", proposed),
            [*_digests(proposed), str(firsts.tolist())],
            partial(near.split_pairs, firsts),
            partial(near.bring_pairs, root),
            len(articles),
        )
        verified = self.stages.group(
            "near",
            articles,
            [*_digests(paired), *layout],
            partial(near.split_guests, len(articles)),
            partial(near.verify, articles, self.options.threshold),
            len(articles),
            self.options.threshold,
        )
        grouped = self._connect("groups", self._kept("near", verified), groups.near_edges, verified, count)
        self._over_runs("duplicates", articles, partial(groups.write_duplicates, grouped), self._digest("groups"))

    def _lineage(self, articles: list[Run]) -> None:
        verified = self.stages.history["near"]
        count = articles[-1].end
        grouped = self._connect("families", self._kept("near", verified), groups.family_edges, verified, count)
        members = self.stages.counts("families")["members"]
        work = partial(derive.derive, self.layout.root)
        partitions = ship.partitions_for(members, derive.PARTITION)
        self._by_group("lineage", articles, grouped, 2, partitions, work, "families")

    def _annotate(self, articles: list[Run]) -> list[Done]:
        read_by_name = {done.name: done for done in self.stages.history["read"]}
        encoder = self.options.encoder
        shards = [
            Shard(page.part, (read_by_name[page.part].digest,), page.count, (self.layout.root, page.part, encoder))
            for run in articles
            for page in run.pages
        ]
        return self.stages.map("annotate", shards, describe.describe, encoder)

    def _stories(self, articles: list[Run], described: Sequence[Done]) -> None:
        times = [each.counts[name] for each in described for name in ("first time", "last time") if name in each.counts]
        partitions = stories.partitions_for(min(times), max(times)) if times else 1
        clustered = self.stages.group(
            "windows",
            articles,
            _digests(described),
            partial(stories.split_windows, partitions),
            partial(stories.cluster, self.layout.root),
            partitions,
        )
        count = articles[-1].end
        windows = self._kept("windows", clustered)
        linked = self.stages.group(
            "links",
            windows,
            _digests(clustered),
            partial(stories.split_neighbours, partitions),
            partial(stories.link, self.layout.root),
            partitions,
        )
        grouped = groups.Grouped.at(self.layout.root, "components")
        join = partial(stories.join, self.stages.engine, grouped, windows, self._kept("links", linked), count)
        self.stages.here("components", [*_digests(clustered), *_digests(linked)], count, join)
        inputs_of = [*self._digest("components"), *_digests(described)]
        self._over_runs("stories", articles, partial(stories.write_stories, grouped), inputs_of)

    def _claims(self, articles: list[Run]) -> None:
        """Annotate in full what is in a story of several."""
        read_by_name = {done.name: done.digest for done in self.stages.history["read"]}
        grouped = groups.Grouped.at(self.layout.root, "components")
        shards = claims.shards(articles, grouped, self.options.claims_from, read_by_name)
        self.stages.map("claims", shards, claims.parse)

    def _statements(self, articles: list[Run]) -> None:
        """Align the stories that are large enough."""
        options = self.options
        grouped = groups.Grouped.at(self.layout.root, "components")
        sizes = np.load(grouped.sizes, mmap_mode="r")
        members = int(sizes[sizes >= options.statements_from].sum())
        work = partial(state.state, self.layout.root, options.encoder, options.statements_most)
        settings = (options.encoder, options.statements_most)
        partitions = ship.partitions_for(members, state.PARTITION)
        self._by_group(
            "statements", articles, grouped, options.statements_from, partitions, work, "components", *settings
        )

    def _failures(self, stage: str) -> list[Problem]:
        """What variorum failed at in a stage, as its shards have kept it."""
        paths = [self.layout.kept(stage, done.name, "json") for done in self.stages.history[stage]]
        told = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
        return [Problem(each["place"], each["told"], skipped=False) for plain in told for each in plain["failed"]]

    def _by_group(
        self,
        stage: str,
        articles: list[Run],
        grouped: groups.Grouped,
        least: int,
        partitions: int,
        work: Callable[..., object],
        after: str,
        *settings: object,
    ) -> None:
        self.stages.group(
            stage,
            articles,
            [*self._digest(after), *_digests(self.stages.history["read"])],
            partial(ship.split_groups, grouped, least, partitions),
            work,  # type: ignore[arg-type]
            partitions,
            least,
            *settings,
        )

    def _over_runs(
        self, stage: str, articles: list[Run], work: Callable[..., object], digests: Sequence[str]
    ) -> list[Done]:
        shards = [
            Shard(run.name, (*digests, str([(p.part, p.first) for p in run.pages])), run.end - run.first, run)
            for run in articles
        ]
        return self.stages.map(stage, shards, work)  # type: ignore[arg-type]

    def _connect(
        self, stage: str, sources: list[Path], edges: Callable[..., object], done: Sequence[Done], count: int
    ) -> groups.Grouped:
        grouped = groups.Grouped.at(self.layout.root, stage)
        work = partial(groups.connect, self.stages.engine, grouped, edges, sources, count)
        self.stages.here(stage, [*_digests(done), str(count)], count, work)
        return grouped

    def _kept(self, stage: str, done: Sequence[Done]) -> list[Path]:
        return [self.layout.kept(stage, each.name, "npy") for each in done]

    def _digest(self, stage: str) -> list[str]:
        return _digests(self.stages.history[stage])


def _digests(done: Sequence[Done]) -> list[str]:
    return [each.digest for each in done]
