"""Names: do two of them name the same? Surnames, initials, acronyms, diacritics and transliterations."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.values.comparison import Comparison, Relation
from variorum.values.place import fold, naming

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SHORTEST_TOGETHER = 6
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "dos",
        "del",
        "abu",
        "ben",
        "ter",
        "zu",
        "of",
        "and",
        "for",
        "the",
        "und",
        "des",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")

# Spellings that different romanisations give one sound; longest first, applied in order.
_ROMANISATION = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("sz", "s"), ("ch", "c"), ("cz", "c"),
    ("kh", "h"), ("zh", "z"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dj", "j"), ("dzh", "j"), ("ts", "c"),
    ("tz", "c"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("w", "v"), ("x", "ks"), ("oe", "o"), ("ae", "a"),
    ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("yo", "o"),
    ("ja", "ia"), ("ju", "iu"), ("je", "e"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")


_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфыэіїєґў",
            [
                "a",
                "b",
                "v",
                "g",
                "d",
                "e",
                "z",
                "i",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "y",
                "e",
                "i",
                "i",
                "e",
                "g",
                "u",
            ],
            strict=True,
        )
    )
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": ""}
)


# Arabic writes no short vowels, and has one letter for b and p, for f and v, for w, u and o.
_ARABIC = str.maketrans(
    dict(zip("ابتثجحدذرزسشصضطظغفقكلمنهويىپگچ", "abttghdzrzsssdtzgfkklmnhuiibgc", strict=True))
    | {"خ": "kh", "ع": "", "ة": "a"}
)
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0600-\u06ff]")


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, Cyrillic and Arabic in Latin letters; without "Jr" and the like."""
    folded = fold(name).translate(_CYRILLIC)
    if _OTHER_SCRIPT.search(folded):
        folded = folded.translate(_ARABIC)
    return tuple(w for w in _WORD.findall(folded) if w not in _SUFFIXES)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A folded word as one romanisation of many: Dmitry, Dmitrij and Dmitri have the same."""
    for written, sound in _ROMANISATION:
        word = word.replace(written, sound)
    word = _REPEATED.sub(r"\1", word)
    return word.removesuffix("e") if len(word) > 4 else word


def same_word(a: str, b: str) -> bool:
    """Tell whether two folded words of names are one word, perhaps in two romanisations."""
    return a == b or (min(len(a), len(b)) >= 4 and skeleton(a) == skeleton(b))


# Arabic names in Latin letters: the article before a name or grown together with it, and "servant of".
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|ar|as|ash|at|an|az)-(?=\w{3})")
_ARTICLES = frozenset({"al", "el"})
_SERVANT = re.compile(r"^abd(?:[aeu]l)?-?")
# Arabic has three vowels, and sounds that are written g, k or q, and d or dh.
_ONE_LETTER = str.maketrans("eogq", "iukk")


def _has_article(words: Sequence[str]) -> bool:
    return any(map(_ARTICLE.match, words)) or not _ARTICLES.isdisjoint(words[1:])


def _arabic_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words of an Arabic name, its article and "Abd" with the word that they belong to."""
    found: list[str] = []
    for word in words:
        if found and (found[-1] == "abd" or (found[-1] in _ARTICLES and len(found) > 1)):
            found[-1] = f"{found[-1]}-{word}"
        else:
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=65536)
def _arabic_forms(word: str) -> frozenset[str]:
    """A word of an Arabic name as it may be written, with and without its article."""
    servant = _SERVANT.match(word)
    bare = _ARTICLE.sub("", word[servant.end() :] if servant and servant.end() < len(word) else word)
    lead = "abd" if servant and servant.end() < len(word) else ""
    forms = {lead + bare} | ({f"al{bare}"} if _ARTICLE.match(word) else set())
    return frozenset(skeleton(form.replace("dh", "d")).translate(_ONE_LETTER) for form in forms)


def same_arabic(a: str, b: str) -> bool:
    """Tell whether two folded words can be one of an Arabic name: Khaled and Khalid, al-Mansur and Almansour."""
    return a == b or not _arabic_forms(a).isdisjoint(_arabic_forms(b))


def spellings(word: str) -> frozenset[str]:
    """The forms in which a folded word of a name is looked up; words that are one have one of them in common."""
    return _arabic_forms(word) | {word, skeleton(word)}


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """What is left of a folded word in any script: its consonants, voiced and voiceless as one."""
    sounds = skeleton(word).translate(_VOICELESS)
    return _REPEATED.sub(r"\1", _VOWELS.sub("", sounds))


_VOICELESS = str.maketrans("bvzgqd", "pfskkt")
_VOWELS = re.compile(r"[aeiouyh-]")
# The endings that cases give a Cyrillic name, in Latin letters.
_CASES = re.compile(r"(?:ogo|omu|oiu|iu|ym|om|em|im|oi|ei|kh|a|u|e|i|y)$")


