"""What stands in the edition's page beside what the edition says: judgements and the forms for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from variorum.edition.display import shown
from variorum.model import DiscrepancyKind, Verdict
from variorum.web.templating import environment, segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.edition.items import Difference, Row, Said
    from variorum.edition.texts import Article
    from variorum.judgements import Judgement
    from variorum.store.records import StoryRow
    from variorum.web.live import LiveView

KINDS = tuple(kind.value for kind in DiscrepancyKind)
VERDICTS = tuple(verdict.value for verdict in Verdict)


@dataclass(frozen=True)
class Hooks:
    """What `edition.html.j2` asks of its `desk`.

    `judged` are the judgements by discrepancy or statement; `token` is the hidden field of forms, empty where nobody
    can judge.
    """

    story: StoryRow
    edition: int
    view: LiveView
    judged: Mapping[str, Sequence[Judgement]]
    judgements: int
    token: Markup
    formats: Sequence[Any] = field(default_factory=tuple)

    def head(self) -> Markup:
        """What stands under the title: notices, the story's other pages, downloads."""
        template = environment().get_template("story_head.html.j2")
        return Markup(  # noqa: S704 - a template, which escapes
            template.render(
                story=self.story,
                whole=self.view.whole,
                shown_articles=len(self.view.inside),
                stale=self.story.stale,
                judgements=self.judgements,
                formats=self.formats,
            )
        )

    def rest(self) -> Markup:
        """The articles that a very large story's page does not hold, with the way to each."""
        found: Markup = _macros().rest(self.view.outside)
        return found

    def discrepancy(self, d: Difference) -> Markup:
        """The judgements on a discrepancy, and the form for another."""
        return discrepancy(self.story.id, self.edition, d, self.judged.get(d.id, ()), self.token)

    def statement(self, row: Row) -> Markup:
        """The judgements on a statement, and for who may judge the way to merge or split it."""
        found: Markup = _macros().statement(self.story.id, row.id, self.judged.get(row.id, ()), self.token)
        return found

    def speaker(self, q: Said) -> Markup:
        """The speaker's name, leading to all that is quoted of them."""
        key = self._speakers.get(q.id, "")
        name = Markup('<bdi class="speaker">{}</bdi>').format(q.speaker)
        return Markup('<a href="/speakers/{}">{}</a>').format(segment(key), name) if key else name

    def article(self, article: Article) -> Markup:
        """The way to an article's own page."""
        return Markup(' · <a href="/articles/{}" title="{}">its page</a>').format(
            segment(article.id), shown(article.title)
        )

    @cached_property
    def _speakers(self) -> dict[str, str]:
        """The speakers' keys by quotation: the names that the store keeps utterances under."""
        from variorum.store.prepared import speaker_key

        quotations = self.view.edition.quotations
        return {q.id: speaker_key(q.speaker) for q in quotations if q.speaker and q.entity}


def discrepancy(story: str, edition: int, d: Any, judgements: Sequence[Judgement], token: Markup) -> Markup:
    """The box under a discrepancy; `d` has an id, a kind and a verdict."""
    found: Markup = _macros().discrepancy(story, edition, d, judgements, KINDS, VERDICTS, token)
    return found


@cache
def _macros() -> Any:
    return environment().get_template("desk_parts.html.j2").module
