"""Captions and picture credits, also where a page glued them together."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.extract.dates import WRITTEN

_MAKER = r"(?:Image|Photo(?:graph|s)?|Picture|Pic|Credit|Foto|Video|Illustration|Graphic|IMAGE|PHOTO|PICTURE|CREDIT)"
_KIND = r"(?:[Ff]ile |[Hh]andout |[Aa]rchive |[Ss]tock )?" + _MAKER
_WHO = r"[^\W\d_a-z][^.!?:;()\[\]\n\r]*(?:\.(?!\s[A-Z][a-z]{2,}\s[a-z])[^.!?:;()\[\]\n\r]*)*"
_COLON = re.compile(rf"(?P<credit>{_KIND}(?:\s[Cc]redits?| [Bb]y)?\s?[:©]\s?©?\s?{_WHO})$")
_BRACKETS = re.compile(
    rf"(?P<credit>[(\[](?:{_KIND}|{_KIND.lower()})(?:\s[Cc]redits?)?"
    r"(?:\s?[:©]|\s(?:[Bb]y|courtesy(?: of)?|via|from))\s?[^()\[\]]{2,90}[)\]])\.?$"
)
_AGENCY = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|REUTERS|Reuters|Getty(?: Images)?|Getty Images|TASS|Sputnik|Xinhua|ANSA|dpa|DPA|Kyodo|PA|Shutterstock|"
    r"Bloomberg|Anadolu(?: Agency)?|Alamy|picture alliance|NurPhoto|Handout|HANDOUT|File|Pool)"
)
_STROKE = re.compile(
    rf"(?P<credit>[(\[](?:AP Photo\s?/\s?[^()\[\]]{{2,60}}|[^()\[\]]{{2,60}}\s?[/|]\s?{_AGENCY}[^()\[\]]{{0,40}}|{_AGENCY}"
    rf"(?:\s(?:[Pp]hoto|via)[^()\[\]]{{0,40}})?)[)\]])$"
)
_BUTTONS = re.compile(
    r"\s+(?P<buttons>(?:Share|Tweet|Save|Print|SHARE|Enlarge|Expand|Close)(?:\s(?:Share|Tweet|Save|Print))*)$"
)
_SIDE = re.compile(r"\((?:[LRC]|\d(?:nd|rd|th) [LR]|[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|[Bb]ack|[Ff]ront|top|bottom)\)")
_SHOWN = re.compile(
    r"\b(?:is|are|was|were)?\s?(?:seen|pictured|shown|photographed)\b|"
    r"\b(?:shakes?|shaking) hands\b|\b(?:poses?|posing|waves|waving|smiles|gestures|speaks|walks|greets|listens|looks on|"
    r"arrives?|attends?|meets?|stands?)\b"
)
_OF_A_PICTURE = re.compile(
    r"(?:FILE|File)(?:[ -](?:PHOTO|photo|image|picture))?\s?[-–—:.]\s?\S|"
    r"(?:In )?[Tt]his (?:\w+ ){0,3}(?:photo(?:graph)?|image|picture|handout|still|screen ?(?:shot|grab))\b.{0,60}\b"
    r"(?:taken|released|provided|shows|made|obtained|shot)\b|.*\((?:[Ff]ile|FILE|[Hh]andout|[Aa]rchive)(?: (?:photo|image|picture))?\)\.?$"
)
_LONGEST_CREDIT = 140
_LONGEST_CAPTION = 70


class Cut(NamedTuple):
    """Where a picture's credit and the buttons after it begin in a paragraph (its own end where there are none)."""

    credit: int
    credit_end: int
    buttons: int


def credit_at_end(text: str, start: int, end: int) -> Cut | None:
    """Find a picture credit at the end of `text[start:end]`, or None."""
    buttons = _BUTTONS.search(text, start, end)
    stop = buttons.start() if buttons else end
    low = max(start, stop - _LONGEST_CREDIT)
    for pattern in (_COLON, _BRACKETS, _STROKE):
        found = pattern.search(text, low, stop)
        if found and (pattern is not _STROKE or found.start() > start):
            return Cut(found.start("credit"), stop, buttons.start("buttons") if buttons else end)
    return None


def is_caption(words: str, count: int) -> bool:
    """Tell a caption without a credit: it points to people in a picture, or shows an act on a full date."""
    if count > _LONGEST_CAPTION or "“" in words or '"' in words:
        return False
    if _OF_A_PICTURE.match(words):
        return True
    sides = _SIDE.findall(words)
    shown = bool(_SHOWN.search(words))
    if sides and any(side != "(R)" for side in sides):
        return shown or len(sides) > 1
    return shown and (bool(sides) or ("seen" in words and count <= 40)) and bool(WRITTEN.search(words))
