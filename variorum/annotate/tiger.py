"""From the labels of the TIGER treebank, which spaCy's German pipelines have, to what `universal.known` reads.

In TIGER (Brants et al. 2004; spaCy's glossary names its relations) copulas head their clauses and prepositions their
nouns, as the annotators want them. Two points differ: an auxiliary heads the verb that it helps ("hat" over "gesagt"),
and "und" stands between two conjuncts in the tree, too. Both are turned, then relations get names: those of Universal
Dependencies, and for prepositions and attributes, which are where they should be, ClearNLP's. A relation is named by
the word that has it, since TIGER tells its place in the phrase and not its kind: an "nk" is an article or a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.annotate.universal import Word

NEEDED = frozenset({"sb", "oa", "oc", "nk"})
"""Relations that a parser of this scheme knows."""

_NAMES = {
    "sb": "nsubj",
    "sp": "nsubj",
    "oa": "obj",
    "oa2": "obj",
    "og": "obj",
    "da": "iobj",
    "ng": "neg",
    "cp": "mark",
    "cm": "mark",
    "pm": "mark",
    "rc": "relcl",
    "rs": "ccomp",
    "par": "parataxis",
    "app": "appos",
    "pnc": "compound",
    "nmc": "compound",
    "uc": "nmod",
    "pg": "prep",
    "svp": "compound:prt",
    "ac": "case",
    "cd": "cc",
    "ju": "cc",
    "cj": "conj",
    "ep": "expl",
    "ph": "expl",
    "vo": "vocative",
    "dm": "discourse",
    "ams": "npadvmod",
    "adc": "advmod",
    "avc": "advmod",
}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_VERBAL = frozenset({"VERB", "AUX"})
_BY_PART = {"ADJ": "amod", "ADV": "advmod", "NUM": "nummod", "DET": "det", "PRON": "det"}
_BECOMING = ("werd", "wird", "wirst", "wurd", "würd", "word", "geword")
# The forms of verbs by the ends of the tags of STTS (Schiller et al. 1999), for pipelines that give no features.
_FORMS = {"FIN": "VerbForm=Fin", "PP": "VerbForm=Part", "INF": "VerbForm=Inf", "IZU": "VerbForm=Inf"}


def universal(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, as many and in the same order, with other heads and relations.

    The `tag` of each is read as one of STTS. The root is its own head.
    """
    tree = _Tree(words)
    tree.turn_auxiliaries()
    tree.turn_conjunctions()
    return tuple(
        word._replace(dep=tree.name(i), head=tree.heads[i], features=_features(word)) for i, word in enumerate(words)
    )


class _Tree:
    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.heads = [word.head for word in words]
        self.deps = ["root" if word.head == i else word.dep.casefold() for i, word in enumerate(words)]

    def children(self, head: int) -> list[int]:
        return [i for i, above in enumerate(self.heads) if above == head != i]

    def turn_auxiliaries(self) -> None:
        """ "Hat (gesagt)": the verb becomes the head, what hung on the auxiliary goes over to it."""
        turned = True
        while turned:
            turned = False
            for i, word in enumerate(self.words):
                if word.tag.startswith(("VA", "VM")) and not self.deps[i].startswith("aux"):
                    verb = next((c for c in self.children(i) if self._is_helped(c)), None)
                    if verb is not None:
                        self._swap(i, verb)
                        turned = True

    def _is_helped(self, i: int) -> bool:
        return self.deps[i] == "oc" and self.words[i].tag.endswith(("PP", "INF", "IZU", "ADJD"))

    def _swap(self, auxiliary: int, verb: int) -> None:
        for child in self.children(auxiliary):
            self.heads[child] = verb
        above = self.heads[auxiliary]
        self.heads[verb] = verb if above == auxiliary else above
        self.deps[verb] = self.deps[auxiliary]
        self.heads[auxiliary] = verb
        becoming = self.words[auxiliary].text.casefold().startswith(_BECOMING)
        self.deps[auxiliary] = "aux:pass" if becoming and not self.words[verb].tag.endswith("INF") else "aux"

    def turn_conjunctions(self) -> None:
        """ "A (und (B))": both hang on A."""
        for i, above in enumerate(self.heads):
            if self.deps[i] == "cj" and self.deps[above] == "cd" and self.heads[above] != above:
                self.heads[i] = self.heads[above]

    def name(self, i: int) -> str:
        """The relation of a word by its name in Universal Dependencies or ClearNLP; one unknown is `dep`."""
        dep, word = self.deps[i], self.words[i]
        if dep in ("root", "aux", "aux:pass", "punct"):
            return dep
        if dep == "nk":
            return self._in_phrase(i)
        if dep in ("mo", "op", "cvc", "mnr", "sbp", "cc"):
            return self._modifier(i)
        if dep == "pd":
            return {"ADJ": "acomp", "VERB": "acomp", "ADV": "acomp", "ADP": "prep"}.get(word.pos, "attr")
        if dep == "ag":
            return "poss" if i < self.heads[i] else "nmod"
        if dep in ("oc", "re"):
            return self._clause(i)
        return _NAMES.get(dep, "dep")

    def _in_phrase(self, i: int) -> str:
        """A part of a noun phrase, or the noun of a preposition."""
        word, above = self.words[i], self.words[self.heads[i]]
        if above.pos == "ADP":
            return "pobj" if word.pos in _NOMINAL else "pcomp"
        if word.tag.startswith("PPOS"):
            return "poss"
        if word.pos in ("NOUN", "PROPN"):
            return "compound" if i < self.heads[i] else "appos" if word.pos == "PROPN" else "nmod"
        return _BY_PART.get(word.pos, "dep")

    def _modifier(self, i: int) -> str:
        word, dep = self.words[i], self.deps[i]
        if word.pos == "ADP":
            return "agent" if dep == "sbp" else "prep"
        if word.pos in _VERBAL:
            return "advcl" if self.words[self.heads[i]].pos in _VERBAL else "acl"
        if dep == "mnr":
            return "nmod"
        return "npadvmod" if word.pos in ("NOUN", "PROPN") else "advmod"

    def _clause(self, i: int) -> str:
        """A clause that a verb asks for: one that says something (`ccomp`), or an infinitive."""
        if self.words[i].pos not in _VERBAL:
            return "dep"
        told = [self.words[i].tag, *(self.words[c].tag for c in self.children(i) if self.deps[c].startswith("aux"))]
        return "ccomp" if any(tag.endswith("FIN") for tag in told) else "xcomp"


def _features(word: Word) -> str:
    if word.pos not in _VERBAL or "VerbForm=" in word.features:
        return word.features
    form = next((form for end, form in _FORMS.items() if word.tag.endswith(end)), "")
    return "|".join(filter(None, (word.features, form)))
