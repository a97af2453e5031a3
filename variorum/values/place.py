"""Places: territories with their names, demonyms, capitals and seats of government, and how two place names compare."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from variorum.values.comparison import Comparison, Relation


class Territory(NamedTuple):
    """A country (or a part of one with its own government): its code (ISO 3166) and what people call it."""

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[tuple[str, ...], ...]
    seats: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name most used in English."""
        return self.names[0]


class Naming(NamedTuple):
    """What a word or name says of a territory: `kind` is "name", "demonym", "capital" or "seat".

    `which` tells two capitals of one territory apart; two spellings of one city have the same.
    """

    territory: Territory
    kind: str
    which: int = 0


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in lower case without diacritics, full stops, "the" and possessive endings, for look-ups."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("ı", "i").casefold().removesuffix("'s").removesuffix("'")
    return " ".join(plain.replace(".", "").removeprefix("the ").split())


@cache
def territories() -> tuple[Territory, ...]:
    """All territories of the table, in the order of the file."""
    table = files("variorum").joinpath("lexicon/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(
        Territory(row[0], _parts(row[1]), _parts(row[2]), tuple(map(_parts, row[3].split(";"))), _parts(row[4]))
        for row in rows
    )


def _parts(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


@cache
def _index() -> dict[str, Naming]:
    found: dict[str, Naming] = {}
    for kind in ("name", "demonym", "capital", "seat"):
        for territory in territories():
            listed = {"name": (territory.names,), "demonym": (territory.demonyms,), "seat": (territory.seats,)}
            for which, spellings in enumerate(listed.get(kind, territory.capitals)):
                for name in spellings:
                    found.setdefault(fold(name), Naming(territory, kind, which))
    return found


def naming(name: str, language: str = "en") -> Naming | None:
    """What a name says of a territory, if anything: in English, or in another language (ISO 639-1) that CLDR knows."""
    found = _index().get(fold(name))
    if found is None and language not in ("", "en"):
        return _inflected(name, language)
    return found


def _inflected(name: str, language: str) -> Naming | None:
    """A territory in another language, also in another case ("России" for "Россия") or with "and" written onto it."""
    listed, folded = _foreign(language), fold(name)
    found = listed.get(folded) or listed.get(without_prefix(folded, language))
    if found is None and language in _CASES and len(folded) >= 5:
        found = _stems(language).get(folded[:-1]) or _stems(language).get(folded[:-2])
    return found


# "And", "so", "in", "for", "as" are written onto a word in Arabic, and "for the" swallows a letter of it.
_PREFIXES = re.compile(r"[وف]?(?:لل(?=\w{3})|[بلك])?(?=\w{4})")


def without_prefix(name: str, language: str) -> str:
    """A territory's name without the short words that Arabic writes onto it; any other name as it is."""
    if language.partition("-")[0] != "ar" or fold(name) in _foreign("ar"):
        return name
    found = _PREFIXES.match(name)
    bare = name[found.end() :] if found else name
    if found and found[0].endswith("لل"):
        bare = f"ال{bare}"
    return bare if fold(bare) in _foreign("ar") else _without_and(name)


def _without_and(name: str) -> str:
    """Without "and" alone, where what follows only looks like another short word ("ولبنان")."""
    return name[1:] if name[:1] in "وف" and fold(name[1:]) in _foreign("ar") else name


@lru_cache(maxsize=32)
def _stems(language: str) -> dict[str, Naming]:
    listed = _foreign(language)
    return {name[: -1 if name[-1] in _VOWELS else len(name)]: listed[name] for name in sorted(listed) if len(name) >= 5}


_CASES = frozenset({"ru", "uk", "pl", "cs", "sk", "sr", "hr", "bg"})
_VOWELS = frozenset("aeiouyаеиоуыэюяіїє")


@lru_cache(maxsize=32)
def _foreign(language: str) -> dict[str, Naming]:
    """The names of territories in another language, after Unicode's CLDR as Babel carries it."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return {}
    found = {fold(names[t.code]): Naming(t, "name") for t in territories() if t.code in names}
    by_code = {t.code: Naming(t, "name") for t in territories()}
    table = files("variorum").joinpath("lexicon/country_names.tsv").read_text(encoding="utf-8")
    for code, spoken, others in (row.split("\t") for row in table.splitlines() if row and not row.startswith("#")):
        if spoken == language.partition("-")[0]:
            found |= {fold(name): by_code[code] for name in _parts(others)}
    return found


def foreign_names(language: str) -> frozenset[str]:
    """The folded names of territories in a language other than English."""
    return frozenset(_foreign(language))


_DEMONYM_ENDINGS = frozenset(
    ["i", "n", "an", "ian", "ean", "nian", "ese", "ish", "er", "ers", "ns", "ans", "ians", "ic", "ite", "ite's", "is"]
)


def is_demonym_of(adjective: str, place: str) -> bool:
    """Tell whether a folded word can be the adjective or the people of a place no table knows: Torvanian, Torvania."""
    if adjective == place or len(place) < 4:
        return False
    stem = place.rstrip("aeiouy") or place
    return any(
        adjective.startswith(base) and adjective[len(base) :] in _DEMONYM_ENDINGS
        for base in (place, stem, place[:-1])
        if len(base) >= 3
    )


# How the press shortens the states of the United States (Associated Press style).
_STATES = (
    "Ala. Alabama|Ariz. Arizona|Ark. Arkansas|Calif. California|Colo. Colorado|Conn. Connecticut|Del. Delaware|"
    "Fla. Florida|Ga. Georgia|Ill. Illinois|Ind. Indiana|Kan. Kansas|Ky. Kentucky|La. Louisiana|Md. Maryland|"
    "Mass. Massachusetts|Mich. Michigan|Minn. Minnesota|Miss. Mississippi|Mo. Missouri|Mont. Montana|Neb. Nebraska|"
    "Nev. Nevada|N.H. New Hampshire|N.J. New Jersey|N.M. New Mexico|N.Y. New York|N.C. North Carolina|"
    "N.D. North Dakota|Okla. Oklahoma|Ore. Oregon|Pa. Pennsylvania|Penn. Pennsylvania|R.I. Rhode Island|"
    "S.C. South Carolina|S.D. South Dakota|Tenn. Tennessee|Vt. Vermont|Va. Virginia|Wash. Washington|"
    "W.Va. West Virginia|Wis. Wisconsin|Wyo. Wyoming"
)
_SHORTENED = {fold(short): fold(state) for short, _, state in (row.partition(" ") for row in _STATES.split("|"))}


def _written_out(name: str) -> str:
    """A folded name, a shortened state written out where it has its full stop ("Calif.", "N.Y.")."""
    folded = fold(name)
    return _SHORTENED.get(folded, folded) if name.rstrip().endswith(".") else folded


def _is_part(short: str, long: str) -> bool:
    """Tell whether a place's name is the other's with a word before or after it ("northern Torvik", "Torvik Bay")."""
    one, two = fold(short).split(), fold(long).split()
    return 0 < len(one) < len(two) and (two[: len(one)] == one or two[-len(one) :] == one)


def compare_places(a: str, b: str) -> Comparison:
    """Compare two names of places.

    Other names of one territory are the same; a capital inside its country is compatible; two territories, or a
    capital and another country, exclude each other. Names that no table knows are different only in being unequal.
    """
    if _written_out(a) == _written_out(b):
        return Comparison(Relation.SAME, "the same name")
    x, y = naming(a), naming(b)
    if x is None or y is None:
        if _is_part(a, b) or _is_part(b, a):
            return Comparison(Relation.COMPATIBLE, f"{a} and {b} share a name: one may be a part of the other")
        return Comparison(Relation.DIFFERENT, f"{a} and {b} are different names")
    if x.territory.code != y.territory.code:
        part = x.territory.code.split("-")[0] == y.territory.code.split("-")[0]
        if part and "name" in (x.kind, y.kind):
            return Comparison(Relation.COMPATIBLE, f"{a} and {b} lie in each other")
        return Comparison(Relation.DIFFERENT, f"{a} and {b} belong to different countries")
    if x.kind == y.kind == "capital" and x.which != y.which:
        return Comparison(Relation.DIFFERENT, f"{a} and {b} are two cities of {x.territory.name}")
    if x.kind == y.kind:
        return Comparison(Relation.SAME, f"{a} and {b} name {x.territory.name}")
    return Comparison(Relation.COMPATIBLE, f"{a} and {b} both stand for {x.territory.name}")
