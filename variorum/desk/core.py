"""The desk: articles come in, stories grow, editions are made anew."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Self

from variorum.desk.arrivals import arrivals, extracted, place, sha256
from variorum.model import Problem
from variorum.pipeline import Progress, encoder_of, models_used
from variorum.settings import Settings
from variorum.store import Writer
from variorum.store.growth import instant
from variorum.store.packing import moment
from variorum.store.records import EventKind, Outcome, StoreError
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from variorum.desk.grouping import Grouping
    from variorum.desk.refreshing import Made
    from variorum.judgements import Judgement
    from variorum.model import RawDocument
    from variorum.pipeline import Complain, Report
    from variorum.store.records import Arrival

# Documents that are stored in one transaction, and the seconds after which those at hand are, however few.
_BATCH, _SOON = 64, 0.5
# For how long a story that failed is passed over: it has waited longest, and would be tried before each of the others.
_AFTER_A_FAULT = timedelta(hours=1)
# How long annotations (7 kB an article) and vectors of claims (40 kB) are kept: as long as stories grow, and a bit.
_ANNOTATIONS, _VECTORS = timedelta(days=90), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is on the disk: where it was read from, its identifier, its story and what became of it."""

    origin: str
    article: str
    story: str
    outcome: Outcome


def _tell_nobody(_: object) -> None:
    """Let it pass."""


