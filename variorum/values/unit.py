"""Units as newspapers write them, with base unit and factor (SI brochure, 9th ed.; customary units: NIST SP 811)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Unit(NamedTuple):
    """A base unit, the factor to it, and what is added after multiplying (only temperatures)."""

    base: str
    factor: float
    offset: float = 0.0


_TABLE = """
second 1 second seconds sec secs s
second 60 minute minutes min mins
second 3600 hour hours hr hrs h
second 86400 day days
second 604800 week weeks
second 1209600 fortnight fortnights
second 2629800 month months
second 31557600 year years yr yrs
second 315576000 decade decades
second 3155760000 century centuries
metre 0.001 mm millimetre millimetres millimeter millimeters
metre 0.01 cm centimetre centimetres centimeter centimeters
metre 1 m metre metres meter meters
metre 1000 km kms kilometre kilometres kilometer kilometers
metre 1609.344 mile miles mi
metre 1852 nautical_mile nautical_miles
metre 0.3048 foot feet ft
metre 0.0254 inch inches in
metre 0.9144 yard yards yd yds
square_metre 1 m² m2 sqm square_metre square_metres square_meter square_meters sq_m
square_metre 1000000 km² km2 square_kilometre square_kilometres square_kilometer square_kilometers sq_km
square_metre 2589988.11 square_mile square_miles sq_mi sq_miles
square_metre 0.09290304 square_foot square_feet sq_ft
square_metre 10000 hectare hectares ha
square_metre 4046.8564 acre acres
cubic_metre 0.001 litre litres liter liters
cubic_metre 0.158987295 barrel barrels
cubic_metre 0.003785412 gallon gallons
cubic_metre 1 m³ m3 cubic_metre cubic_metres cubic_meter cubic_meters
cubic_metre 0.028316847 cubic_foot cubic_feet
kilogram 1 kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
kilogram 0.001 gram grams gramme grammes
kilogram 1000 tonne tonnes metric_ton metric_tons
kilogram 907.18474 ton tons short_ton short_tons
kilogram 0.45359237 lb lbs
kilogram 0.028349523 ounce ounces oz
kilogram 6.35029318 stone
metre_per_second 0.277777778 km/h kph kmh kilometres_per_hour kilometers_per_hour kilometres_an_hour kilometers_an_hour
metre_per_second 0.44704 mph miles_per_hour miles_an_hour
metre_per_second 0.514444444 knot knots
metre_per_second 1 m/s metres_per_second meters_per_second
watt 1 watt watts
watt 1000 kw kilowatt kilowatts
watt 1000000 mw megawatt megawatts
watt 1000000000 gw gigawatt gigawatts
watt_hour 1000 kwh kilowatt-hour kilowatt-hours kilowatt_hours
watt_hour 1000000 mwh megawatt-hours megawatt_hours
byte 1000000 mb megabyte megabytes
byte 1000000000 gb gigabyte gigabytes
byte 1000000000000 tb terabyte terabytes
volt 1 volt volts
volt 1000 kv kilovolt kilovolts
percent 1 % percent per_cent pct
percentage_point 1 percentage_point percentage_points point_percentage
percentage_point 0.01 basis_point basis_points
celsius 1 °c degrees_celsius degree_celsius degrees_centigrade degrees_c celsius
"""
_FAHRENHEIT = ("°f", "degrees fahrenheit", "degree fahrenheit", "degrees f", "fahrenheit")

_MONEY = """
USD dollar dollars usd us$ cent? $ us_dollar us_dollars u.s._dollars u.s._dollar
EUR euro euros eur €
GBP pound pounds gbp £ sterling pounds_sterling
JPY yen jpy ¥
CNY yuan renminbi cny rmb
RUB rouble roubles ruble rubles rub ₽
INR rupee rupees inr ₹ rs
CHF swiss_franc swiss_francs chf
SEK swedish_krona swedish_kronor kronor sek
NOK norwegian_krone norwegian_kroner nok
DKK danish_krone danish_kroner dkk
PLN zloty zlotys pln
TRY lira liras try_ turkish_lira
UAH hryvnia hryvnias uah ₴
KRW won? krw ₩
ILS shekel shekels ils ₪
AUD australian_dollars australian_dollar aud a$
CAD canadian_dollars canadian_dollar cad c$
HKD hong_kong_dollars hkd hk$
NZD nz$ nzd new_zealand_dollars
SGD s$ sgd singapore_dollars
BRL r$ brl reais
ZAR rand zar
MXN mxn
"""


def _read(table: str) -> dict[str, Unit]:
    units = {}
    for line in table.strip().splitlines():
        base, factor, *names = line.split()
        for name in names:
            units[name.replace("_", " ").lower()] = Unit(base.replace("_", " "), float(factor))
    return units


# Abbreviations of the English table that other languages share; their words are each language's own.
_SHARED = frozenset(
    [
        "mm",
        "cm",
        "km",
        "m²",
        "m2",
        "km²",
        "km2",
        "ha",
        "m³",
        "m3",
        "kg",
        "km/h",
        "kmh",
        "m/s",
        "kw",
        "mw",
        "gw",
        "kwh",
        "mwh",
        "kv",
        "mb",
        "gb",
        "tb",
        "°f",
        "%",
        "eur",
        "chf",
    ]
)
_ALIAS = {"nb": "no", "nn": "no"}


@cache
def units(language: str = "en") -> dict[str, Unit]:
    """All written forms (lower case) with their unit, for a language: its own words and the signs that all share."""
    table = _read(_TABLE) | {name: Unit("celsius", 5 / 9, -160 / 9) for name in _FAHRENHEIT}
    for line in _MONEY.strip().splitlines():
        code, *names = line.split()
        table |= {name.rstrip("?_").replace("_", " "): Unit(code, 1.0) for name in names if not name.endswith("?")}
    if language == "en":
        return table
    codes = {n: u for n, u in table.items() if n in _SHARED or (not n.isalpha() and len(n) < 4) or u.base == n.upper()}
    signs = {n: u for n, u in codes.items() if len(n) > 1 or not n.isalpha()}
    return signs | _foreign(_ALIAS.get(language, language))


def _foreign(language: str) -> dict[str, Unit]:
    rows = files("variorum").joinpath("lexicon/units.tsv").read_text(encoding="utf-8").splitlines()
    found = {}
    for base, factor, spoken, forms in (row.split("\t") for row in rows if row and not row.startswith("#")):
        if spoken in (language, "*"):
            unit = Unit(base, float(factor))
            found.update({form.replace("_", " ").lower(): unit for form in forms.split()})
    return found


_SYMBOLS = frozenset("$€£¥₽₹₴₩₪")


@cache
def unit_after(language: str = "en") -> re.Pattern[str]:
    """Matches a unit right after a number, with the space or hyphen before it; group 1 is the unit."""
    names = sorted(units(language), key=len, reverse=True)
    words = "|".join(re.escape(n).replace(r"\ ", r"[\s\u00a0-]+") for n in names)
    edge = r"(?!\w)" if language not in ("zh", "ja") else ""
    # "3,2 milliards d'euros", "50 millones de dólares"
    words = words if language == "en" else rf"(?:(?:de|di)\s|d['’])?(?:{words})"
    return re.compile(rf"[\s\u00a0]?[-‑]?[\s\u00a0]?({words}){edge}", re.IGNORECASE)


@cache
def money_before() -> re.Pattern[str]:
    """Matches a currency sign or code that ends right before a number; group 1 is the sign."""
    return re.compile(
        r"((?:US|A|AU|C|CA|HK|NZ|S|R)?\$|[€£¥₽₹₴₩₪]|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CNY|RMB|JPY|Rs\.?))\s?\Z"
    )


def unit_of(written: str, language: str = "en") -> Unit | None:
    """The unit that a word or sign stands for."""
    key = re.sub(r"[\s\u00a0-]+", " ", written.strip().lower()).rstrip(".")
    key = key if language == "en" else re.sub(r"^(?:de |di |d['’])", "", key)
    key = {"au$": "a$", "ca$": "c$"}.get(key, key)
    table = units(language)
    return table.get(key) or table.get(written.strip().lower())
