"""What stands around a report: navigation, share buttons, related links, addresses, sign-offs, bylines.

Each test looks at one line. The patterns are those of pages in general, never of one outlet, and are written so that
a sentence of a report does not fit them.
"""

from __future__ import annotations

import re

_SKIP = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?:skip|jump|go|back|return|navigate) (?:directly )?to (?:the )?"
    r"(?:main |primary |page |site )?(?:content|menu|navigation|nav|search|footer|header|top|home ?page|section|"
    r"article|sidebar|comments|accessibility|bottom|next|more [\w ]+ sites?|site (?:map|index))\b[^.]{0,30}",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?:home|menu|search|log ?in|sign ?(?:in|up)|my account|close|open menu|toggle navigation|"
    r"live(?: tv)?|newsletters?|podcasts?|e-?paper|main (?:menu|navigation)|sections|most read|trending|breaking news|"
    r"advertisement|sponsored|subscribe(?: now| today)?|cookie settings|site ?map|top stories|load more|show more)",
    re.IGNORECASE,
)
_CRUMB = re.compile(
    r"[^\W\d]\w*(?:\|[^\W\d][\w ]*)+|"
    r"[^\W\d][^/>»›|.?!]{0,30}(?:\s+[/>»›|]\s+[^\W\d][^/>»›|.?!]{0,30}){0,4}\s+[/>»›|]\s+[^\W\d][^/>»›|]{0,70}"
)
_SHARE = re.compile(
    r"(?:please )?(?:share|tweet|retweet|print|e-?mail|copy (?:the )?link|save|bookmark|listen|like|pin|post|"
    r"follow(?: us)?)(?: (?:this|the|us|it|via|on|to|with|by|in|and|article|articles|story|page|post|news|link|your|"
    r"friends?|now|later|read|facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|instagram|google news|youtube|"
    r"reddit|messenger|save|share|tweet|print|\||,|&))*[:!.]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|https? : / / .+|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
_ALTERNATE = re.compile(
    r"(?:can|may) (?:also )?be (?:accessed|reached|read|found|visited|followed|watched)\b.*"
    r"\b(?:following|alternat\w+|mirror|these)\b.*\b(?:address(?:es)?|sites?|domains?|links?|urls?|channels?|apps?):?\.?$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©.{0,120}|\(c\)\s*\d{4}\b.{0,100}|copyright\s+(?:©|\(c\)|\d{4}).{0,100}|.{0,80}\ball rights reserved\b.{0,60}|"
    r"(?:terms (?:of|and) (?:use|service|conditions)|privacy policy|contact us|about us)"
    r"(?:\s*[|·•-]\s*[\w ]{0,40})*|editor['’]?s['’]? note:.{1,300}",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\[?(?i:(?:also )?read(?: also| more| next| on)?|see (?:also|more)|also see|watch(?: also| now)?|listen|"
    r"more on this|related|recommended|don['’]t miss|you (?:may|might) (?:also )?(?:like|be interested in)|"
    r"lesen sie auch|mehr zum thema|"
    r"(?:à )?lire aussi|le[ea] también|leer más|leia (?:também|mais)|leggi anche|читайте также|zobacz też|lees ook|"
    r"läs också)\s*:\s*\S.*|"
    r"(?i:read also|also read|read more|read next|see also)\s*[|>»→-]?\s*[A-Z\"'“‘].*[^.]|"
    r"(?i:also on (?:[\w-]+\.)+[a-z]{2,}\b.+)|"
    r"(?:More from|More on|MORE FROM|MORE ON)\s+(?:[A-Z][\w'’-]*\s?){1,6}:?"
)
_RELATED_HEAD = re.compile(
    r"(?:related|recommended|more|other|latest|top|popular)(?: (?:on|about|in|from|for))?(?: this| the)?"
    r"(?: (?:stories|story|articles?|news|topics?|content|coverage|reading|links|videos))\s*:?|"
    r"(?:read (?:also|more|next)|see also|related|recommended(?: for you)?|most read|keep reading|"
    r"related topics|topics|"
    r"you (?:may|might) also like|"
    r"more on this(?: story| topic)?|editors?['’]?s? picks?|trending now|don['’]t miss|lesen sie auch|mehr zum thema|"
    r"(?:à )?lire aussi|le[ea] también|leia também|leggi anche|читайте также)\s*(?:[:…]|\.{3})?",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z]\.?|[A-Z][\w'’.-]*[\w.]|(?:de|van|von|der|den|da|di|du|la|le|el|al|bin|ibn)(?=[ -]))"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+(?:and|&|in|for|of|with|at|the)\s+|\s*[|/·]\s*|\s+){_NAME})*"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Authors?:|Text:|Story by|Reported by|Von|Par|Por)\s+{_NAMES}|"
    r"From our correspondent.{0,60}"
)
_PERSON = re.compile(
    rf"[A-Z][\w'’-]+(?:\s{_NAME}){{1,3}}(?:(?:\s*[,|/·]\s*|\sin\s|\sand\s){_NAME}(?:\s{_NAME}){{0,3}}){{0,3}}"
)
_BARE_DATE_WORD = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?:?"
    r"(?: \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?",
    re.IGNORECASE,
)
_LIST = re.compile(r"list (?:of \d+ items?|\d+ of \d+)|end of list", re.IGNORECASE)
_DESK = re.compile(
    r"(?:[a-z]{1,4}(?:[/,] ?[a-z]{1,4}){0,4}\s*)?"
    r"\((?:(?:with|based on|from) [\w, ]{2,60}|[A-Z][\w.’'-]+(?:[ ,/&-]+(?:and )?[A-Z][\w.’'-]*){0,6})\)"
)
_SOURCE = re.compile(
    r"(?:Sources?|SOURCES?|Editors?|Quelle|Fuente|Fonte|Via|Källa|Bron)(?: of (?:text|story))?\s*:\s*\S.{1,80}?\.?"
)
_GAP = r"(?:\s*[;,.&/()]+\s*|\s+|$)"
_DESK_NOTE = re.compile(
    r"\(?(?i:(?:additional |further )?reporting by|writing by|edit(?:ed|ing) by|compiled by|translated by|produced by|"
    r"with (?:additional )?(?:files|inputs?|reporting|material) (?:from|by))"
    rf"{_GAP}(?:(?:[^\W\d_a-z][\w.'’&-]*|and|in|for|of|the|by|from|with|editing|writing|additional|reporting|"
    rf"newsroom|staff|agencies|news|correspondents?){_GAP})+"
)
_CONTRIBUTED = re.compile(
    r".{2,140} contributed (?:(?:reporting |research )?to this (?:report|story|article)|"
    r"(?:reporting|research)(?: from [\w, ]{2,60})?)\.?|contributing:\s.{3,100}|"
    r"this (?:story|article|post|piece) (?:was|has been) (?:first |originally |automatically )?(?:published|updated|"
    r"corrected|edited|amended|produced|translated|syndicated|republished|reprinted|adapted)\b.{0,160}|"
    r"(?:this (?:story|article|post|piece) )?(?:first|originally) (?:published|appeared) (?:on|in|by|at) "
    r"(?-i:[A-Z])[\w.’' -]{1,40}",
    re.IGNORECASE,
)
_WIRES = re.compile(
    r"[-–—]?\s?[Ww]ith (?:[A-Z][\w.&'’-]*(?:,| and|,? &)? ?){0,6}"
    r"(?:wires?|agenc(?:ies|y (?:inputs|reports))|wire (?:reports|services)|inputs|staff reports)\.?"
)


def is_navigation(line: str) -> bool:
    """A skip link or an entry of a menu, perhaps numbered."""
    return bool(_SKIP.fullmatch(line) or _MENU.fullmatch(line))


def is_breadcrumbs(line: str) -> bool:
    """The path to a page: "News / Europe"."""
    return len(line) <= 120 and line[-1] not in ".?!" and bool(_CRUMB.fullmatch(line))


def is_footer(line: str) -> bool:
    """A share button, an address on the net, a copyright line or an outlet's alternate addresses."""
    if len(line) > 320:
        return False
    return bool(
        _SHARE.fullmatch(line) or _ADDRESS.fullmatch(line) or _ALTERNATE.search(line) or _RIGHTS.fullmatch(line)
    )


def is_sign_off(line: str) -> bool:
    """The desk's initials with agencies ("ab/cd (AFP)"), a source line, a note on who edited or supplied the text."""
    if len(line) > 260:
        return False
    if len(line) <= 90 and (_DESK.fullmatch(line) or _SOURCE.fullmatch(line) or _WIRES.fullmatch(line)):
        return True
    return bool(_DESK_NOTE.fullmatch(line) or _CONTRIBUTED.fullmatch(line))


def names_writers(line: str) -> bool:
    """A sign-off that can as well stand at the top: desk and agencies, or who reported and wrote."""
    return len(line) <= 260 and bool(_DESK.fullmatch(line) or _DESK_NOTE.fullmatch(line))


def is_related(line: str) -> bool:
    """A pointer to another report ("Read also: ..."), or the heading of a list of them."""
    return len(line) <= 200 and bool(_RELATED.fullmatch(line) or _RELATED_HEAD.fullmatch(line))


def is_related_head(line: str) -> bool:
    """The heading of a list of pointers to other reports."""
    return len(line) <= 80 and bool(_RELATED_HEAD.fullmatch(line))


def is_date_word(line: str) -> bool:
    """The word "Published" or its like, alone on a line above a date or with a time of day."""
    return bool(_BARE_DATE_WORD.fullmatch(line))


def is_list_mark(line: str) -> bool:
    """What is read out where a list of links begins, goes on and ends ("list 1 of 4", "end of list")."""
    return bool(_LIST.fullmatch(line))


def is_byline(line: str) -> bool:
    """A line that names the author with a word such as "By"."""
    return len(line) <= 120 and bool(_BYLINE.fullmatch(line))


def is_person(line: str) -> bool:
    """A line that can be a person's name, perhaps with an agency; only its place makes it a byline."""
    return len(line) <= 60 and bool(_PERSON.fullmatch(line))


def is_masthead(line: str) -> bool:
    """Whether a line can be the name of a paper: one to four words, each with a capital, and nothing else."""
    words = line.split()
    return 1 <= len(words) <= 4 and all(word.isalpha() and word[0].isupper() for word in words)
