"""Copies of a text among the inputs: left out under one outlet, kept as reprints under two."""

from variorum.pipeline import read_articles
from variorum.settings import Settings

TEXT = "The ferry to Holm ran aground on Monday. Nobody was hurt, the harbour office said."


def read(folder):
    told = []
    found = read_articles([folder], Settings(), complain=told.append)
    return found, told


def test_copies_under_other_file_names_are_named(tmp_path):
    for name in ("harbour-times.txt", "backup.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found, (told,) = read(tmp_path)
    assert len(found) == 2
    assert "harbour-times.txt" in told.place + told.reason
    assert "backup.txt" in told.place + told.reason
    assert not told.skipped


def test_reprints_whose_outlets_are_given_are_not_told(tmp_path):
    for name in ("harbour-times.txt", "backup.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    rows = "file,outlet\nharbour-times.txt,Dawn\nbackup.txt,Dusk\n"
    (tmp_path / "sources.csv").write_text(rows, encoding="utf-8")
    found, told = read(tmp_path)
    assert (len(found), told) == (2, [])


def test_copies_without_an_outlet_are_left_out(tmp_path):
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found, (told,) = read(tmp_path)
    assert len(found) == 1
    assert "it was left out" in told.reason
