from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from variorum.encode import default_encoder
from variorum.lineage import trace
from variorum.model import Annotated, Article, Block, BlockKind, DerivationKind, Parse

STORIES = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))["story"]


def annotated(text: str, **known: str) -> Annotated:
    article = Article(known.pop("id", ""), text, (Block(0, len(text), BlockKind.BODY),), **known)
    return Annotated(article, Parse((), (), has_syntax=False))


def reports(name: str) -> list[Annotated]:
    story = next(each for each in STORIES if each["name"].startswith(name))
    return [annotated(**{**report, "text": report["text"].strip()}) for report in story["report"]]


def edges_by_id(articles: list[Annotated]) -> dict[tuple[str, str], str]:
    ids = [each.article.id for each in articles]
    return {(ids[e.derived], ids[e.source]): e.kind.value for e in trace(articles).edges}


@pytest.mark.parametrize("story", STORIES, ids=[each["name"] for each in STORIES])
def test_the_lineage_of_a_story(story):
    articles = reports(story["name"])
    found = trace(articles)
    ids = [each.article.id for each in articles]
    expected = {(derived, source): kind for derived, source, kind in story["edges"]}
    got = {(ids[e.derived], ids[e.source]): e.kind.value for e in found.edges}
    assert got.keys() == expected.keys()
    for pair, kind in expected.items():
        assert got[pair] == kind or (kind.endswith("?") and got[pair] in (kind[:-1], "translation"))
    assert sorted(sorted(ids[i] for i in group) for group in found.groups) == sorted(map(sorted, story["groups"]))


@pytest.mark.parametrize("story", STORIES[1:3], ids=lambda each: each["name"])
def test_the_order_of_articles_changes_nothing(story):
    articles = reports(story["name"])
    assert edges_by_id(articles[::-1]) == edges_by_id(articles)


def test_every_edge_has_evidence_with_spans_of_its_articles():
    articles = reports("a wire report")
    for edge in trace(articles).edges:
        assert edge.evidence
        assert 0 <= edge.share <= 1
        spans = [span for each in edge.evidence for span in each.spans]
        assert {article for article, _, _ in spans} == {edge.derived, edge.source}
        for article, start, end in spans:
            assert 0 <= start < end <= len(articles[article].article.text)


def test_the_span_of_a_credit_is_the_credited_name():
    articles = reports("a wire report")
    found = [
        articles[a].article.text[start:end]
        for edge in trace(articles).edges
        for each in edge.evidence
        if "credits" in each.reason
        for a, start, end in each.spans
    ]
    assert found == ["PlainWire"]


def test_a_credit_outweighs_the_clock():
    wire, *_, extended, _ = reports("a wire report")
    earlier = annotated(extended.article.text, id="early", outlet="Gullhaven Post", published="2025-06-03T05:00:00Z")
    assert edges_by_id([wire, earlier]) == {("early", "wire"): "verbatim"}


def test_without_times_and_credits_a_reprint_word_for_word_has_no_known_direction():
    text = reports("a wire report")[0].article.text
    (edge,) = trace([annotated(text, id="a"), annotated(text, id="b")]).edges
    assert edge.kind is DerivationKind.VERBATIM
    assert not edge.directed


def test_a_shared_quotation_alone_proves_nothing():
    speech = (
        '"We shall plant four hundred lime trees along the river, we shall water them ourselves every single evening, '
        'and in ten years our children will walk home from school in the shade of them," mayor Ilse Brandt said.'
    )
    articles = [
        annotated(speech + " Nobody at the fire station believes a word of it, as its pumps are needed elsewhere."),
        annotated("The budget was passed at midnight without debate and with nine votes in favour. " + speech),
    ]
    assert trace(articles).edges == ()


@pytest.mark.parametrize(
    "text", ["", "Word", "...", "火災が発生した。", "\n\n\n", "\ud800 odd", '"open quotation' * 50]
)
def test_odd_texts_do_no_harm(text):
    found = trace([annotated(text, id="odd"), *reports("two reporters")])
    assert sorted(i for group in found.groups for i in group) == [0, 1, 2]


def test_no_article_and_one_article():
    assert trace([]).groups == ()
    assert trace(reports("two reporters")[:1]).groups == ((0,),)


def test_with_a_collation_the_sentences_are_not_encoded_again():
    from variorum.align import align
    from variorum.annotate import annotate

    class Deaf:
        name = "deaf"

        def encode(self, texts):
            raise AssertionError("nothing is to be encoded")

    plain = [each.article for each in reports("no times at all")]
    articles = tuple(annotate(plain))
    collation = align(articles, default_encoder())
    (edge,) = trace(articles, collation, Deaf()).edges
    assert (articles[edge.derived].article.id, edge.kind) == ("brief", DerivationKind.REWRITE)
