"""What befell the people that a number counts, in any language: killed, injured, missing, rescued, detained, evacuated.

Read off the words around the number, to the next number, comma or "and" on either side: "23 were injured",
"造成9人死亡", "погибли пять человек". Traps: "killed nine and injured 21", a part of a whole ("38 dead, including 7
children"), words for two fates in one stretch, of which nothing is taken.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# Where what is told of one number ends; the Arabic "and" is written onto its word.
_CUT = re.compile(
    r"[,;:.!?()，；：。、،؛—–\n]|(?<!\w)(?:and|while|y|e|mientras|und|während|et|tandis|и|а|och|medan)(?!\w)|\s(?=و\w)"
)
_UNSPACED = frozenset({"zh", "ja"})
_REACH = 80


def fate(text: str, span: tuple[int, int], others: list[tuple[int, int]], language: str) -> str:
    """The fate of those whom the number at `span` counts, or nothing. `others` are the spans of the other numbers.

    >>> fate("Nine people died and 21 were injured.", (21, 23), [(0, 4)], "en")
    'injured'
    """
    pattern = _pattern(language.partition("-")[0].casefold() or "en")
    if pattern is None:
        return ""
    first = max((end for _, end in others if end <= span[0]), default=0)
    last = min((start for start, _ in others if start >= span[1]), default=len(text))
    before = _CUT.split(text[max(first, span[0] - _REACH) : span[0]])[-1]
    after = _CUT.split(text[span[1] : min(last, span[1] + _REACH)])[0]
    found = {m.lastgroup for part in (before, after) for m in pattern.finditer(part)}
    return found.pop() or "" if len(found) == 1 else ""


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """A pattern with a group for each fate; None for a language without a list."""
    table = files("variorum").joinpath("lexicon/fates.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    groups = [f"(?P<{name}>{'|'.join(map(_form, forms.split()))})" for name, known, forms in rows if known == language]
    if not groups:
        return None
    joined = "|".join(groups)
    if language in _UNSPACED:
        return re.compile(joined)
    prefix = "[وف]?" if language == "ar" else ""
    return re.compile(rf"(?<!\w){prefix}(?:{joined})(?!\w)", re.IGNORECASE)


def _form(form: str) -> str:
    return re.escape(form).replace(r"\*", r"\w*").replace("_", r"\s+")
