"""Judgements of alarms in real reports, and texts whose tokens were set apart."""

import json
from pathlib import Path

import pytest

from variorum.bench.articles import article
from variorum.bench.conflict_cases import collate
from variorum.bench.real_stories import Label, as_printed, counted, judged, read_judgements, read_stories
from variorum.compare import compare
from variorum.encode import default_encoder
from variorum.model import DiscrepancyKind

JUDGED = Path(__file__).parents[2] / "benchmarks" / "cases" / "judged_ecbplus.jsonl"
TEXTS = (
    "The ferry to Pell ran aground on Monday with 210 people aboard, the harbour office said.",
    "The ferry to Pell ran aground on Monday with 180 people aboard, the harbour office said.",
)


@pytest.mark.parametrize(
    ("apart", "printed"),
    [
        (
            "The 36 - year - old , a guide , has 2 , 116 dollars ( half of it his ) .",
            "The 36-year-old, a guide, has 2,116 dollars (half of it his).",
        ),
        ("He did n't say `` never '' , she said .", 'He didn\'t say "never", she said.'),
        (
            "http : / / www . pell . no / 17 - dead\nA ship sank , he said .",
            "http://www.pell.no/17-dead\nA ship sank, he said.",
        ),
        # What was printed so stays: a dash between words, points of omission in an ordinary text.
        ("The sea - a wild one - rose, and fell.", "The sea - a wild one - rose, and fell."),
        ("So happy . . . and so wet, he said. It rained.", "So happy . . . and so wet, he said. It rained."),
        ("", ""),
    ],
)
def test_a_text_is_as_it_was_printed(apart, printed):
    assert as_printed(apart) == printed


def found():
    articles = [article(f"a{i}", text, "", "2025-03-05T12:00:00Z", "AB"[i], "en") for i, text in enumerate(TEXTS)]
    collation = collate(articles, default_encoder())
    (told,) = [d for d in compare(collation) if d.kind is DiscrepancyKind.NUMBER]
    return told, collation


def judgements(tmp_path, *rows):
    path = tmp_path / "judged.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_judgements(path)["s"]


def row(label, kind="number", spans=((0, 60), (0, 60))):
    readings = [{"article": f"a{i}", "start": a, "end": b, "side": i + 1} for i, (a, b) in enumerate(spans)]
    return {"story": "s", "kind": kind, "label": label, "readings": readings}


def test_an_alarm_is_known_by_its_kind_and_words(tmp_path):
    told, collation = found()
    known = judgements(tmp_path, row("conflict", kind="date"), row("other", spans=((0, 5), (70, 80))), row("arguable"))
    assert judged(told, collation, known) is known[2]
    assert judged(told, collation, known[:2]) is None


def test_of_two_judgements_the_better_holds(tmp_path):
    told, collation = found()
    known = judgements(tmp_path, row("compatible"), row("conflict"), row("arguable"))
    assert judged(told, collation, known) is known[1]


def test_alarms_are_counted_in_words():
    assert counted({Label.OTHER: 2, None: 1, Label.CONFLICT: 3}) == "3 conflict, 2 other, 1 not judged"


def test_a_story_has_several_articles_and_no_empty_ones(tmp_path):
    path = tmp_path / "stories.jsonl"
    rows = [("1", "a", TEXTS[0]), ("1", "b", TEXTS[1]), ("1", "c", " "), ("2", "d", TEXTS[0])]
    path.write_text("".join(json.dumps({"id": i, "story": s, "text": t}) + "\n" for s, i, t in rows), encoding="utf-8")
    assert {story: [a.id for a in articles] for story, articles in read_stories(path).items()} == {"1": ["a", "b"]}


def test_the_judgements_that_ship_are_of_two_reports_each():
    known = [j for each in read_judgements(JUDGED).values() for j in each]
    assert len(known) > 800
    for j in known:
        assert len({name for name, _, _ in j.spans}) > 1
        assert all(start < end for _, start, end in j.spans)
    assert {j.label for j in known} == set(Label)
