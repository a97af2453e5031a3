"""Sentence boundaries by rules, for every script: marks that end a sentence, and what they end when they do not.

The ideas (abbreviations, initials, ordinals, closing marks) are those of Mikheev, "Periods, Capitalized Words, etc.",
Computational Linguistics 28 (2002); the word lists are the project's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(
    r"""(?P<mark>[.!?…؟۔।։]+|[。！？｡]+)
        (?P<close>["'”“’»›)\]）」』】]*(?:\s[»›](?=[\s,;]|\Z))?)
        (?P<gap>\s*)(?=(?P<next>.?))""",
    re.VERBOSE | re.DOTALL,
)
_WIDE = frozenset("。！？｡")
_BEFORE = re.compile(r"[^\s\"“”„«»()\[\]]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_NEXT_WORD = re.compile(r"[\"'“‘„«(\[]*([^\W_]+(?:['’][^\W_]+)?)")
_CUE_NEXT = re.compile(
    r"(?:[A-Z][\w.’'-]+\s+){1,4}(?:said|says|asked|asks|added|told|wrote|cried|shouted|replied|exclaimed)\b"
)
_GLUED = re.compile(r"[^\W\d_]{3,}$")

# After these a capital, too, goes on with the same sentence.
_TITLES = words(
    "mr mrs ms dr prof sen gov rep gen col lt capt maj sgt cpl cmdr adm brig hon rev fr st mt ft vs art fig vol "
    "messrs mme mlle hr fru frl herr abs nr bzw mio mrd sr sra srta dra ing lic m mm mgr kl dvs г ул им т"
)
# After these a sentence may end, and does before a capital that begins sentences.
_SHORT = words(
    "inc ltd co corp llc plc bros etc jr sr "
    "dept est approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed "
    "thu fri sat sun a.m p.m am pm u.s u.k u.n u.s.a e.u d.c ph.d e.g i.e z.b usw ca av avda ave blvd rd tel"
)
_STARTERS = words(
    "the a an this that these those it he she they we i you his her their its our in on at for from by with after "
    "before but and or so yet if when while as since there here who what why how where some many most "
    "several both all no not one two three according meanwhile however also then now last next earlier later "
    "he's she's it's they're i'm"
)
_NUMBERED = words("no nos nr art fig vol p pp ch")
# Languages in which “ closes.
_HIGH_CLOSING = words("de cs sk sl hr bg lt et is")
# Languages that write ordinals, and so dates, with a full stop after the number.
_ORDINAL_STOP = words("de da nb nn no cs sk pl hu fi et sl hr sr is tr")


def sentence_starts(text: str, language: str = "en") -> Iterator[int]:
    """The offsets at which sentences of a paragraph begin, in order; the first is that of the first character."""
    first = len(text) - len(text.lstrip())
    if first < len(text):
        yield first
    for found in _END.finditer(text):
        start = found.end()
        if "“" in found.group("close") and language not in _HIGH_CLOSING:
            start = text.index("“", found.start())
        if first < start < len(text) and _ends(text, found, language):
            yield start


def _ends(text: str, found: re.Match[str], language: str) -> bool:
    mark, close, gap, following = found.group("mark", "close", "gap", "next")
    if mark[-1] in _WIDE:
        return following not in "”』」）"
    before = _BEFORE.search(text, max(0, found.start() - 40), found.start())
    word = before.group() if before else ""
    if not gap:
        return not close and mark == "." and _is_glued(text, word, found.end())
    if following.islower() or following in ",;:-–—)":
        return False
    if mark == ".":
        return _full_stop(text, word, bool(close), found.end(), language)
    return not (close and mark in "!?" and _CUE_NEXT.match(text, found.end(), found.end() + 80))


def _is_glued(text: str, word: str, start: int) -> bool:
    """ "...the war.The next": a space was lost; "Amazon.com" and "Node.js" stay whole."""
    following = text[start : start + 3]
    whole = _NEXT_WORD.match(text, start)
    if not _GLUED.search(word) or not whole or "@" in word or "/" in word or "www" in word:
        return False
    short = len(following) > 1 and following[:1].isupper() and (following[1:2].islower() or following[1:2] == " ")
    return short and word[-1].islower()


def _full_stop(text: str, word: str, closed: bool, start: int, language: str) -> bool:
    bare = word.casefold().strip("'’‘-–—")
    following = _NEXT_WORD.match(text, start)
    begins = following is not None and following.group(1).casefold() in _STARTERS
    if closed:
        return True
    if bare in _TITLES or (bare in _NUMBERED and text[start : start + 1].isdigit()):
        return False
    if bare in _SHORT or (_INITIALS.fullmatch(bare) and "." in bare):
        return begins
    if len(bare) == 1 and bare.isalpha() and word.isupper():
        return begins and language == "en" and following is not None and following.group(1) != "A"
    if len(bare) == 1 and bare.isalpha() and language == "de":
        return False  # "z. B.", "u. a."
    if bare.isdigit() and len(bare) <= 2 and language in _ORDINAL_STOP:
        return False
    return bool(bare) or text[start - 2 : start - 1] == "."