class Desk:
    """A store with all that works on it. Use it in a `with`; while it is open, no other process is the writer."""

    def __init__(
        self,
        db: str | Path = "",
        settings: Settings | None = None,
        *,
        wait: float = 0.0,
        clock: Callable[[], datetime] | None = None,
        complain: Complain = _tell_nobody,
    ) -> None:
        """Open a store, making it if it is not there. Raises `LockedError` naming the holder, or `StoreError`.

        What cannot be read, and what fails, goes to `complain`; the rest goes on.
        """
        self.complain = complain
        self.writer = Writer(db, wait=wait, clock=clock)
        # Vectors of two encoders cannot be compared: a store keeps to the one it began with.
        chosen = settings or Settings()
        self.settings = replace(chosen, encoder=self.writer.encoder() or chosen.encoder)
        self._encoder = encoder_of(self.settings)
        self._kept_grouping: Grouping | None = None
        self._running = False
        self._failed: dict[str, datetime] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop, and let another be the writer."""
        try:
            if self._running:
                self.writer.end_run()
                self.tidy()
        finally:
            self.writer.close()

    def tidy(self) -> None:
        """Forget annotations and vectors of claims that are older than stories grow; they can be made again.

        `close` does it too; who stays open for weeks calls it now and then.
        """
        now = instant(self.writer.now())
        self.writer.articles.forget(moment(now - _ANNOTATIONS), moment(now - _VECTORS))

    def add(self, inputs: Sequence[str]) -> Iterator[Added]:
        """Read files, folders, addresses or `-` and store their articles; each is yielded when it is on the disk."""
        from variorum.sources import read

        # What is fetched comes one by one, and must not wait for what is fetched after it.
        slow = any(each.lower().startswith(("http://", "https://")) for each in inputs)
        yield from self.add_documents(read(list(inputs), self.settings), batch=1 if slow else _BATCH)

    def add_documents(self, documents: Iterable[RawDocument | Problem], batch: int = _BATCH) -> Iterator[Added]:
        """Store the articles of documents; each is yielded when it is on the disk and in a story."""
        for some in _batches(documents, batch):
            read: list[RawDocument] = []
            for each in some:
                if isinstance(each, Problem):
                    self.complain(each)
                else:
                    read.append(each)
            yield from self._add(read)

    def _add(self, documents: Sequence[RawDocument]) -> list[Added]:
        """Store some documents: all of them in one transaction, or, if one makes that fail, those that can be."""
        self._begin()
        known: list[Added] = []
        new: list[RawDocument] = []
        for document in documents:
            if (before := self._known(document)) is not None:
                known.append(before)
            else:
                new.append(document)
        found = list(extracted(new, self.settings, self.complain))
        if not found:
            return known
        ready = arrivals(found, self._encoder)
        origins = [document.origin for document, _ in found]
        try:
            return known + self._store(origins, ready)
        except StoreError:
            raise
        except Exception as error:
            self._grouping.forget()
            if len(ready) == 1:
                reason = f"variorum failed to store it ({type(error).__name__}: {error}); please report it"
                self.complain(Problem(origins[0], reason, error=error))
                return known
            return known + [a for o, r in zip(origins, ready, strict=True) for a in self._store_one(o, r)]

    def _store_one(self, origin: str, arrival: Arrival) -> list[Added]:
        try:
            return self._store([origin], [arrival])
        except StoreError:
            raise
        except Exception as error:
            self._grouping.forget()
            reason = f"variorum failed to store it ({type(error).__name__}: {error}); please report it"
            self.complain(Problem(origin, reason, error=error))
            return []

    def wake(self) -> None:
        """Make ready for a run that goes on: the stories of now are held, with all that is near to each article.

        It takes about half a millisecond an article of the last weeks; without it the first articles take longer.
        """
        with self.writer.transaction():
            growing = self._grouping.wake()
        growing.survey()

    def _known(self, document: RawDocument) -> Added | None:
        """The article of a document that was read from there before, and has not changed since."""
        if not document.raw:
            return None
        origin = place(document.origin)
        with self.writer.transaction():
            article = self.writer.articles.known(origin, sha256(document))
            if not article:
                return None
            self.writer.articles.seen(article)
            return Added(document.origin, article, self.writer.articles.story_of(article), Outcome.KNOWN)

    def _store(self, origins: Sequence[str], ready: Sequence[Arrival]) -> list[Added]:
        from variorum.desk.grouping import member

        with self.writer.transaction():
            stored = [self.writer.articles.put(arrival) for arrival in ready]
            latest = {s.id: r for s, r in zip(stored, ready, strict=True) if s.outcome is not Outcome.KNOWN}
            # Of an article that came in two versions at once the first tells that it is new, the last what it says.
            first = {s.id: s for s in reversed(stored) if s.outcome is not Outcome.KNOWN}
            now = self.writer.now()
            members = [member(first[i], r.article, r.vector, now) for i, r in latest.items() if r.vector is not None]
            if members:
                self._grouping.take(members)
            return [
                Added(origin, s.id, self.writer.articles.story_of(s.id), s.outcome)
                for origin, s in zip(origins, stored, strict=True)
            ]

    @property
    def _grouping(self) -> Grouping:
        if self._kept_grouping is None:
            from variorum.desk.grouping import Grouping

            self._kept_grouping = Grouping(self.writer)
        return self._kept_grouping

    def _begin(self) -> None:
        """Note the run, once there is something to do."""
        if not self._running:
            self.writer.begin_run(__version__, self.settings.as_dict(), models_used(self._encoder))
            self._running = True

    def settle(self) -> list[str]:
        """Obey the judgements that wait, on stories at once, on the rest with their next edition.

        Returns the stories that they concern.
        """
        from variorum.cluster.growing import Contradiction

        concerned: set[str] = set()
        for judgement, in_force in self.writer.waiting_judgements():
            self._begin()
            try:
                with self.writer.transaction():
                    concerned |= self._settle(judgement, in_force)
            except Contradiction as wrong:
                self._grouping.forget()
                self.complain(Problem(judgement.id, f"this judgement cannot be obeyed: {wrong}"))
                with self.writer.transaction():
                    self.writer.seen_to(judgement)
        return [story for story in sorted(concerned) if self.writer.stories.is_live(story)]

    def _settle(self, judgement: Judgement, in_force: bool) -> set[str]:
        from variorum.judgements import JudgementKind

        before = self.writer.articles.stories_of(judgement.articles)
        if judgement.kind is JudgementKind.STORIES:
            self._grouping.judge(judgement, in_force)
        self.writer.seen_to(judgement)
        what = "taken back" if not judgement.holds else judgement.decision.value
        by = judgement.author if judgement.holds else judgement.undone_by
        stories = {*before, *self.writer.articles.stories_of(judgement.articles)}
        for story in stories:
            self.writer.stories.tell(EventKind.JUDGED, story, reason=f"{judgement.id} {what}, by {by}")
            self.writer.stories.touch(story)
            self.writer.stories.follow(story)
        return stories

    def refresh(
        self,
        limit: int | None = None,
        *,
        least: int = 1,
        only: Collection[str] | None = None,
        report: Report = _tell_nobody,
    ) -> Iterator[str]:
        """Make anew the editions that are not of what is there, the longest waiting first; yield each story's id.

        Judgements that wait are obeyed first. `limit` is how many editions are made at most, `least` how many articles
        a story has that gets one, `only` the stories that do. A story that fails goes to `complain`, and is tried
        again an hour later, or when the desk is opened the next time.
        """
        from variorum.desk.refreshing import Refresher

        self.settle()
        done = 0
        refresher = Refresher(self.writer, self.settings, self._encoder)
        while limit is None or done < limit:
            story = self._next(least, only)
            if not story:
                return
            self._begin()
            report(Progress("making editions", done, done + self.writer.count_stale()))
            try:
                refresher.refresh(story)
            except StoreError:
                raise
            except Exception as error:
                self.passed_over(story, f"{type(error).__name__}: {error}", error)
            else:
                done += 1
                yield story

    def due(self) -> str:
        """The story whose edition is to be made next, or nothing; judgements that wait are obeyed first.

        For who has editions made elsewhere: then comes `kept`, or `passed_over`.
        """
        self.settle()
        story = self._next(1, None)
        if story:
            self._begin()
        return story

    def kept(self, made: Made) -> bool:
        """Keep an edition that was made elsewhere; tell whether it was of use.

        It is not where its story has become part of another meanwhile, nor where it cannot be kept.
        """
        try:
            with self.writer.transaction():
                if not self.writer.stories.is_live(made.story):
                    return False
                self.writer.editions.put(made.story, made.basis, made.edition)
        except StoreError:
            raise
        except Exception as error:
            self.passed_over(made.story, f"{type(error).__name__}: {error}", error)
            return False
        return True

    def passed_over(self, story: str, reason: str, error: Exception | None = None) -> None:
        """Complain of a story on which variorum failed, and let an hour go by before it is tried again."""
        self._failed[story] = instant(self.writer.now())
        reason = f"variorum failed on this story ({reason}); please report it"
        self.complain(Problem(story, reason, error=error or RuntimeError(reason)))

    def _next(self, least: int, only: Collection[str] | None) -> str:
        """The story whose edition is to be made next, or nothing."""
        now = instant(self.writer.now())
        self._failed = {story: at for story, at in self._failed.items() if now - at < _AFTER_A_FAULT}
        stale = self.writer.stale(len(self._failed) + 1, least, only)
        return next((each for each in stale if each not in self._failed), "")


def _batches(documents: Iterable[RawDocument | Problem], size: int) -> Iterator[list[RawDocument | Problem]]:
    """The documents in lists of at most `size`; fewer where they come slowly."""
    source = iter(documents)
    while some := list(islice(source, 1)):
        until = time.monotonic() + _SOON
        while len(some) < size and time.monotonic() < until:
            more = list(islice(source, 1))
            if not more:
                break
            some += more
        yield some
