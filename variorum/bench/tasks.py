"""The tasks: which module answers each, and how its answers are scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from variorum.bench.scores import Row, Scores, alignment, binary, conflict_cases, dates, lineage_cases, quotes, stories
from variorum.bench.scores import texts as text_scores

Score = Callable[[Sequence[Row], Sequence[Row]], Scores]


@dataclass(frozen=True, slots=True)
class Task:
    """A task by its name; the module of the same name in `variorum.bench` answers it."""

    name: str
    about: str
    score: Score

    def predict(self, rows: Sequence[Row]) -> Iterator[dict[str, object]]:
        """Run the product's stages on gold rows."""
        module = import_module(f"variorum.bench.{self.name.replace('-', '_')}")
        answers: Iterator[dict[str, object]] = module.predict(rows)
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
        Task("stories", "which articles tell of one event", stories.score),
        Task("quotes", "who says what", quotes.score),
        Task("pairs", "which sentences say the same", partial(binary.score, truth=_same, field="same")),
        Task("alignment", "which sentences of two look-alike stories tell the same", alignment.score),
        Task("conflicts", "which sentences contradict", partial(binary.score, truth=_contradicts, field="conflict")),
        Task("dates", "when", dates.score),
        Task("extraction", "the article in its page", text_scores.extraction),
        Task("briefs", "what matters", text_scores.briefs),
        Task("reuse", "what is taken from elsewhere", partial(binary.score, truth=_reused, field="reused")),
        Task("conflict-cases", "where reports differ", conflict_cases.score),
        Task("lineage-cases", "who copied whom", lineage_cases.score),
    )
}
