"""The edition as Markdown (CommonMark with GitHub's tables, footnotes and strikethrough)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.edition.display import date, shown
from variorum.edition.view import View
from variorum.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.edition.data import Edition
    from variorum.edition.items import Difference, Label, Moment, Quote, Row, Said, Sentence

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~^$])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=#])")
_STANCE = {Stance.STATES: "●", Stance.QUOTES: "○", "omits": "–", Stance.SILENT: ""}


def render(edition: Edition) -> str:
    """The whole edition but the articles' texts. Words of articles cannot become markup."""
    view = View(edition)
    parts = [
        _head(view),
        _brief(view),
        _differences(view),
        _quotations(view),
        _coverage(view),
        _lineage(view),
        _timeline(view),
        _names(view),
        _judgements(view),
        _articles(view),
        _footnotes(view),
    ]
    written = ("\n".join(part) for part in parts)
    return "\n\n".join(part for part in written if part) + "\n"


def escaped(text: str) -> str:
    """One line of plain text that Markdown shows as it is."""
    line = _SPECIAL.sub(r"\\\1", shown(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _pieces(pieces: Iterable[tuple[str, str]]) -> str:
    """Marked pieces: what differs or is added bold, what is left out struck through."""
    signs = {"focus": "**", "added": "**", "omitted": "~~"}
    out = []
    for kind, text in pieces:
        sign, core = signs.get(kind, ""), text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if core else ""
        body = escaped(core) if core else ""
        out.append(f"{before and ' '}{sign if body else ''}{body}{sign if body else ''}{after and ' '}")
    return "".join(out)


def _head(view: View) -> Iterator[str]:
    facts = view.facts
    when = f", published {facts['period']}" if facts["period"] else ""
    yield f"# {escaped(view.edition.story.title)}"
    yield ""
    if view.title_mark:
        yield f"*{escaped(view.title_mark)}*"
        yield ""
    yield f"{facts['articles']}, from **{facts['sources']}**{when}."
    yield f"{facts['shared'].capitalize()}, {facts['conflicts']}, {facts['variants']}."
    yield ""
    if view.long:
        yield "Letters stand for the articles listed at the end."
    else:
        yield from _sources(view)


def _sources(view: View) -> Iterator[str]:
    yield "| | Outlet | Published | Independent source |"
    yield "|---|---|---|---|"
    for by, article in zip(view.labels, view.edition.articles, strict=True):
        name = f"{by.outlet} ({by.file})" if by.file else by.outlet
        yield f"| {by.letter} | {escaped(name)} | {escaped(by.published)} | {view.source_of[article.id]} |"


def _brief(view: View) -> Iterator[str]:
    yield "## What happened"
    yield ""
    if view.untold:
        yield view.untold
    for sentence in view.brief:
        yield _sentence(sentence)
    if view.written:
        yield ""
        yield f"*{escaped(view.written)}*"
    for sentence in view.disputed:
        yield ""
        yield f"> {_sentence(sentence)}"


def _sentence(sentence: Sentence) -> str:
    mark = f"*{escaped(sentence.mark)}* " if sentence.mark else ""
    return f"{mark}{escaped(sentence.text)}{_cited(sentence.notes)}"


def _cited(notes: Sequence[object]) -> str:
    return "".join(f"[^{note.number}]" for note in notes)  # type: ignore[attr-defined]


def _differences(view: View) -> Iterator[str]:
    yield "## Where they differ"
    if not view.differences:
        yield ""
        yield "No conflict and no variant was found."
    for difference in view.differences:
        yield from _difference(difference, _judged(view, difference.id))
    if view.compatible:
        yield ""
        yield "### Compatible readings"
        yield ""
        yield "These look different and are not; they are not counted."
        for difference in view.compatible:
            yield ""
            readings = " / ".join(f"**{escaped(s.short)}** ({_letters(s.quotes)})" for s in difference.sides)
            judged = _judged(view, difference.id)
            yield f"- {difference.kind}: {readings}. {escaped(difference.reason)}{judged}"


def _difference(difference: Difference, judged: str) -> Iterator[str]:
    yield ""
    speaker = f" ({escaped(difference.speaker)})" if difference.speaker else ""
    yield f"### {difference.verdict.capitalize()}: {difference.kind}{speaker}{judged}"
    yield ""
    yield escaped(difference.reason)
    yield ""
    for side in difference.sides:
        behind = escaped(str(side.support))
        yield f"- **{escaped(side.value)}** ({behind})" if side.value else f"- {behind}"
        for quotes in side.passages:
            yield f"  - {_letters(quotes)}: {_pieces(quotes[0].pieces)}"


def _letters(quotes: Iterable[Quote]) -> str:
    return ", ".join(dict.fromkeys(q.by.letter for q in quotes))


def _quotations(view: View) -> Iterator[str]:
    yield "## Who said what"
    if view.said:
        yield ""
        yield "Each wording is set against the first: **added words**, ~~words left out~~."
    for said in view.said:
        yield from _said(said)
    if view.said_once:
        yield ""
        yield "Quoted by one article only:"
        yield ""
    for said in view.said_once:
        version = said.versions[0]
        yield f"- {_letters(version.quotes)}, {escaped(said.speaker)}, {version.label}: {_marked(said, 0)}"
    if not view.said and not view.said_once:
        yield ""
        yield "No quotation was found."


def _said(said: Said) -> Iterator[str]:
    yield ""
    yield f"### {escaped(said.speaker)} ({escaped(str(said.support))})"
    yield ""
    for i, version in enumerate(said.versions):
        given = f", given to **{escaped(version.speaker)}**" if version.speaker else ""
        yield f"- {_letters(version.quotes)}, {version.label}{given}: {_marked(said, i)}"


def _marked(said: Said, i: int) -> str:
    version = said.versions[i]
    text = _pieces(version.pieces)
    return f"“{text}”" if version.marked else text


def _coverage(view: View) -> Iterator[str]:
    yield "## Who reports what"
    yield ""
    if view.shared:
        letters = [cell.by.letter for cell in view.shared[0].cells]
        yield "● states, ○ quotes someone who says so, – leaves out what most other independent sources state"
        yield ""
        yield f"| | Statement | Sources | {' | '.join(letters)} |"
        yield f"|---|---|---|{'---|' * len(letters)}"
        for row in view.shared:
            cells = " | ".join(_STANCE[cell.stance] for cell in row.cells)
            yield f"| {row.number} | {_statement(row)}{_judged(view, row.id)} | {row.support} | {cells} |"
    else:
        yield "No statement stands in more than one article."
    coverage = view.edition.coverage
    for by, article in zip(view.labels, view.edition.articles, strict=True):
        alone = view.listed(coverage.exclusives.get(article.id, ()))
        if alone:
            yield ""
            yield f"### {by.letter} alone ({escaped(by.outlet)})"
            yield ""
            for row in alone:
                yield f"- {row.number}: {_statement(row)}{_judged(view, row.id)}"


def _statement(row: Row) -> str:
    return f"*{escaped(row.before)}* {escaped(row.text)}" if row.before else escaped(row.text)


def _lineage(view: View) -> Iterator[str]:
    yield "## Where it comes from"
    yield ""
    for number, group in view.columns:
        yield f"- Independent source {number}: {', '.join(f'{w.letter} ({escaped(w.outlet)})' for w in group)}"
    for edge, d in zip(view.edition.lineage.edges, view.derivations, strict=True):
        share = f" ({round(100 * edge.share)} %)" if edge.share else ""
        yield ""
        yield f"{d.derived.letter} {d.sentence} {d.source.letter}{share}{d.tail}."
        if d.evidence:
            yield ""
        for reason, quotes, more in d.evidence:
            yield f"- {escaped(reason)}"
            for quote in quotes:
                yield f"  - {quote.by.letter}: {_pieces(quote.pieces)}"
            if more:
                yield f"  - and {more} more"


def _timeline(view: View) -> Iterator[str]:
    yield "## When"
    yield ""
    if not view.moments:
        yield "No statement is dated."
    for moment in view.moments:
        yield from _moment(moment)


def _moment(moment: Moment) -> Iterator[str]:
    if len(moment.entries) == 1:
        row, quotes = moment.entries[0]
        yield f"- **{escaped(moment.when)}**: {_statement(row)} ({_letters(quotes)})"
        return
    yield f"- **{escaped(moment.when)}**"
    for row, quotes in moment.entries:
        yield f"  - {_statement(row)} ({_letters(quotes)})"


def _names(view: View) -> Iterator[str]:
    if view.named:
        yield "## Who is named"
    for kind, entries in view.named:
        yield ""
        yield f"### {kind}"
        yield ""
        for entry in entries:
            others = f", also {', '.join(map(escaped, entry.others))}" if entry.others else ""
            yield f"- {escaped(entry.name)}{others} ({_letters(entry.mentions)})"


def _judgements(view: View) -> Iterator[str]:
    if view.decisions:
        yield "## Judgements"
        yield ""
    for j in view.decisions:
        about = ", ".join(words for _, words in j.about) or _some(j.articles)
        what = f"**{escaped(j.what)}**" + (f" ({about})" if about else "")
        said = f": {escaped(j.comment)}" if j.comment else ""
        yield f"{j.number}. {what} by {escaped(j.author)}, {escaped(j.when)}{said}"


def _some(articles: Sequence[Label], most: int = 12) -> str:
    more = f" and {len(articles) - most} more" if len(articles) > most else ""
    return ", ".join(by.letter for by in articles[:most]) + more


def _judged(view: View, subject: str) -> str:
    """The numbers of the judgements on a discrepancy or statement."""
    numbers = ", ".join(str(j.number) for j in view.decided.get(subject, ()))
    return f" (judgement {numbers})" if numbers else ""


def _articles(view: View) -> Iterator[str]:
    yield "## The articles"
    yield ""
    if view.long:
        yield from _sources(view)
        yield ""
    yield "| | Title | Origin | Language | SHA-256 |"
    yield "|---|---|---|---|---|"
    for by, a in zip(view.labels, view.edition.articles, strict=True):
        origin = escaped(a.url or a.origin)
        yield f"| {by.letter} | {escaped(a.title)} | {origin} | {escaped(a.language)} | `{a.sha256}` |"
    generator = view.edition.generator
    made = f" on {date(generator.created)} (UTC)" if generator.created else ""
    models = "".join(f", {escaped(name)}" for name in generator.models.values())
    yield ""
    yield f"Made by {generator.name} {generator.version}{made}{models}. {view.edition.story.id}."


def _footnotes(view: View) -> Iterator[str]:
    by_place = {w.position: a for w, a in zip(view.labels, view.edition.articles, strict=True)}
    for note in view.notes:
        quote = note.quote
        start, end = quote.href.rsplit("-", 2)[1:]
        outlet = escaped(by_place[quote.by.position].outlet or quote.by.outlet)
        yield f"[^{note.number}]: {quote.by.letter}, {outlet}, characters {start} to {end}: “{_pieces(quote.pieces)}”"
