"""Paraphrases that a rewrite sets between quotation marks."""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.encode import default_encoder
from variorum.lineage import set_in_marks, trace
from variorum.model import DiscrepancyKind, Verdict

SOURCE = (
    "The port of Kessel will be closed to cruise ships from next summer, the town council decided on Tuesday evening. "
    "The council voted by twelve to five after a debate that lasted almost four hours. "
    "Mayor Anna Berg said the town could offer the shipping lines a berth at the old coal pier. "
    "Residents of the harbour quarter had complained about noise and smoke for several years. "
    "Around ninety cruise ships with some two hundred thousand passengers called at Kessel last season. "
    "The shopkeepers' association warned that a third of its members lived on the visitors alone. "
    "The ban is to be reviewed after two years, and the council will hear both sides again."
)
REWRITE = (
    "From next summer cruise ships will no longer be let into the port of Kessel, as the town council decided Tuesday. "
    "After nearly four hours of debate the council passed the measure by twelve votes to five. "
    "“The town can give the shipping companies a place at the old coal pier,” said Mayor Anna Berg. "
    "For several years people in the harbour quarter had complained of smoke and noise. "
    "Last season about ninety cruise ships with around two hundred thousand passengers visited Kessel. "
    "A third of its members live on visitors alone, the association of shopkeepers warned. "
    "After two years the ban is to be reviewed, and both sides will be heard again by the council."
)
THIRD = (
    "Kessel shuts out the cruise lines. Speaking to our radio, Mayor Anna Berg was in high spirits. "
    "“The town can give the shipping companies a place at the old coal pier,” she said."
)


def made(*texts):
    story = collation(*texts, published=tuple(f"2025-03-0{i + 1}T08:00:00Z" for i in range(len(texts))))
    return list(set_in_marks(story, trace(story.articles, story, default_encoder())))


def test_a_paraphrase_becomes_a_quotation():
    (found,) = made(SOURCE, REWRITE)
    assert found.kind is DiscrepancyKind.MODE
    assert found.verdict is Verdict.VARIANT
    assert {(r.article, r.side) for r in found.readings} == {(0, 2), (1, 1)}


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((SOURCE, REWRITE, THIRD), id="a third report has the words"),
        pytest.param((SOURCE, REWRITE.replace("a place at the old coal pier", "no help at all, sadly")), id="other"),
        pytest.param((REWRITE, SOURCE), id="the source has the words"),
    ],
)
def test_words_that_may_have_been_said(texts):
    assert not made(*texts)