def same_sound(a: str, b: str) -> bool:
    """Tell whether two folded words of names of which one or both come from another script can be one word.

    >>> same_sound(*name_words("Путина"), *name_words("Putin"))
    True
    """
    forms_a, forms_b = (_sounds(w) for w in (a, b))
    common = max((len(c) for c in forms_a & forms_b), default=0)
    return a == b or (min(len(a), len(b)) >= 3 and common >= 2 and (a[0] in b[0] or common >= 3))


def _sounds(word: str) -> frozenset[str]:
    """The consonants of a word, also without its case ending; a c may be a k or an s."""
    found = {consonants(word), consonants(_CASES.sub("", word))}
    return frozenset(form.replace("c", sound) for form in found for sound in "ks")


@lru_cache(maxsize=65536)
def acronym_of(short: str, long: str) -> bool:
    """Tell whether `short` (capitals) is made of the initials of `long`, with or without its small words."""
    letters = "".join(c for c in short if c.isalnum())
    if len(letters) < 2 or sum(c.isupper() for c in letters) < 2:
        return False
    # There are no more initials than words: few pairs of names get past that. Of other letters case may make two.
    if letters.isascii() and long.isascii() and len(letters) > len(long.split()) + long.count("-") + long.count("/"):
        return False
    words = [w for w in re.split(r"[\s\-/]+", long) if w]
    full = [w for w in words if fold(w) not in _PARTICLES]
    return len(words) > 1 and letters.casefold() in (
        "".join(w[0] for w in words).casefold(),
        "".join(w[0] for w in full).casefold(),
    )


@lru_cache(maxsize=65536)
def compare_names(a: str, b: str) -> Comparison:
    """Compare two names of persons or bodies, given without titles.

    `same`: equal up to case, diacritics and romanisation, or two names of one territory. `compatible`: one can be
    the other's surname, initials, acronym or shorter form. `different`: another surname, or another given name.
    """
    x, y = name_words(a), name_words(b)
    if not x or not y:
        return Comparison(Relation.APART, "one is no name")
    same = same_sound if _OTHER_SCRIPT.search(a) or _OTHER_SCRIPT.search(b) else same_word
    if same is same_word and (_has_article(x) or _has_article(y)):
        x, y, same = _arabic_words(x), _arabic_words(y), same_arabic
    if len(x) == len(y) and all(same(p, q) for p, q in zip(x, y, strict=True)):
        return Comparison(Relation.SAME, "the same name" if x == y else "one name in two spellings")
    if len(x) != len(y) and written_together(x, y):
        return Comparison(Relation.SAME, "one name in two spellings")
    known, other = naming(a), naming(b)
    if known and known == other:
        return Comparison(Relation.SAME, f"two names for {known.territory.name}")
    if acronym_of(a, b) or acronym_of(b, a):
        return Comparison(Relation.COMPATIBLE, "one is the acronym of the other")
    return _compare_parts(x, y, same)


def written_together(x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether two names are one with and without its spaces: "Orbit Beyond", "OrbitBeyond"."""
    glued = "".join(x)
    return len(glued) >= _SHORTEST_TOGETHER and glued == "".join(y)


def _compare_parts(x: tuple[str, ...], y: tuple[str, ...], same: Callable[[str, str], bool]) -> Comparison:
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    if len(short) == 1:
        if same(short[0], long[-1]):
            return Comparison(Relation.COMPATIBLE, "the surname alone")
        if same(short[0], long[0]):
            return Comparison(Relation.COMPATIBLE, "the first part of the name alone")
        return Comparison(Relation.DIFFERENT, "other names")
    if not same(short[-1], long[-1]):
        turned = all(same(p, q) for p, q in zip(short, reversed(long), strict=False)) and len(short) == len(long)
        if turned:
            return Comparison(Relation.COMPATIBLE, "the same name in another order")
        if _in_order(short, long, same):
            return Comparison(Relation.COMPATIBLE, "one is a shorter form of the other")
        return Comparison(Relation.DIFFERENT, "other last names")
    if _in_order(short[:-1], long[:-1], same):
        return Comparison(Relation.COMPATIBLE, "one is a shorter form of the other")
    return Comparison(Relation.DIFFERENT, "other first names")


def _in_order(short: tuple[str, ...], long: tuple[str, ...], same: Callable[[str, str], bool]) -> bool:
    """Tell whether each word of `short` comes in `long` in the same order, in full or as an initial."""
    rest = iter(long)
    return all(any(_given(word, candidate, same) for candidate in rest) for word in short)


def _given(a: str, b: str, same: Callable[[str, str], bool]) -> bool:
    return same(a, b) or (1 in (len(a), len(b)) and a[0] == b[0])
