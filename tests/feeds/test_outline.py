"""OPML files and what else is given to be watched."""

from pathlib import Path

import pytest

from variorum.feeds import FeedError
from variorum.feeds.outline import read
from variorum.feeds.subscriptions import subscriptions

OPML = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Morning</title></head><body>
<outline text="Coast">
  <outline text="Harbours"><outline type="rss" text="Harbour Times" xmlUrl="https://h.example/rss#x"/></outline>
  <outline TYPE="RSS" TITLE="Dale" XMLURL=" HTTPS://D.example:443/atom "/>
</outline>
<outline type="rss" text="Lost"/>
<outline text="again" xmlUrl="https://h.example/rss"/>
<outline text="bad" xmlUrl="file:///etc/passwd"/>
<outline type="include" text="more" url="https://o.example/more.opml"/>
<outline text="just words"/>
</body></opml>"""


def test_outlines_within_outlines() -> None:
    found = read(OPML)
    assert found.title == "Morning"
    assert [tuple(each) for each in found.subscriptions] == [
        ("https://h.example/rss", "Harbour Times", ("Coast", "Harbours")),
        ("https://d.example/atom", "Dale", ("Coast",)),
        ("https://o.example/more.opml", "more", ()),
    ]
    assert found.faults == (
        (7, "'Lost' is of type rss but has no xmlUrl"),
        (9, "'file:///etc/passwd' is no http or https address"),
    )


@pytest.mark.parametrize("text", ["<opml><body>", "words", "<html/>", "<opml>" + "<outline>" * 5_000])
def test_what_is_no_opml(text: str) -> None:
    with pytest.raises(FeedError, match="no OPML"):
        read(text)


def test_files_and_addresses(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(OPML)
    empty = tmp_path / "empty.opml"
    empty.write_text("<opml version='2.0'><body/></opml>")
    found = subscriptions(
        ["https://h.example/rss", str(opml), str(empty), "ftp://x.example/", "gone.opml", "http://[::1", str(tmp_path)]
    )
    assert found.addresses == ("https://h.example/rss", "https://d.example/atom", "https://o.example/more.opml")
    places = [problem.place for problem in found.problems]
    assert places == [
        f"{opml}:7",
        f"{opml}:9",
        str(empty),
        "ftp://x.example/",
        "gone.opml",
        "http://[::1",
        str(tmp_path),
    ]
