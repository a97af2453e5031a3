"""How a name may sound, roughly: the same for "Yeltsin", "Jelzin" and "Ельцин", whichever language has spelled it.

Vowels and glides are dropped and consonants put into classes, after the idea of Soundex (Russell 1918) with the letters
of several languages. Two names of one sound may be two; names of two sounds are hardly one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from variorum.values.name import name_words

_SIBILANT = re.compile(r"schtsch|chtch|shch|tsch|sch|tch|dzh|dsch|dj|sh|zh|cz|sz|ts|tz|[sz]|c(?=[eiy])")
_DOUBLE = re.compile(r"(.)\1+")
_CLASSES = {
    **dict.fromkeys("bp", "P"),
    **dict.fromkeys("vwf", "F"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("gkqc", "K"),
    **{letter: letter.upper() for letter in "lmnr"},
    "S": "S",
}
_ONE_SOUND = (("kh", "k"), ("ph", "f"), ("gu", "g"), ("x", "ks"))
# "Ch" is a sibilant in English and a "kh" in German; "j" is a "kh" in Spanish, a sibilant in French, a glide elsewhere.
_CH, _J = ("S", "k"), ("", "k", "S")


@lru_cache(maxsize=16384)
def sounds(word: str) -> frozenset[str]:
    """The classes of the consonants of one folded word, a string for each way to read it.

    >>> sounds("jelzin") & sounds("yeltsin")
    frozenset({'LSN'})
    """
    for written, sound in _ONE_SOUND:
        word = word.replace(written, sound)
    plain = _SIBILANT.sub("S", _DOUBLE.sub(r"\1", word))
    read = (plain.replace("ch", ch).replace("j", j) for ch, j in product(_CH, _J))
    return frozenset(_DOUBLE.sub(r"\1", "".join(_CLASSES.get(c, "") for c in each)) for each in read)


def may_be_one(a: str, b: str) -> bool:
    """Whether two names of persons can be spellings of one: the last words sound alike, and the first, if there are."""
    one, other = name_words(a), name_words(b)
    if not one or not other or not sounds(one[-1]) & sounds(other[-1]):
        return False
    return min(len(one), len(other)) == 1 or _first_alike(one[0], other[0])


def of_one_surname(a: str, b: str) -> bool:
    """Whether two full names have last words that sound alike and first ones that cannot be one."""
    one, other = name_words(a), name_words(b)
    full = min(len(one), len(other)) > 1
    return full and bool(sounds(one[-1]) & sounds(other[-1])) and not _first_alike(one[0], other[0])


def _first_alike(a: str, b: str) -> bool:
    """Whether one first name sounds like the other or like its beginning ("Alex")."""
    return any(x.startswith(y) or y.startswith(x) for x in sounds(a) for y in sounds(b))
