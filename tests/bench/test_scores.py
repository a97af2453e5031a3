import pytest

from variorum.bench.scores import alignment, conflict_cases, dates, f1_of, lineage_cases, quotes, stories
from variorum.bench.scores import texts as text_scores
from variorum.bench.tasks import TASKS

TEXT = "Ann said: “We leave.” Bob thinks that it rains."
QUOTES = [
    {
        "id": "q",
        "text": TEXT,
        "attributions": [
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[11, 19]]},
            {"source": [[22, 25]], "cue": [[26, 32]], "content": [[33, 46]]},
        ],
    }
]
CASE = {
    "id": "c",
    "articles": [{"id": "a", "text": "Nine people died in the fire."}, {"id": "b", "text": "The fire killed six."}],
    "conflicts": [
        {
            "kind": "number",
            "readings": [
                {"article": "a", "text": "Nine people died", "start": 0, "end": 16, "side": 1},
                {"article": "b", "text": "killed six", "start": 9, "end": 19, "side": 2},
            ],
        }
    ],
    "compatible": [
        {
            "type": "synonym",
            "readings": [
                {"article": "a", "text": "in the fire", "start": 17, "end": 28},
                {"article": "b", "text": "The fire", "start": 0, "end": 8},
            ],
        }
    ],
}
LINEAGE = {
    "id": "l",
    "articles": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    "edges": [{"derived": "b", "source": "a", "kind": "verbatim"}],
    "groups": [["a", "b"], ["c"]],
}


def test_two_groups_of_two_taken_as_one():
    gold = [{"id": i, "story": s} for i, s in enumerate("AABB")]
    found = stories.score(gold, [{"id": i, "story": 1} for i in range(4)]).figures
    assert found["bcubed_precision"] == 0.5
    assert found["bcubed_recall"] == 1.0
    assert found["bcubed_f1"] == pytest.approx(f1_of(0.5, 1.0))


def test_attributions_of_the_wrong_speaker_cost_the_source_only():
    swapped = [dict(a, source=[[22, 25]]) for a in QUOTES[0]["attributions"]]
    found = quotes.score(QUOTES, [{"id": "q", "attributions": swapped}]).figures
    assert found["at03_f1"] == 1.0
    assert found["source_accuracy"] == 0.5
    assert found["marked_source_accuracy"] == 0.0


def test_half_a_content_is_loose_and_not_tight():
    half = [dict(QUOTES[0]["attributions"][1], content=[[33, 40]])]
    found = quotes.score(QUOTES, [{"id": "q", "attributions": half}]).figures
    assert found["at03_recall"] == 0.5
    assert found["at08_f1"] == 0.0


def test_pairs_inside_an_article_do_not_count():
    gold = [{"story": "1", "sentences": [{"article": x} for x in "aab"], "pairs": [[0, 2]]}]
    found = alignment.score(gold, [{"story": "1", "pairs": [[2, 0], [0, 1]]}]).figures
    assert found["f1"] == 1.0


def test_a_date_with_another_value_is_a_span_only():
    gold = [{"id": "d", "text": "on Monday", "dates": [{"start": 3, "end": 9, "type": "DATE", "value": "2025-03-03"}]}]
    found = dates.score(gold, [{"id": "d", "dates": [{"start": 0, "end": 9, "value": "2025-03-10"}]}])
    assert found.figures == {"span_f1": 1.0, "value_f1": 0.0}
    assert "2025-03-10" in found.items[0].reason


def test_a_brief_that_is_the_reference():
    gold = [{"story": "s", "reference": "The dam broke on Monday."}]
    assert set(text_scores.briefs(gold, [{"story": "s", "brief": "the dam broke on monday"}]).figures.values()) == {1.0}


def test_a_missing_page_has_no_text():
    gold = [{"id": "p", "body": "one two three four five"}]
    assert text_scores.extraction(gold, [{}]).figures["f1"] == 0.0


def reading(article, start, end):
    return {"article": article, "start": start, "end": end}


def test_a_conflict_found_tightly():
    answer = {"discrepancies": [{"kind": "number", "readings": [reading("a", 0, 16), reading("b", 4, 19)]}]}
    figures = conflict_cases.score([CASE], [answer]).figures
    assert figures["recall_tight"] == figures["precision"] == figures["kind_accuracy"] == 1.0
    assert figures["compatible_flagged_rate"] == 0.0


def test_whole_articles_are_no_tight_hit_and_a_compatible_difference_is_a_false_alarm():
    case = CASE | {
        "conflicts": [
            CASE["conflicts"][0]
            | {
                "readings": [
                    {"article": "a", "text": "Nine", "start": 0, "end": 4},
                    {"article": "b", "text": "six", "start": 16, "end": 19},
                ]
            }
        ]
    }
    answer = {
        "discrepancies": [
            {"kind": "number", "readings": [reading("a", 0, 29), reading("b", 0, 20)]},
            {"kind": "place", "readings": [reading("a", 17, 28), reading("b", 0, 8)]},
        ]
    }
    figures = conflict_cases.score([case], [answer]).figures
    assert figures["recall"] == 1.0
    assert figures["recall_tight"] == 0.0
    assert figures["precision"] == 0.5
    assert figures["compatible_flagged_rate"] == 1.0


def test_one_article_is_not_enough_for_a_hit():
    answer = {"discrepancies": [{"kind": "number", "readings": [reading("a", 0, 16)]}]}
    assert conflict_cases.score([CASE], [answer]).figures["recall"] == 0.0


def test_an_edge_the_wrong_way_round():
    answer = {"edges": [{"derived": "a", "source": "b", "kind": "verbatim"}], "groups": [["a", "b"]]}
    figures = lineage_cases.score([LINEAGE], [answer]).figures
    assert figures["edge_f1"] == 1.0
    assert figures["direction_accuracy"] == 0.0
    assert figures["bcubed_f1"] == 1.0


def test_nothing_answered():
    figures = lineage_cases.score([LINEAGE], [{}]).figures
    assert figures["edge_f1"] == 0.0
    assert figures["bcubed_precision"] == 1.0
    assert figures["bcubed_recall"] == pytest.approx((0.5 + 0.5 + 1) / 3)


def test_every_task_has_a_module_that_answers_it():
    from importlib import import_module

    for name in TASKS:
        assert callable(import_module(f"variorum.bench.{name.replace('-', '_')}").predict)
