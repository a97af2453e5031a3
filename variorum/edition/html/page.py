"""The page: a template filled from the edition, with a policy that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from variorum.edition.display import shown
from variorum.edition.figures import lineage_svg
from variorum.edition.html.marks import Mark, Paragraph, paragraphs
from variorum.edition.linked_data import linked_data
from variorum.edition.view import View, anchor
from variorum.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection

    from variorum.edition.data import Article, Edition
    from variorum.edition.items import Label, Row


class Text(NamedTuple):
    """An article with its marked paragraphs."""

    by: Label
    published: str
    article: Article
    source: str
    paragraphs: list[Paragraph]
    exclusives: tuple[Row, ...]
    omissions: tuple[Row, ...]


def render(edition: Edition) -> str:
    """One self-contained page: a document without scripts, an instrument with them, and no request either way."""
    style, script = asset("style.css"), asset("script.js")
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            **parts(View(edition)),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            linked=Markup(_described(edition)),  # noqa: S704 - holds no "<"
            policy=(
                f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
                "base-uri 'none'; form-action 'none'"
            ),
        )
    )


def _described(edition: Edition) -> str:
    """The edition in schema.org's terms, so that it cannot end the element it stands in."""
    data = json.dumps(linked_data(edition), separators=(",", ":"))
    return data.replace("<", "\\u003c").replace("\x7f", "\\u007f")


def render_fragment(edition: Edition) -> str:
    """A short summary without styles or scripts, for notebooks: title, brief, conflicts and variants."""
    return environment().get_template("fragment.html.j2").render(view=View(edition), edition=edition)


def parts(view: View, inside: Collection[str] | None = None, drawn: float = inf) -> dict[str, object]:
    """What `edition.html.j2` is filled from: the view, its edition, the articles' texts and the drawing.

    Texts are those of the articles `inside`, or all; lineages of up to `drawn` articles are drawn. `desk` is what adds
    to the page where a person can judge; a file has none.
    """
    return {
        "view": view,
        "edition": view.edition,
        "texts": _texts(view, inside),
        "svg": lineage_svg(view.edition) if len(view.edition.articles) <= drawn else Markup(),
        "desk": None,
    }


@cache
def asset(name: str) -> str:
    """A file of this package: a template, the style sheet or the script."""
    return (files("variorum.edition.html") / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """The templates, with every text in them escaped."""
    found = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(asset),
    )
    found.filters["shown"] = shown
    return found


def load_templates() -> None:
    """Make the page's templates ready now instead of at the first page."""
    for name in ("page.html.j2", "edition.html.j2"):
        environment().get_template(name)


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _texts(view: View, inside: Collection[str] | None) -> list[Text]:
    edition = view.edition
    marks = _marks(view)
    return [
        Text(
            by,
            by.published or "date not known",
            a,
            f"independent source {view.source_of[a.id]}",
            paragraphs(a, marks.get(a.id, ())),
            view.listed(edition.coverage.exclusives.get(a.id, ())),
            view.listed(edition.coverage.omissions.get(a.id, ())),
        )
        for a, by in zip(edition.articles, view.labels, strict=True)
        if inside is None or a.id in inside
    ]


def _marks(view: View) -> dict[str, list[Mark]]:
    """All that is marked in the articles: claims with the number of their statement, and whatever is linked to."""
    edition = view.edition
    found: dict[str, dict[tuple[int, int], Mark]] = {a.id: {} for a in edition.articles}
    conflicts = {
        (r.article, r.start, r.end) for d in edition.discrepancies if d.verdict is Verdict.CONFLICT for r in d.readings
    }
    for statement in edition.statements:
        kind = "shared" if len(statement.articles) > 1 else "alone"
        plain, contested = (
            Markup(' class="claim {}{}" data-s="{}"').format(kind, tone, statement.id) for tone in ("", " conflict")
        )
        after = Markup('<a class="note" href="#{0}" aria-label="statement {1}">{1}</a>').format(
            statement.id, statement.id[1:]
        )
        for c in statement.claims:
            attributes = contested if (c.article, c.start, c.end) in conflicts else plain
            name = anchor(view.by_id[c.article].position, c.start, c.end)
            found[c.article].setdefault((c.start, c.end), Mark(c.start, c.end, attributes, name, after))
    for article, start, end in _linked(view):
        name = anchor(view.by_id[article].position, start, end)
        found[article].setdefault((start, end), Mark(start, end, Markup(' class="ref"'), name))
    return {article: list(marks.values()) for article, marks in found.items()}


def _linked(view: View) -> list[tuple[str, int, int]]:
    edition = view.edition
    spans = [c for b in edition.brief for c in b.citations]
    spans += [s for t in edition.timeline for s in t.spans]
    spans += [s for e in edition.lineage.edges for v in e.evidence for s in v.spans]
    found = [(s.article, s.start, s.end) for s in spans]
    found += [(r.article, r.start, r.end) for d in edition.discrepancies for r in d.readings]
    found += [(w.article, w.start, w.end) for q in edition.quotations for w in q.wordings]
    return found + [(m.article, m.start, m.end) for m in view.first_mentions]
