"""`variorum search`: articles by words or by meaning."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.exits import DONE
from variorum.cli.store_options import AsJson, Db, day, print_json, with_store

if TYPE_CHECKING:
    from rich.text import Text

    from variorum.store.records import Hit, SearchPage


def search_command(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "a phrase", -without, begin*; in any language.')
    ],
    db: Db = "",
    meaning: Annotated[bool, typer.Option("--meaning", help="Search by meaning, across languages.")] = False,
    outlet: Annotated[str, typer.Option(help="Only articles of this outlet.")] = "",
    language: Annotated[str, typer.Option(help="Only articles in this language (en, es ...).")] = "",
    since: Annotated[str, typer.Option(help="Only articles published since (2024-07-03).")] = "",
    until: Annotated[str, typer.Option(help="Only articles published until (2024-07-03, inclusive).")] = "",
    story: Annotated[str, typer.Option(help="Only articles of this story.")] = "",
    speaker: Annotated[str, typer.Option(help="Only articles that quote this person; a surname will do.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="So many at most.")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="Skip so many.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Search the articles in the store. What begins with - goes behind --, or all of it into one pair of marks."""
    since, until = day(since, "--since"), day(until, "--until")

    def work() -> int:
        from variorum.store import View
        from variorum.store.records import Query

        with View(db) as view:
            asked = Query(
                words=" ".join(words),
                meaning=meaning,
                outlet=outlet,
                language=language,
                since=since,
                until=until,
                story=view.resolve(story) if story else "",
                speaker=speaker,
                offset=offset,
                limit=limit,
            )
            _tell(view.search(asked), as_json=as_json)
        return DONE

    with_store(work)


def _tell(page: SearchPage, *, as_json: bool) -> None:
    from variorum.cli.console import Console, printable

    if as_json:
        print_json({"total": page.total, "more": page.more, "hits": [asdict(hit) for hit in page.hits]})
        return
    out = Console().out
    if not page.hits:
        out.print("nothing found", markup=False)
        return
    for hit in page.hits:
        a = hit.article
        facts = " · ".join(part for part in (a.outlet, a.published[:16].replace("T", " "), a.language, a.story) if part)
        out.print(printable(a.title or a.id), style="bold", markup=False, soft_wrap=True)
        out.print(f"  {printable(facts)}", style="dim", markup=False, soft_wrap=True)
        out.print(_snippet(hit))
    out.print(f"{len(page.hits)} of {page.total}{'+' if page.more else ''}", style="dim", markup=False)


def _snippet(hit: Hit) -> Text:
    """The snippet with the words found in bold."""
    from rich.text import Text

    from variorum.cli.console import printable

    # A line break and any control character count as one character, as what replaces them does.
    flat = printable(hit.snippet.replace("\n", " ").replace("\t", " "))
    found = Text("  ") + Text(flat)
    for start, end in hit.marks:
        found.stylize("bold yellow", start + 2, end + 2)
    return found
