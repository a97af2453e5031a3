"""What an outlet tells its readers beside the report: to follow, subscribe, comment or write; whose views these are.

Each pattern must fill its line, or its last sentence for what asks for something, and needs words that only such
lines have: "Follow the money, he said on Facebook" and "The island can be reached by ferry" are sentences of a report.
"""

from __future__ import annotations

import re

_NETWORK = (
    r"(?:Facebook|Twitter|X|Instagram|YouTube|WhatsApp|Telegram|LinkedIn|TikTok|Threads|Bluesky|Mastodon|Snapchat|"
    r"Pinterest|Reddit|Flipboard|Google News|Apple News)"
)
_HANDLE = r"(?:\s?\(?@\w+\)?)?"
_BEFORE = r"(?:.{0,160}[.!?:]\s)?"
_FOLLOW = re.compile(
    rf"{_BEFORE}(?:You can )?(?:[Ff]ollow|[Ff]ind|[Ll]ike|[Jj]oin|[Vv]isit|Be sure to (?:follow|visit))\s"
    rf"[^,;:]{{1,60}}\bon\s{_NETWORK}{_HANDLE}"
    rf"(?:(?:,\s(?:and\s)?|\s(?:and|&|or)\s)(?:on\s)?{_NETWORK}{_HANDLE})*"
    r"(?:\s(?:at\s)?(?:@\w+|https?://\S+))?[.!]?"
)
_SUBSCRIBE = re.compile(
    rf"{_BEFORE}(?:Click here to |Please )?"
    r"(?:[Ss]ign [Uu]p|[Ss]ubscribe|Register (?:now|here|for|to)|Get .{1,40} delivered)\b"
    r".{0,100}\b(?:newsletters?|e-?mail alerts?|alerts|podcasts?|inbox)\b.{0,80}"
)
_COMMENT = re.compile(
    r"(?:(?:leave|post|add|write|show|view|see|hide|read|load|join)(?: (?:a|all|the|your|more))? )?(?:\d+ )?"
    r"(?:comments?|repl(?:y|ies)|conversation)(?: (?:below|section|here|on this (?:story|article)))?"
    r"(?: ?\(?\d+\)?)?[:.!]?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:Like|Liked|Love|Enjoy|Enjoyed) (?:this|what).{0,40}\?\s(?:Share|Subscribe|Sign|Follow|Tell).{0,80}"
)
_WRITE = re.compile(
    rf"Have (?:a|any) (?:news )?tips?\?.{{0,200}}|{_BEFORE}[A-Z][\w.'’ -]{{2,40}} (?:can|may) be (?:reached|contacted) "
    r"(?:at|by|via|on|through) .{0,40}(?:@|\d{3}[-.\s]\d{3,4}).{0,80}|"
    r"(?:Contact|E-?mail|Reach) .{2,60} (?:at|on) (?:Twitter|.{0,20}@\S).{0,160}"
)
_VIEWS = re.compile(
    r"(?:Disclaimer:\s)?(?:The )?(?:views?|opinions?)(?:,? (?:and|or) .{3,30}?)? "
    r"(?:expressed|presented|stated|shared)\b.{0,80}\b(?:(?:do|does) not necessarily (?:reflect|represent)|"
    r"are (?:not (?:necessarily )?|solely |entirely )?(?:those of|the author['’]s|(?:his|her|their) own)).{0,200}",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:(?:Disclosure|Note|Disclaimer):\s|(?:If|When) you (?:buy|purchase|click|make).{0,80},\s)?"
    r"(?:[Ww]e|[A-Z]\w+) may (?:earn|receive|get) (?:an? )?(?:small )?(?:affiliate )?"
    r"(?:commissions?|share of the sale)\b.{0,120}"
)
_CORRECTION = re.compile(
    r"(?:Correction|Clarification)(?: (?:added|appended|issued))?"
    r"(?:,? (?:on )?[A-Z][\w.]+ \d{1,2},? \d{4}| \([^)]{2,40}\))?\s?:\s.{10,380}"
)
_LONGEST = 420


def is_aside(line: str) -> bool:
    """Tell whether a whole line is said to the readers and is no part of the report."""
    if len(line) > _LONGEST:
        return False
    patterns = (_FOLLOW, _SUBSCRIBE, _COMMENT, _SHARE, _WRITE, _VIEWS, _MONEY, _CORRECTION)
    return any(pattern.fullmatch(line) for pattern in patterns)
