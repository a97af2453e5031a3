"""What is found in one article: sentences, mentions, entities, quantities, times, quotations, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.uncollected import uncollected
from variorum.model import Annotated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model import Article, Parse

__all__ = ["annotate", "annotate_many"]


def annotate(articles: Sequence[Article], model: str = "") -> list[Annotated]:
    """Annotate articles, in order: English by its parser, others by the user's pipeline or by rules.

    `model` names an installed English spaCy package ("largest" for the largest there is); empty is the one that comes
    with variorum. Raises `ModuleNotFoundError` when the package is missing.
    """
    from variorum.annotate.parse import parse

    return [_annotate(article, parsed) for article, parsed in zip(articles, parse(articles, model), strict=True)]


def annotate_many(articles: Iterable[Article], *, workers: int = 0, model: str = "") -> Iterator[Annotated]:
    """Annotate any number of articles, in order, a few at a time, by `workers` processes (0: by this one).

    What is found does not depend on the number of processes, and no more than a few dozen articles are held at once.
    What is loaded before the first article is asked for (`english.english()`) is shared where processes can be forked.
    Raises what `annotate` raises, and whatever the annotation of an article raises.
    """
    from variorum.annotate.pool import Annotators, Failure

    with Annotators(workers, model) as annotators:
        for outcome in annotators.outcomes(articles):
            if isinstance(outcome, Failure):
                raise outcome.error
            yield outcome


@uncollected()
def _annotate(article: Article, parsed: Parse) -> Annotated:
    from variorum.annotate.addresses import outside_addresses
    from variorum.annotate.attachments import attached
    from variorum.annotate.claims import find_claims
    from variorum.annotate.entities import find_mentions
    from variorum.annotate.quantities import find_quantities
    from variorum.annotate.quotations import find_quotations
    from variorum.annotate.times import find_times

    parsed = attached(parsed)
    text, language = article.text, article.language
    mentions, entities = find_mentions(parsed, text, language)
    times = outside_addresses(find_times(parsed, text, article.published, language), text)
    # In other languages more is read as a time where the day of publication is known: "vor drei Tagen".
    quantities = outside_addresses(find_quantities(parsed, text, language, times if parsed.has_syntax else None), text)
    quotations = find_quotations(parsed, mentions, text, language)
    claims = find_claims(parsed, mentions, quotations, quantities, times, language)
    return Annotated(article, parsed, mentions, entities, quotations, quantities, times, claims)
