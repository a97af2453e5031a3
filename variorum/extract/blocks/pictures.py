"""Captions and picture credits, also where a page glued them together."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.extract.dates import WRITTEN

_MAKER = (
    r"(?:Image|Photo(?:graph|s)?|Pictures?|Pic|Credit|Video|Illustration|Graphic|Fotos?|Bild|Crédito|Фото|Fotoğraf)"
)
_MAKERS = rf"(?:{_MAKER}|IMAGES?|PHOTOS?|PICTURES?|CREDIT|FOTO)"
_KIND = (
    rf"(?:(?:(?:File|Handout|Archive|Stock|FILE) )?{_MAKERS}|"
    r"(?:Main|Cover|Featured|Header|Lead) (?:image|photo|picture))"
    r"(?:\s[Cc]redits?| [Ss]ource| [Bb]y| CREDIT)?"
)
_COLON = re.compile(
    rf"(?:{_KIND}\s?(?:[:©]|\s/\s|\.\.\.|…)|Image (?:source|credit),)\s?©?\s?(?P<names>\S.*)", re.DOTALL
)
_BRACKETS = re.compile(
    rf"(?P<credit>[(\[](?:{_KIND}|{_KIND.lower()})"
    r"(?:\s?[:©]|\s(?:[Bb]y|courtesy(?: of)?|via|from))\s?[^()\[\]]{2,90}[)\]])\.?$"
)
_AGENCY = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|REUTERS|Reuters|Getty(?: Images)?|TASS|Sputnik|Xinhua|ANSA|dpa|DPA|Kyodo|PA|VCG|CGTN|"
    r"Shutterstock|Bloomberg|Anadolu(?: Agency)?|Alamy|picture alliance|NurPhoto|Handout|HANDOUT|File|Pool|POOL|IRNA|"
    r"Yonhap|PTI|ANI|UPI|IMAGO|Imago|iStock|EyeEm|ZUMA(?: Press)?|Keystone|KEYSTONE|Press Office)"
)
_STROKE = re.compile(
    r"(?P<credit>[(\[](?:AP Photo\s?/\s?[^()\[\]]{2,60}|"
    rf"[^()\[\]]{{2,60}}(?:\s?[/|]\s?|\svia\s){_AGENCY}[^()\[\]]{{0,40}}|"
    rf"{_AGENCY}\s?/\s?[^()\[\]]{{2,60}}|{_AGENCY}(?:\s(?:[Pp]hoto|via)[^()\[\]]{{0,40}})?)[)\]])$"
)
_BARE = re.compile(rf"(?<=[.!?”\"])\s*(?P<credit>{_AGENCY}\s?/[^.!?]*|[^\W\d_a-z][^.!?]*?(?:/\s?|\svia\s){_AGENCY})$")
_GLUED = re.compile(rf"(?<=[.!?”\"])(?P<credit>{_AGENCY})$")
_BUTTONS = re.compile(
    r"\s+(?P<buttons>(?:Share|Tweet|Save|Print|SHARE|Enlarge|Expand|Close)(?:\s(?:Share|Tweet|Save|Print))*)$"
)
_PREFIX = re.compile(r"(?:Image|Media|Video|Picture|Photo) caption\s?[,:]?\s|(?:CAPTION|Caption)\s?:\s")
_SIDE = re.compile(r"\((?:[LRC]|\d(?:nd|rd|th) [LR]|[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|[Bb]ack|[Ff]ront|top|bottom)\)")
_ACT = re.compile(
    r"\b(?:shakes?|shaking) hands\b|\b(?:poses?|posing|waves|waving|smiles|gestures|speaks|walks|greets|listens|"
    r"looks on|arrives|attends?|meets?|stands?)\b"
)
_SHOWN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown|photographed)\b|\w (?:seen|pictured) (?:here|during|at)\b")
_WAS_SHOWN = re.compile(r"\b(?:was|were|been|be) (?:last |first |also )?(?:seen|pictured)\b")
_OF_A_PICTURE = re.compile(
    r"(?:FILE|File)(?:[ -](?:PHOTO|photo|image|picture))?\s?[-–—:.]\s?\S|"
    r"(?:In )?(?:[Tt]his|[Aa]n?) (?:[\w.,]+ ){0,6}(?:photo(?:graph)?|image|picture|still|screen ?(?:shot|grab))\b,?"
    r".{0,60}\b(?:taken|released|provided|shows|made available|obtained|shot)\b|"
    r"In (?:this|an?) (?:[\w.,]+ ){0,7}(?:file|handout) (?:photo|image|picture)\b|"
    r".*\((?:[Ff]ile|FILE|[Hh]andout|[Aa]rchive)(?: (?:photo|image|picture))?\)\.?$"
)
_NAME_WORDS = frozenset(
    (
        *(
            "picture",
            "alliance",
            "dpa",
            "via",
            "of",
            "the",
            "for",
            "and",
            "by",
            "de",
            "la",
            "le",
            "du",
            "von",
            "van",
            "der",
        ),
        *(
            "den",
            "al",
            "el",
            "bin",
            "file",
            "handout",
            "archive",
            "courtesy",
            "photo",
            "photos",
            "images",
            "image",
            "pool",
        ),
        *("press", "imago", "et", "und", "y", "in", "für", "from", "news", "agency", "service", "office", "screenshot"),
    )
)
_SPLIT = re.compile(r"[\s/,|&()©:]+")
_LONGEST_CREDIT = 140
_MOST_NAMES = 16
_LONGEST_CAPTION = 70


WIRE = (
    r"(?:AP|AFP|EPA|EFE|REUTERS|Reuters|TASS|Xinhua|ANSA|dpa|DPA|Kyodo|Yonhap|Anadolu|PTI|ANI|IANS|UPI|AAP|NTB|TT|"
    r"Ritzau)"
)
"""Agencies whose name alone can end a report."""


class Cut(NamedTuple):
    """Where a picture's credit begins and ends in a paragraph, and where the buttons after it begin."""

    credit: int
    credit_end: int
    buttons: int


