"""The encoding of bytes that name none: the one in which they read most like a language.

Every encoding that can be meant is tried, and a model of byte sequences in 97 languages (py3langid, over the decoded
text) says how much likelier the best of them is than all. Letters that belong to no language's spelling ("pĺ mĺndagen",
"aprčs") make it less likely, so that the right encoding stands out even among those of one script.
"""

from __future__ import annotations

import unicodedata
from codecs import getincrementaldecoder
from typing import NamedTuple

# Those that browsers know (https://encoding.spec.whatwg.org/#names-and-labels) and that texts come in; of two that
# give the same text the former is named.
_CANDIDATES = (
    *("cp1252", "cp1251", "cp932", "gb18030", "big5", "cp949", "euc_jp", "cp1250", "iso8859-2", "cp1254", "cp1253"),
    *("cp1256", "cp1255", "koi8-r", "cp1257", "iso8859-7", "iso8859-5", "cp866", "cp1258", "cp874", "mac_roman"),
    *("koi8-u", "iso8859-4"),
)
_BYTES = 40_000
_CHARACTERS = 3000
_WHITE = frozenset("\t\n\v\f\r")
_UNFIT = frozenset(("Cc", "Cn", "Co"))
# A character that no text holds weighs more than any gain in likelihood: an encoding with one is not it.
_WEIGHT_OF_UNFIT = 10.0


class Guess(NamedTuple):
    """An encoding and how well the bytes read in it; only the order of likelihoods means something."""

    encoding: str
    likelihood: float


def guesses(data: bytes) -> list[Guess]:
    """The encodings that bytes can be in, the likeliest first. Bytes beyond the first 40,000 are not looked at."""
    found = []
    for name in _CANDIDATES:
        try:
            text = getincrementaldecoder(name)().decode(data[:_BYTES])
        except UnicodeError:
            continue
        found.append(Guess(name, round(_likelihood(_telling(text)), 4)))
    return sorted(found, key=lambda guess: -guess.likelihood)


def _telling(text: str) -> str:
    """The lines in which the encoding shows."""
    return "\n".join(line for line in text.splitlines() if not line.isascii())[:_CHARACTERS]


def _likelihood(text: str) -> float:
    """The mean of all languages' log-probabilities below the best one, a byte."""
    from py3langid import rank

    if not text:
        return 0.0
    scores = [float(score) for _, score in rank(text)]
    unfit = sum(unicodedata.category(c) in _UNFIT and c not in _WHITE for c in text)
    return (scores[0] - sum(scores) / len(scores)) / len(text.encode()) - _WEIGHT_OF_UNFIT * unfit / len(text)
