"""The templates with what they need: escaping, dates and counts in words, links that are safe."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup, escape

from variorum.edition.display import count, date, period, shortened, shown, visible
from variorum.model import article_name
from variorum.version import __version__
from variorum.web.assets import assets
from variorum.web.sparkline import sparkline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.store.records import ArticleRow, Hit, Utterance

_OWN_WORDS = ("direct", "partial")
_MARKS = frozenset('"“”„«»「」')


@cache
def environment() -> Environment:
    """Our templates and those of the edition's page, with every text in them escaped."""
    found = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        loader=ChoiceLoader([FunctionLoader(_own), FunctionLoader(_edition)]),
    )
    found.filters |= {
        "shown": shown,
        "shortened": shortened,
        "day": day,
        "moment": moment,
        "web_link": web_link,
        "segment": segment,
        "spark": spark,
        "snippet": snippet,
        "share": share,
        "bytes": size,
        "visible": visible,
        "headline": headline,
        "sentence": sentence,
        "reporter": reporter,
        "utterance": utterance,
    }
    found.globals |= {"count": count, "period": period, "asset": asset, "version": __version__}
    return found


def asset(name: str) -> str:
    """The address of an asset."""
    return assets()[name].address


def day(value: str) -> str:
    """The date of a moment in words."""
    return date(value[:10])


def moment(value: str) -> str:
    """A moment in words, to the minute; times are UTC."""
    return f"{date(value[:16])} UTC" if "T" in value else date(value)


def web_link(url: str) -> bool:
    """Whether an address may become a link: http(s) with a host, and nothing else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def segment(name: str) -> str:
    """A name as one segment of an address."""
    return quote(name, safe="", errors="replace")


def spark(arrivals: Sequence[int], until: str) -> Markup:
    """A story's arrivals a day as a small figure."""
    numbers = ", ".join(map(str, arrivals))
    return sparkline(arrivals, f"articles a day, the {len(arrivals)} days to {day(until)}: {numbers}")


def headline(article: ArticleRow) -> str:
    """An article's title, or what it is known by where it has none."""
    if article.title.strip():
        return shown(article.title)
    of = [shown(article_name(article.outlet, article.id)), day(article.published)]
    return f"Without a title ({', '.join(part for part in of if part)})"


def reporter(said: Utterance) -> str:
    """Who printed an utterance: the outlet, or what the article is known by."""
    return shown(article_name(said.outlet, said.article))


def utterance(said: Utterance) -> str:
    """The words of an utterance, in quotation marks if they are somebody's own and have none."""
    words = shown(said.text)
    return f"“{words}”" if said.mode in _OWN_WORDS and not _MARKS.intersection(words) else words


def sentence(reason: str) -> Markup:
    """A reason as a sentence, what is to be typed as such."""
    found = Markup()
    for i, part in enumerate(shown(reason).split("`")):
        found += Markup("<code>{}</code>").format(part) if i % 2 else escape(part)
    begun = found[:1].upper() + found[1:] if not found.startswith("<") else found
    return begun if begun.endswith((".", "!", "?")) else begun + "."


def snippet(hit: Hit) -> Markup:
    """What was found, with the words found marked."""
    found, position = Markup(), 0
    for start, end in hit.marks:
        found += visible(hit.snippet[position:start]) + Markup("<mark>{}</mark>").format(
            visible(hit.snippet[start:end])
        )
        position = end
    return found + visible(hit.snippet[position:])


def share(part: int, whole: int) -> Markup:
    """A part of a whole as a short bar; the number stands beside it."""
    if not part:
        return Markup('<span class="share"></span>')
    width = round(100 * min(part, whole) / whole) if whole else 0
    return Markup(
        '<svg class="share" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        '<rect width="{}" height="10"/></svg>'
    ).format(width)


def size(number: int) -> str:
    """Bytes in a unit that one can read."""
    value = float(number)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "bytes" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError


@cache
def _own(name: str) -> str | None:
    place = files("variorum.web") / "templates" / name
    return place.read_text("utf-8") if place.is_file() else None


def _edition(name: str) -> str:
    from variorum.edition.html.page import asset as edition_asset

    if name not in ("edition.html.j2",):
        raise TemplateNotFound(name)
    return edition_asset(name)
