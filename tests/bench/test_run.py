import json

import pytest

from variorum.bench.run import GoldError, read_rows, run


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1"}\n{nothing\n')
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: is no JSON"):
        read_rows(path)


def test_an_unknown_task_is_told_the_known_ones(tmp_path):
    with pytest.raises(GoldError, match="choose from stories"):
        run("storys", write(tmp_path / "gold.jsonl", {"id": "1"}))


def test_a_file_of_another_task(tmp_path):
    with pytest.raises(GoldError, match="which the task dates needs"):
        run("dates", write(tmp_path / "gold.jsonl", {"id": "1", "a": "x", "b": "y"}))


def test_a_run_tells_figures_times_and_the_data_they_are_of(tmp_path):
    gold = write(
        tmp_path / "gold.jsonl",
        {
            "id": "1",
            "published": "2025-03-04",
            "text": "The bridge was closed on Monday.",
            "dates": [{"start": 25, "end": 31, "type": "DATE", "value": "2025-03-03"}],
        },
    )
    result, predictions = run("dates", gold)
    assert result.scores.figures["value_f1"] == 1.0
    assert [row["id"] for row in predictions] == ["1"]
    assert len(result.digest) == 64
    assert 0 < sum(result.in_models.values()) <= result.seconds
