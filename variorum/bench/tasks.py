"""The tasks: which module answers each, and how its answers are scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from variorum.bench.scores import Row, Scores, alignment, binary, conflict_cases, dates, lineage_cases, quotes, stories
from variorum.bench.scores import texts as text_scores
from variorum.pipeline import encoder_of

if TYPE_CHECKING:
    from variorum.settings import Settings

Score = Callable[[Sequence[Row], Sequence[Row]], Scores]


@dataclass(frozen=True, slots=True)
class Task:
    """A task by its name; the module of that name in `variorum.bench` answers it. `needs` are a row's fields."""

    name: str
    about: str
    score: Score
    needs: tuple[str, ...]
    encodes: bool = True

    def predict(self, rows: Sequence[Row], settings: Settings) -> Iterator[dict[str, object]]:
        """Run the product's stages on gold rows, with the encoder that the settings name."""
        predict = import_module(f"variorum.bench.{self.name.replace('-', '_')}").predict
        answers: Iterator[dict[str, object]] = predict(rows, encoder_of(settings)) if self.encodes else predict(rows)
        return answers


def _contradicts(row: Row) -> bool:
    return bool(row["label"] == "contradiction")


def _same(row: Row) -> bool:
    return bool(row["same"])


def _reused(row: Row) -> bool:
    return bool(row["level"] != "non")


TASKS = {
    task.name: task
    for task in (
        Task("stories", "which articles tell of one event", stories.score, ("id", "text", "story")),
        Task("quotes", "who says what", quotes.score, ("id", "text", "attributions"), encodes=False),
        Task(
            "pairs",
            "which sentences say the same",
            partial(binary.score, truth=_same, field="same"),
            ("id", "a", "b", "same"),
        ),
        Task(
            "alignment",
            "which sentences of two look-alike stories tell the same",
            alignment.score,
            ("story", "sentences", "pairs"),
        ),
        Task(
            "conflicts",
            "which sentences contradict",
            partial(binary.score, truth=_contradicts, field="conflict"),
            ("id", "a", "b", "label"),
        ),
        Task("dates", "when", dates.score, ("id", "text", "dates"), encodes=False),
        Task("extraction", "the article in its page", text_scores.extraction, ("id", "html", "body"), encodes=False),
        Task("briefs", "what matters", text_scores.briefs, ("story", "articles", "reference")),
        Task(
            "reuse",
            "what is taken from elsewhere",
            partial(binary.score, truth=_reused, field="reused"),
            ("id", "source", "text", "level"),
        ),
        Task("conflict-cases", "where reports differ", conflict_cases.score, ("id", "articles", "conflicts")),
        Task("lineage-cases", "who copied whom", lineage_cases.score, ("id", "articles", "edges", "groups")),
    )
}
