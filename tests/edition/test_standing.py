"""Who stands behind a reading, and why outlets are fewer sources than outlets."""

import pytest

from variorum.edition.data import Edge
from variorum.edition.items import Label
from variorum.edition.standing import standing

NAMES = ("Dawn", "Dusk", "Noon", "Late", "Early")
LABELS = {n.lower(): Label(i, f"a{i + 1}", n[0], "o1", n, "en", "") for i, n in enumerate(NAMES)}
SOURCE = {"dawn": 1, "dusk": 1, "noon": 1, "late": 2, "early": 3}


def edge(derived, source, kind="rewrite", **how):
    return Edge(derived=derived, source=source, kind=kind, share=0.8, directed=how.pop("directed", True), **how)


EDGES = (edge("dusk", "dawn"), edge("noon", "dawn", "common", directed=False))


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        (("dusk",), "Dusk"),
        (("dusk", "dusk"), "Dusk"),
        (("late", "dawn"), "Dawn, Late: 2 sources"),
        (("dusk", "dawn"), "Dawn, Dusk: one source, as Dusk rewrites Dawn"),
        # What ties the two stands in neither of them.
        (
            ("dusk", "noon"),
            "Dusk, Noon: one source, as Dusk rewrites Dawn and Noon draws on the same unseen original as Dawn",
        ),
        (("dawn", "dusk", "late"), "Dawn, Dusk, Late: 2 sources, as Dusk rewrites Dawn"),
        (("early", "dawn", "dusk", "late"), "4 articles: 3 sources, as Dusk rewrites Dawn"),
    ],
)
def test_who_stands_behind_it(articles, told):
    assert str(standing(articles, SOURCE, EDGES, LABELS)) == told


def test_of_many_ties_two_are_told():
    edges = [edge(n, "dawn", "verbatim") for n in ("dusk", "noon", "late")]
    found = standing(("dawn", "dusk", "noon", "late"), dict.fromkeys(LABELS, 1), edges, LABELS)
    assert str(found) == "4 articles: one source, as Dusk reprints Dawn and Noon reprints Dawn (1 more in the lineage)"


def test_without_an_edge_nothing_is_claimed():
    assert str(standing(("dawn", "dusk"), SOURCE, (), LABELS)) == "Dawn, Dusk: one source"


def test_unknown_direction_is_not_told_as_copying():
    found = standing(("dawn", "dusk"), SOURCE, [edge("dusk", "dawn", "verbatim", directed=False)], LABELS)
    assert found.ties == "Dusk shares text with Dawn"
