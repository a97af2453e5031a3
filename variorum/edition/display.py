"""Article text for people's eyes: one line, no control characters; dates and counts in words."""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s+")

# C0 and C1 controls but tab and line feed, lone surrogates, and the two overrides that turn text around.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")

_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)]*\s+|\n")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d))?.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DECADE = re.compile(r"(\d{3})X?")


def one_line(text: str) -> str:
    """Runs of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def visible(text: str) -> str:
    """Control characters and directional overrides as something one can see; everything else as it is.

    A carriage return and other controls that only break lines become a space.
    """
    return _UNSEEN.sub(_shown, text) if _UNSEEN.search(text) else text


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in (0x0B, 0x0C, 0x0D, 0x85):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]" if code in (0x202D, 0x202E) else "\ufffd"


def shown(text: str) -> str:
    """One line without control characters: what a heading, a table cell or a terminal can take."""
    return one_line(visible(text))


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of one line, cut between words, with an ellipsis where something is left out."""
    line = shown(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def lead_in(text: str, start: int, limit: int = 70) -> str:
    """What stands before a stretch in its sentence, where the stretch begins inside one; its end if it is long."""
    if not text[start : start + 1].islower():
        return ""
    before = shown(_SENTENCE_END.split(text[max(0, start - 3 * limit) : start])[-1])
    if len(before) <= limit:
        return before
    tail = before[-limit:]
    return "… " + tail[tail.find(" ") + 1 :]


def date(value: str, *, approximate: bool = False) -> str:
    """An ISO 8601 or TIMEX3 date in words ("3 July 2024", "July 2024", "week 27 of 2024"); as it is if unknown."""
    text = _date(value)
    return f"about {text}" if approximate else text


def _date(value: str) -> str:
    if m := _DAY.fullmatch(value):
        clock = f", {m[4]}:{m[5]}" if m[4] and m[5] and (m[4], m[5]) != ("00", "00") else ""
        return f"{int(m[3])} {_month(m[2])} {m[1]}{clock}"
    if m := _MONTH.fullmatch(value):
        return f"{_month(m[2])} {m[1]}"
    if m := _WEEK.fullmatch(value):
        return f"week {int(m[2])} of {m[1]}"
    if m := _SEASON.fullmatch(value):
        return f"{_SEASONS[m[2]]} {m[1]}"
    if m := _QUARTER.fullmatch(value):
        return f"quarter {m[2]} of {m[1]}"
    if m := _DECADE.fullmatch(value):
        return f"the {m[1]}0s"
    return visible(value)


def _month(digits: str) -> str:
    return _MONTHS[int(digits) - 1] if 1 <= int(digits) <= 12 else digits


def period(first: str, last: str) -> str:
    """A range of dates in words, with what both share told once ("2–3 July 2024")."""
    a, b = _date(first[:10]), _date(last[:10])
    if a == b or not a or not b:
        return a or b
    left, right = a.split(" "), b.split(" ")
    if len(left) == len(right):
        while left and left[-1] == right[-1]:
            left.pop()
            right.pop()
    start = " ".join(left)
    return f"{start}–{b}" if len(left) == 1 else f"{start} – {b}"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun ("1 article", "5 articles")."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