def credit_at_end(text: str, start: int, end: int) -> Cut | None:
    """Find a picture credit at the end of `text[start:end]`, or None."""
    buttons = _BUTTONS.search(text, start, end)
    stop = buttons.start() if buttons else end
    at = _credit(text, start, stop)
    return None if at is None else Cut(at, stop, buttons.start("buttons") if buttons else end)


def _credit(text: str, start: int, stop: int) -> int | None:
    low = max(start, stop - _LONGEST_CREDIT)
    for found in _COLON.finditer(text, low, stop):
        if _are_names(found["names"]):
            return found.start()
    for pattern in (_BRACKETS, _STROKE, _BARE, _GLUED):
        match = pattern.search(text, low, stop)
        if (
            match
            and (pattern is _BRACKETS or match.start("credit") > start)
            and (pattern is not _BARE or _are_names(match["credit"]))
        ):
            return match.start("credit")
    return None


def _are_names(words: str) -> bool:
    """Whether a stretch holds names only: every word has a capital or is one that names of makers contain."""
    parts = [part for part in _SPLIT.split(words.strip(" .")) if part]
    if not 0 < len(parts) <= _MOST_NAMES or not any(part[0].isupper() or part[0] == "@" for part in parts):
        return len(parts) == 1 and parts[0].isalpha()
    return all(not part[0].islower() or part in _NAME_WORDS for part in parts)


def announces_caption(words: str) -> bool:
    """A line that only says that the next one is a caption."""
    return bool(_PREFIX.fullmatch(words + " "))


def is_caption(words: str, count: int) -> bool:
    """Tell a caption without a credit: it points to people in a picture, or shows an act on a full date."""
    if _PREFIX.match(words):
        return True
    if count > _LONGEST_CAPTION or "“" in words or '"' in words:
        return False
    if _OF_A_PICTURE.match(words):
        return True
    sides = _SIDE.findall(words)
    shown = bool(_SHOWN.search(words)) and not _WAS_SHOWN.search(words)
    # "(R)" alone may be a party; the sides of a picture come with what people do in it.
    if any(side != "(R)" for side in sides):
        return shown or bool(_ACT.search(words)) or len(sides) > 1
    if not WRITTEN.search(words):
        return False
    return shown if not sides else shown or bool(_ACT.search(words))
