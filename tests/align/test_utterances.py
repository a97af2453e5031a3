"""Wordings gathered into utterances."""

from itertools import permutations

from variorum.align.quotations import align_quotations
from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.encode import NgramEncoder
from variorum.model import Annotated, Article, Block, BlockKind, Mode


def annotated(*texts: str) -> tuple[Annotated, ...]:
    articles = [
        Article(f"a{i}", text, (Block(0, len(text), BlockKind.BODY),), language="en") for i, text in enumerate(texts)
    ]
    return tuple(
        Annotated(article, parsed, quotations=find_quotations(parsed, (), article.text, "en"))
        for article, parsed in zip(articles, parse(articles), strict=True)
    )


def groups(articles: tuple[Annotated, ...]) -> set[frozenset[str]]:
    found = align_quotations(articles, {}, NgramEncoder())
    return {
        frozenset(articles[r.article].text_of(articles[r.article].quotations[r.item]) for r in u.wordings)
        for u in found
        if len(u.wordings) > 1
    }


DIRECT = '"The harbour wall will hold through the winter," said the engineer.'
PARTIAL = 'The engineer promised that the harbour wall would "hold through the winter".'
INDIRECT = "The engineer said the harbour wall would hold through the winter."
OTHER = '"The winter fair will be held in the old harbour hall," said the mayor.'


def test_direct_partial_and_indirect_wordings_are_one_utterance() -> None:
    (group,) = groups(annotated(DIRECT, PARTIAL, INDIRECT, OTHER))
    assert len(group) == 3
    assert not any("fair" in wording for wording in group)


def test_the_order_of_articles_does_not_matter() -> None:
    texts = (DIRECT, PARTIAL, OTHER, "The mayor said the fair would be held in the harbour hall this winter.")
    assert len({frozenset(groups(annotated(*order))) for order in permutations(texts)}) == 1


def test_a_theme_is_no_utterance() -> None:
    articles = annotated("Critics praised the harbour wall.", "Others praised the harbour wall.")
    assert all(q.mode is Mode.INDIRECT for a in articles for q in a.quotations)
    assert align_quotations(articles, {}, NgramEncoder()) == ()


def test_no_articles_no_utterances() -> None:
    assert align_quotations((), {}, NgramEncoder()) == ()
