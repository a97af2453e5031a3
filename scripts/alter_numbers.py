"""Make rows for learn_pair_reader.py out of restatements: one of two sentences that tell the same gets another number.

    python scripts/alter_numbers.py ROWS.jsonl ... -o ALTERED.jsonl

A row whose sentences tell the same or may both be right, and have exactly one number, day or month in common, becomes a
conflict (`number` or `date`) by another one in its second sentence; the row as it was is written beside it. Written
pairs avoid copies with one word exchanged, so a network learns from them what a sentence is about, but hardly to look
whether its numbers agree.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

_WORDS = [
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
    *("sixty", "seventy", "eighty", "ninety"),
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
# "May" is a verb, too.
_MONTHS = [
    *("January", "February", "March", "April", "June", "July", "August", "September", "October", "November"),
    "December",
]
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_VALUE = re.compile(
    r"\b(?:" + "|".join([*_DAYS, *_MONTHS]) + r"|(?i:" + "|".join(_WORDS) + r")|\d+(?:,\d{3})*(?:\.\d+)?)\b(?![-\w])"
)
_FROM = frozenset(
    {"same", "detail", "compatible", "direct-indirect", "synonym", "name-variant", "title-name", "metonym"}
)


def altered(a: str, b: str, chance: random.Random) -> tuple[str, str] | None:
    """The kind of conflict and the second sentence with another value; None where the two share none or several."""
    shared = {v.lower() for v in _VALUE.findall(a)} & {v.lower() for v in _VALUE.findall(b)}
    places = [m for m in _VALUE.finditer(b) if m.group().lower() in shared]
    if len(places) != 1:
        return None
    value = places[0].group()
    other = _other(value, chance)
    if other.lower() in {v.lower() for v in _VALUE.findall(a)}:
        return None
    kind = "date" if value in _DAYS or value in _MONTHS or _YEAR.fullmatch(value) else "number"
    return kind, b[: places[0].start()] + other + b[places[0].end() :]


def _other(value: str, chance: random.Random) -> str:
    for series in (_DAYS, _MONTHS):
        if value in series:
            return chance.choice([v for v in series if v != value])
    if value.lower() in _WORDS:
        at = _WORDS.index(value.lower())
        other = chance.choice([w for w in _WORDS[max(0, at - 5) : at + 6] if w != value.lower()])
        return other.capitalize() if value[0].isupper() else other
    if "." in value:
        return f"{float(value.replace(',', '')) * chance.choice([0.5, 0.8, 1.3, 1.7]):.1f}"
    number = int(value.replace(",", ""))
    if _YEAR.fullmatch(value):
        other_number = number + chance.choice([-12, -5, -3, -1, 1, 2, 4])
    else:
        share = chance.choice([0.4, 0.6, 0.75, 0.85, 1.15, 1.3, 1.6, 2.2])
        other_number = round(number * share) if number > 12 else number + 2
    other_number += other_number == number
    return f"{other_number:,}" if "," in value else str(other_number)


def main() -> None:
    """Read the command line, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    chance, count = random.Random(0), 0  # noqa: S311
    with given.output.open("w", encoding="utf-8") as file:
        for path in given.rows:
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                found = altered(row["a"], row["b"], chance) if row["kind"] in _FROM else None
                if found is not None:
                    kind, text = found
                    for each in ({**row}, {**row, "b": text, "kind": kind}):
                        file.write(json.dumps(each, ensure_ascii=False) + "\n")
                    count += 1
    print(f"{count} rows altered")


if __name__ == "__main__":
    main()
