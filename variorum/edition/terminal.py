"""The edition in a terminal: what an editor wants to see first, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from variorum.edition.display import shortened
from variorum.edition.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from variorum.edition.data import Edition
    from variorum.edition.items import Difference, Label, Sentence

_COLOURS = ("blue", "red", "green", "magenta", "yellow", "cyan")
_TONES = {"conflict": "bold red", "variant": "yellow", "compatible": "green"}
_DIFFERENCES, _READING, _OUTLETS, _JUDGEMENTS = 10, 60, 24, 10


def summary(edition: Edition) -> RenderableType:
    """A compact summary that rich can print. Text of articles is never read as markup and cannot steer the terminal."""
    view = View(edition)
    parts: list[RenderableType] = [_head(view), _sources(view)]
    parts.append(_title("What happened"))
    parts += [Text(f"  {view.untold}", style="dim")] if view.untold else []
    parts += [_brief([*view.brief, *view.disputed])] if view.sentences else []
    parts += [Text(view.written, style="italic dim")] if view.written else []
    parts += [_title("Where they differ", _tally(view)), _differences(view)]
    if len(edition.articles) > 1:
        parts += [_title("Where it comes from"), _lineage(view), _title("Who reports what", view.facts["shared"])]
        parts.append(_coverage(view))
    if view.decisions:
        parts += [_title("Judgements"), _judgements(view)]
    return Padding(Group(*parts), (1, 1, 1, 1))


def _head(view: View) -> Text:
    facts = view.facts
    text = Text()
    text.append(shortened(view.edition.story.title, 200), style="bold")
    text.append(f"\n{view.title_mark}" if view.title_mark else "", style="italic dim")
    text.append(f"\n{facts['articles']}, ", style="dim")
    text.append(facts["sources"], style="bold")
    if facts["period"]:
        text.append(f", {facts['period']}", style="dim")
    return text


def _title(words: str, beside: str = "") -> Text:
    text = Text("\n")
    text.append(words, style="bold underline")
    text.append(f"  {beside}" if beside else "", style="dim")
    return text


def _letter(label: Label) -> Text:
    return Text(label.letter, style=f"bold {_COLOURS[label.position % len(_COLOURS)]}")


def _letters(labels: Iterable[Label]) -> Text:
    return Text(" ").join(_letter(label) for label in dict.fromkeys(labels))


def _grid(*, indent: int = 2) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=indent)
    return table


def _sources(view: View) -> Table:
    table = _grid(indent=1)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for number, group in view.columns[:_OUTLETS]:
        names = Text("   ").join(Text.assemble(_letter(w), " ", shortened(_named(w), 40)) for w in group[:_OUTLETS])
        if len(group) > _OUTLETS:
            names.append(f"   and {len(group) - _OUTLETS} more", style="dim")
        table.add_row("", f"source {number}", names)
    if len(view.columns) > _OUTLETS:
        table.add_row("", "", f"and {len(view.columns) - _OUTLETS} more sources")
    return table


def _named(label: Label) -> str:
    return f"{label.outlet} ({label.file})" if label.file else label.outlet


def _brief(sentences: Iterable[Sentence]) -> Table:
    table = _grid()
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, justify="right")
    for sentence in sentences:
        if sentence.mark:
            table.add_row("", Text(sentence.mark, style="italic dim"), "")
        labels = list(dict.fromkeys(note.quote.by for note in sentence.notes))
        cited = _letters(labels[:6])
        if len(labels) > 6:
            cited.append(f" +{len(labels) - 6}", style="dim")
        table.add_row(Text("≠" if sentence.discrepancy else "·", style="red" if sentence.discrepancy else "dim"),
                      Text(sentence.text), cited)  # fmt: skip
    return table


def _tally(view: View) -> str:
    parts = [view.facts["conflicts"], view.facts["variants"]]
    return ", ".join(parts) + (f", and {len(view.compatible)} compatible" if view.compatible else "")


def _differences(view: View) -> RenderableType:
    if not view.differences:
        return Text("  none found", style="dim")
    table = _grid()
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for difference in view.differences[:_DIFFERENCES]:
        tone = _TONES[difference.verdict]
        kind = Text(difference.kind, style=tone)
        numbers = ", ".join(str(j.number) for j in view.decided.get(difference.id, ()))
        readings = _readings(difference, f" (judgement {numbers})" if numbers else "")
        table.add_row(Text("■" if difference.verdict == "conflict" else "□", style=tone), kind, readings)
    rest = len(view.differences) - _DIFFERENCES
    if rest > 0:
        table.add_row("", "", Text(f"and {rest} more", style="dim"))
    return table


def _readings(difference: Difference, judged: str) -> Text:
    sides = Text("  |  ", style="dim").join(
        Text.assemble(shortened(side.short, _READING), " ", _letters(q.by for q in side.quotes[:8]))
        for side in difference.sides[:4]
    )
    return Text.assemble(sides, "\n", Text(difference.reason + judged, style="dim"))


def _judgements(view: View) -> Table:
    """The latest judgements: number, what, by whom and when, why."""
    table = _grid()
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(overflow="fold")
    left_out = max(0, len(view.decisions) - _JUDGEMENTS)
    if left_out:
        table.add_row("", "", Text(f"{left_out} earlier", style="dim"))
    for j in view.decisions[left_out:]:
        about = f" ({', '.join(words for _, words in j.about)})" if j.about else ""
        said = f": {shortened(j.comment, 200)}" if j.comment else ""
        table.add_row("", str(j.number), Text.assemble(j.what, about, (f" by {j.author}, {j.when}", "dim"), said))
    return table


def _lineage(view: View) -> RenderableType:
    if not view.derivations:
        return Text("  no article was found to derive from another", style="dim")
    table = _grid()
    table.add_column(overflow="fold")
    for edge, d in zip(view.edition.lineage.edges, view.derivations, strict=True):
        share = f", {round(100 * edge.share)} %" if edge.share else ""
        table.add_row(
            "", Text.assemble(_letter(d.derived), f" {d.sentence} ", _letter(d.source), (f"{share}{d.tail}", "dim"))
        )
    return table


def _coverage(view: View) -> RenderableType:
    table = _grid()
    table.add_column(no_wrap=True, overflow="ellipsis")
    for label, alone, left_out, first in _exclusives(view):
        missing = f", leaves out {left_out}" if left_out else ""
        told = f": {first}" if first else ""
        line = Text.assemble(_letter(label), f" {alone} alone{missing}", (told, "dim"))
        table.add_row("", line)
    return table


def _exclusives(view: View) -> Iterator[tuple[Label, int, int, str]]:
    coverage = view.edition.coverage
    for label, article in list(zip(view.labels, view.edition.articles, strict=True))[:_OUTLETS]:
        alone = coverage.exclusives.get(article.id, ())
        # One that can be understood by itself, if there is any.
        rows = sorted(view.listed(alone), key=lambda row: bool(row.before))
        first = shortened(rows[0].text, 120) if rows else ""
        yield label, len(alone), len(coverage.omissions.get(article.id, ())), first
