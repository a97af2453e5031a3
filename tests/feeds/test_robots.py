"""robots.txt by RFC 9309: groups, matching, and patterns meant to hang."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.feeds.robots import parse, refuse_all


def allows(text: str, path: str, agent: str = "variorum") -> bool:
    return parse(text, agent).allows(f"https://a.example{path}")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /", "/x", False),
        ("Disallow:", "/x", True),
        ("Disallow: /private", "/private/x", False),
        ("Disallow: /private", "/privately", False),
        ("Disallow: /private/", "/private", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.gif$", "/x/p.gif", False),
        ("Disallow: /*.gif$", "/x/p.gif?1", True),
        ("Disallow: /a*b*c", "/axxbyyc", False),
        ("Disallow: /a*b*c", "/axxcyyb", True),
        ("Disallow: /ab*ba$", "/aba", True),
        ("Disallow: /p?id=", "/p?id=3", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /café", "/caf%c3%a9", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("Disallow: /%7Eann", "/~ann", False),
        ("Disallow: /", "/robots.txt", True),
        ("disALLOW : / # all", "/x", False),
        ("Disallow /", "/x", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}\n", path) is allowed


def test_groups() -> None:
    text = (
        "Disallow: /orphan\nUser-agent: other\nDisallow: /\n\nUser-agent: Variorum/3.0\nUser-agent: second\n"
        "Sitemap: https://a.example/s.xml\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n\n"
        "user-agent: VARIORUM\nDisallow: /c"
    )
    assert [allows(text, path) for path in ("/orphan", "/a", "/b", "/c")] == [True, False, True, False]
    assert [allows(text, path, "second") for path in ("/a", "/c")] == [False, True]
    assert [allows(text, path, "stranger") for path in ("/a", "/b")] == [True, False]
    assert not allows("User-agent: variorumbot\nDisallow:\n\nUser-agent: *\nDisallow: /", "/x")


def test_a_group_may_say_that_all_is_allowed() -> None:
    assert allows("User-agent: *\nDisallow: /\n\nUser-agent: variorum\nDisallow:\n", "/x")


def test_crawl_delay() -> None:
    assert parse("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "variorum").delay == 2.5
    assert parse("User-agent: *\nCrawl-delay: 86400", "variorum").delay == 30
    assert parse("User-agent: *\nCrawl-delay: soon", "variorum").delay == 0


def test_other_line_ends_and_marks() -> None:
    assert not allows("\ufeffUser-agent: *\rDisallow: /a\rAllow: /b", "/a")
    assert not allows("User-agent: *\r\nDisallow: /a\r\n", "/a")


def test_patterns_meant_to_hang() -> None:
    text = "User-agent: *\n" + "Disallow: /" + "*a" * 2_000 + "b$\n"
    begun = time.process_time()
    assert allows(text, "/" + "a" * 5_000)
    assert time.process_time() - begun < 1


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=50))
def test_nothing_crashes(text: str, path: str) -> None:
    robots = parse(text, "variorum")
    assert robots.allows("https://a.example/" + path) in {True, False}
    nothing = refuse_all("it answered 500", unknown=True)
    assert not nothing.allows("https://a.example/" + path.replace("robots", "")) or path == "robots.txt"
