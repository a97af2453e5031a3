"""Stages as sets of shards with markers, so that a run that was killed goes on where it was.

A shard is finished when its marker is there, which is written last: results first, each beside its place and then
renamed. A marker tells by a key what the shard was made from: the version of the code, the settings that matter, and
the digests of its inputs, which are the digests of the results of the stage before. So what is unchanged is not done
again, and what is changed is; an input that was changed between two runs shows by its size or its time.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from variorum.archive.layout import digest_of, file_digest, write_json
from variorum.engines import Shuffle
from variorum.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from variorum.archive.layout import Layout
    from variorum.engines import Engine, Split

P = TypeVar("P")


class Outcome(NamedTuple):
    """What work on a shard gives: the files it wrote and what it counted."""

    files: Sequence[Path]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shard(Generic[P]):
    """One part of a stage: its name, what it is made from (`inputs`, digests), how much it is, and its argument."""

    name: str
    inputs: tuple[str, ...]
    size: int
    payload: P


@dataclass(frozen=True, slots=True)
class Done:
    """A finished shard: its files by name with their sizes and digests, its counts, and the seconds it took."""

    name: str
    key: str
    files: Mapping[str, tuple[int, str]]
    counts: Mapping[str, int]
    wall: float
    processor: float

    @property
    def digest(self) -> str:
        """What tells its results from others."""
        return digest_of(
            sorted((name, digest) for name, (_, digest) in self.files.items()), sorted(self.counts.items())
        )


@dataclass(frozen=True, slots=True)
class _Task(Generic[P]):
    """A shard on its way to a process."""

    name: str
    key: str
    marker: Path
    root: Path
    payload: P


class Step(NamedTuple):
    """How far a stage has come: shards and their sizes (in the stage's own measure), and the articles in them.

    `wall` are the seconds of the shard that was finished last; None where nothing was done but found finished.
    """

    stage: str
    shards: int
    of_shards: int
    size: int
    of_size: int
    articles: int
    wall: float | None


Watch = Callable[[Step], None]


@dataclass
class Stages:
    """Runs the stages of one archive, in order, and remembers what each has counted."""

    layout: Layout
    engine: Engine
    watch: Watch
    history: dict[str, list[Done]] = field(default_factory=dict)
    walls: dict[str, float] = field(default_factory=dict)

    def map(
        self, stage: str, shards: Sequence[Shard[P]], work: Callable[[P], Outcome], *settings: object
    ) -> list[Done]:
        """Do the shards of a stage that are not finished yet; all of them, in the order given."""
        tasks = [self._task(stage, shard, settings) for shard in shards]
        state = _State(stage, shards, self.watch)
        left = self._unfinished(stage, tasks, state)
        self.engine.map(partial(_perform, work), [tasks[i] for i in left], lambda i, done: state.add(left[i], done))
        return self._finished(stage, state)

    def group(
        self,
        stage: str,
        sources: Sequence[P],
        inputs: Sequence[str],
        split: Split[P],
        merge: Callable[[int, Sequence[bytes]], Outcome],
        partitions: int,
        *settings: object,
    ) -> list[Done]:
        """Group rows by key (see `Engine.group`); each partition is a shard."""
        key = digest_of(stage, partitions, settings, sorted(inputs))
        shards = [Shard(f"{number:05}", (key,), 1, number) for number in range(partitions)]
        tasks = [self._task(stage, shard, settings) for shard in shards]
        state = _State(stage, shards, self.watch)
        left = self._unfinished(stage, tasks, state)
        scratch = self.layout.scratch(stage, key)
        shuffle = Shuffle(split, partial(_merge, merge, {i: tasks[i] for i in left}), partitions)
        self.engine.group(shuffle, sources, left, scratch, state.add)
        shutil.rmtree(scratch, ignore_errors=True)
        return self._finished(stage, state)

    def here(
        self, stage: str, inputs: Sequence[str], size: int, work: Callable[[], Outcome], *settings: object
    ) -> Done:
        """Do a stage that is a single shard in this process."""
        shard = Shard("all", tuple(inputs), size, None)
        task = self._task(stage, shard, settings)
        state = _State(stage, [shard], self.watch)
        if self._unfinished(stage, [task], state):
            state.add(0, _perform(lambda _: work(), task))
        return self._finished(stage, state)[0]

    def counts(self, stage: str) -> Counter[str]:
        """What all shards of a stage have counted together."""
        total: Counter[str] = Counter()
        for done in self.history.get(stage, ()):
            total.update(done.counts)
        return total

    def _task(self, stage: str, shard: Shard[P], settings: tuple[object, ...]) -> _Task[P]:
        key = digest_of(__version__, stage, shard.name, shard.inputs, settings)
        return _Task(shard.name, key, self.layout.marker(stage, shard.name), self.layout.root, shard.payload)

    def _unfinished(self, stage: str, tasks: Sequence[_Task[Any]], state: _State) -> list[int]:
        """The tasks without a valid marker; what a run with other inputs has left of this stage is deleted."""
        self._forget_others(stage, {task.name for task in tasks})
        left = []
        for position, task in enumerate(tasks):
            done = _read_marker(task)
            if done is None:
                left.append(position)
            else:
                state.add(position, done, repeated=True)
        state.begin()
        return left

    def _forget_others(self, stage: str, names: set[str]) -> None:
        for marker in sorted(self.layout.marker(stage, "x").parent.glob("*.json")):
            if marker.stem not in names:
                for name in _files_of(marker):
                    (self.layout.root / name).unlink(missing_ok=True)
                marker.unlink(missing_ok=True)

    def _finished(self, stage: str, state: _State) -> list[Done]:
        self.history[stage] = [state.done[i] for i in sorted(state.done)]
        self.walls[stage] = time.monotonic() - state.began
        return self.history[stage]


class _State:
    """A stage under way."""

    def __init__(self, stage: str, shards: Sequence[Shard[Any]], watch: Watch) -> None:
        self.done: dict[int, Done] = {}
        self.began = time.monotonic()
        self._stage = stage
        self._sizes = [shard.size for shard in shards]
        self._size = 0
        self._articles = 0
        self._watch = watch

    def begin(self) -> None:
        """Tell that it begins."""
        self._tell(None)

    def add(self, position: int, done: Done, *, repeated: bool = False) -> None:
        """Take in a finished shard."""
        self.done[position] = done
        self._size += self._sizes[position]
        self._articles += done.counts.get("articles", 0)
        if not repeated:
            self._tell(done.wall)

    def _tell(self, wall: float | None) -> None:
        shards, sizes = len(self._sizes), sum(self._sizes)
        self._watch(Step(self._stage, len(self.done), shards, self._size, sizes, self._articles, wall))


def _merge(
    merge: Callable[[int, Sequence[bytes]], Outcome],
    tasks: Mapping[int, _Task[int]],
    partition: int,
    packets: Sequence[bytes],
) -> Done:
    return _perform(lambda number: merge(number, packets), tasks[partition])


def _perform(work: Callable[[P], Outcome], task: _Task[P]) -> Done:
    """Do the work of a shard, then write its marker."""
    wall, processor = time.perf_counter(), time.process_time()
    outcome = work(task.payload)
    files = {path.relative_to(task.root).as_posix(): (path.stat().st_size, file_digest(path)) for path in outcome.files}
    spent = round(time.perf_counter() - wall, 3), round(time.process_time() - processor, 3)
    done = Done(task.name, task.key, files, dict(sorted(outcome.counts.items())), *spent)
    write_json(task.marker, asdict(done))
    return done


def _read_marker(task: _Task[Any]) -> Done | None:
    """The finished shard, if its marker is there, was made from the same, and its files are as they were."""
    try:
        plain = json.loads(task.marker.read_text(encoding="utf-8"))
        files = {name: (int(size), str(digest)) for name, (size, digest) in plain["files"].items()}
        done = Done(task.name, plain["key"], files, plain["counts"], plain["wall"], plain["processor"])
        whole = all((task.root / name).stat().st_size == size for name, (size, _) in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return done if whole and done.key == task.key else None


def _files_of(marker: Path) -> list[str]:
    try:
        return [str(name) for name in json.loads(marker.read_text(encoding="utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
