import os

import pytest

from variorum.cli.files import replace_text


def test_a_file_is_written_in_one_step(tmp_path):
    path = tmp_path / "edition.json"
    replace_text(path, "one")
    replace_text(path, "zwei ü")
    assert path.read_text(encoding="utf-8") == "zwei ü"
    assert [each.name for each in tmp_path.iterdir()] == ["edition.json"]


def test_a_failure_leaves_the_good_file(tmp_path, monkeypatch):
    path = tmp_path / "edition.json"
    replace_text(path, "good")

    def fail(_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        replace_text(path, "half")
    assert path.read_text(encoding="utf-8") == "good"
    assert [each.name for each in tmp_path.iterdir()] == ["edition.json"]


def test_lone_surrogates_do_not_stop_it(tmp_path):
    path = tmp_path / "edition.md"
    replace_text(path, "a\udc80b")
    assert path.read_text(encoding="utf-8") == "a?b"
