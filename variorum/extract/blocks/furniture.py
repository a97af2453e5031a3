"""What stands around a report: navigation, share buttons, related links, addresses, sign-offs, bylines, date lines.

Each test looks at one short line. The patterns are those of pages in general, never of one outlet.
"""

from __future__ import annotations

import re

from variorum.extract.dates import ISO, WRITTEN

_SKIP = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?:skip|jump|go|back|return|navigate) (?:directly )?to (?:the )?"
    r"(?:main |primary |page |site )?(?:content|menu|navigation|nav|search|footer|header|top|home ?page|section|article|"
    r"sidebar|comments|accessibility|bottom|next|more [\w ]+ sites?|site (?:map|index))\b.{0,30}",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?:home|menu|search|log ?in|sign ?(?:in|up)|my account|close|open menu|toggle navigation|"
    r"live(?: tv)?|newsletters?|podcasts?|e-?paper|main (?:menu|navigation)|sections|most read|trending|breaking news|"
    r"advertisement|sponsored|subscribe(?: now| today)?|cookie settings|site ?map|top stories)",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"[^\s/>»›|](?:[^/>»›|]{0,28}[^\s/>»›|])?(?:\s+[/>»›|]\s+[^\s/>»›|][^/>»›|]{0,60})+")
_SHARE = re.compile(
    r"(?:please )?(?:share|tweet|retweet|print|e-?mail|copy (?:the )?link|save|bookmark|listen|like|pin|post|follow(?: us)?)"
    r"(?: (?:this|the|us|it|via|on|to|with|by|in|and|article|story|page|post|news|link|your|friends?|now|facebook|twitter|x|"
    r"whatsapp|telegram|linkedin|e-?mail|instagram|google news|youtube|reddit|messenger|save|share|tweet|print|\||,|&))*[:!.]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
_ALTERNATE = re.compile(
    r"(?:can|may) (?:also )?be (?:accessed|reached|read|found|visited|followed|watched)\b.*"
    r"\b(?:address(?:es)?|sites?|domains?|links?|urls?|channels?|apps?):?\.?$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\b).{0,120}|.{0,80}\ball rights reserved\b.{0,40}|"
    r"(?:terms (?:of|and) (?:use|service|conditions)|privacy policy|contact us|about us)(?:\W+[\w ]{0,40})?",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:(?:also )?read(?: also| more| next| on)?|see also|also see|watch(?: also| now)?|listen|more on this|related|"
    r"recommended|don['’]t miss|you (?:may|might) (?:also )?(?:like|be interested in))\s*:\s*\S.*|"
    r"(?:read also|also read|read more|read next|see also|more from|more on)\s*[:|>»→-]?\s*[A-Z\"'“‘].*",
    re.IGNORECASE,
)
_RELATED_HEAD = re.compile(
    r"(?:related|recommended|more|other|latest|top|popular)(?: (?:on|about|in|from|for))?(?: this| the)?"
    r"(?: (?:stories|story|articles?|news|topics?|content|coverage|reading|links|videos|you))\s*:?|"
    r"(?:read (?:also|more|next)|see also|related|recommended|most read|you (?:may|might) also like|more on this(?: story| topic)?|"
    r"editors?['’]?s? picks?|trending now|don['’]t miss)\s*:?",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z]\.?|[A-Z][\w'’.-]*[\w.]|(?:de|van|von|der|den|da|di|du|la|le|el|al|bin|ibn)(?=[ -]))"
_BYLINE = re.compile(
    rf"(?:By|BY|Written by|Author:|Authors:|Text:|From our|Story by|Reported by)\s+{_NAME}"
    rf"(?:(?:\s*,\s*|\s+(?:and|&|in|for|of|with|at|the)\s+|\s*[|/·]\s*|\s+){_NAME})*"
)
_DESK = re.compile(
    r"[a-z]{1,4}(?:[/,] ?[a-z]{1,4}){0,4}\s*\((?P<names>[^()]{2,80})\)|"
    r"\((?P<alone>(?:with|based on|from) [\w, ]{2,60}|[A-Z][\w.’'-]*(?:[ ,/&-]+(?:and )?[A-Z][\w.’'-]*){0,5})\)",
)
_SOURCE = re.compile(r"Sources?(?: of (?:text|story))?\s*:\s*(?P<names>\S.{1,80}?)\.?|Via\s*:\s*\S.{1,60}")
_DESK_NOTE = re.compile(
    r"\(?(?:(?:additional |further )?reporting by|writing by|edit(?:ed|ing) by|with (?:files|inputs?|reporting|material) (?:from|by)|"
    r"compiled by|translated by|produced by|this (?:story|article|report|post) (?:was|has been|is|first|originally)\b).{1,160}",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"(?:first )?(?:published|updated|posted|last (?:modified|updated)|date|modified|created|issued|released)"
    r"(?: (?:on|at|date|time))?[\s:–-]*|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?|"
    r"\d{1,2}[:.]\d\d(?::\d\d)?|[ap]\.?m\.?(?!\w)|(?:gmt|utc|bst|ce?s?t|e[sd]?t|p[sd]t|ist|z)(?:[+-]\d+)?(?!\w)|"
    r"\d+ (?:min(?:ute)?s?|hours?|days?) (?:ago|read)|hrs?\b|\bat\b|\bon\b|[\s,;:|/()·•–—-]+",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 90


def is_navigation(line: str) -> bool:
    """A skip link or an entry of a menu, perhaps numbered."""
    return bool(_SKIP.fullmatch(line) or _MENU.fullmatch(line))


def is_breadcrumbs(line: str) -> bool:
    """The path to a page: "News / Europe"."""
    return len(line) <= 120 and line[-1] not in ".?!" and bool(_CRUMB.fullmatch(line))


def is_footer(line: str) -> bool:
    """A share button, an address on the net, a copyright line or an outlet's alternate addresses."""
    return len(line) <= 240 and bool(
        _SHARE.fullmatch(line)
        or _ADDRESS.fullmatch(line)
        or _ALTERNATE.search(line)
        or (len(line) <= 160 and _RIGHTS.fullmatch(line))
    )


def is_alternate(line: str) -> bool:
    """The sentence that says where else an outlet can be found: only furniture comes after it."""
    return bool(_ALTERNATE.search(line))


def is_sign_off(line: str) -> bool:
    """The desk's initials with agencies ("ab/cd (AFP)"), a source line, a note on who edited or supplied the text."""
    return bool(
        (len(line) <= 90 and (_DESK.fullmatch(line) or _SOURCE.fullmatch(line)))
        or (len(line) <= 200 and _DESK_NOTE.fullmatch(line))
    )


def is_related(line: str) -> bool:
    """A pointer to another report: "Read also: ..."."""
    return len(line) <= 200 and bool(_RELATED.fullmatch(line))


def heads_related(line: str) -> bool:
    """The heading of a list of other reports."""
    return bool(_RELATED_HEAD.fullmatch(line))


def is_byline(line: str) -> bool:
    """A line that names the author."""
    return len(line) <= 120 and bool(_BYLINE.fullmatch(line))


def is_date_line(line: str) -> bool:
    """A line that holds a full date, perhaps a time, and nothing else."""
    if len(line) > _LONGEST_DATE_LINE or not (ISO.search(line) or WRITTEN.search(line)):
        return False
    return not _DATE_WORDS.sub("", WRITTEN.sub("", ISO.sub("", line)))
