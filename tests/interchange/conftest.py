"""The hand-made edition of tests/edition, and one with what is hard to write down."""

from dataclasses import replace

import pytest
from edition.story import CREATED, MODELS, SETTINGS, findings

from variorum.edition import Edition, build

HOSTILE = 'a \ud800 "quoted" <b>&amp; \x00\x0b ]]> =SUM(A1)\n\\ \U0001f600 \u202e'


@pytest.fixture(scope="session")
def edition() -> Edition:
    return build(findings(), settings=SETTINGS, models=MODELS, created=CREATED)


@pytest.fixture(scope="session")
def hostile(edition: Edition) -> Edition:
    """Titles, outlets, names and reasons that are hostile; spans stay as they are."""
    articles = tuple(replace(a, title=HOSTILE, outlet=f"{HOSTILE}{i}", url="") for i, a in enumerate(edition.articles))
    entities = tuple(replace(e, name=HOSTILE, names=(HOSTILE,)) for e in edition.entities)
    discrepancies = tuple(replace(d, reason=HOSTILE) for d in edition.discrepancies)
    quotations = tuple(replace(q, speaker=HOSTILE) for q in edition.quotations)
    story = replace(edition.story, title=HOSTILE)
    return replace(
        edition,
        articles=articles,
        entities=entities,
        discrepancies=discrepancies,
        quotations=quotations,
        story=story,
    )


@pytest.fixture(scope="session")
def empty(edition: Edition) -> Edition:
    """One article of which nothing was found."""
    article = replace(edition.articles[0], text="", blocks=(), outlet="", title="", published="", language="", url="")
    groups = ((article.id,),)
    return replace(
        edition,
        articles=(article,),
        entities=(),
        statements=(),
        quotations=(),
        discrepancies=(),
        lineage=replace(edition.lineage, edges=(), groups=groups),
        coverage=replace(edition.coverage, stances={}, exclusives={}, omissions={}),
        timeline=(),
        brief=(),
        digest="",
    )
