"""From Universal Dependencies to the labels that clauses and roles are read off.

Pipelines of other languages have the relations of Universal Dependencies (de Marneffe et al. 2021,
https://universaldependencies.org/u/dep/), in which words of content head the others; the annotators read ClearNLP's
(Choi and Palmer 2012), in which the copula heads its clause and the preposition its noun. The two differ in names and
in those two points; a tree is turned in three steps: copulas, prepositions below verbs, names. Prepositions between
nouns stay as they are, as a phrase is one phrase either way. Lemmas and words stay those of their language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {
    "root": "ROOT",
    "obj": "dobj",
    "iobj": "dative",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "nsubj:outer": "nsubj",
    "aux:pass": "auxpass",
    "acl:relcl": "relcl",
    "nmod:poss": "poss",
    "det:poss": "poss",
    "det:predet": "predet",
    "compound:prt": "prt",
    "flat": "compound",
    "discourse": "intj",
    "cc:preconj": "preconj",
    "orphan": "dep",
    "reparandum": "dep",
    "dislocated": "dep",
    "list": "conj",
}
_OF_CLAUSE = frozenset({"nsubj", "csubj", "aux", "mark", "cc", "punct", "obl", "advcl", "ccomp", "parataxis", "expl"})
"""What hangs on a predicate noun for the clause's sake, and goes over to the copula."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_TAGS = {"ADJ": "JJ", "ADV": "RB", "NUM": "CD", "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC", "DET": "DT"}
_VERBAL = frozenset({"VERB", "AUX"})
# French "ne" goes with the word that denies ("pas", "jamais") and denies nothing beside one ("ne ... que").
_HALF_NEGATIONS = frozenset({"ne", "n'", "n’"})


class Word(NamedTuple):
    """A word in a dependency tree: `features` is UD's notation ("Mood=Ind|Tense=Past"), `head` its head's position.

    The root is its own head. `tag` is the pipeline's own; `known` gives one of the Penn set, and `dep` of ClearNLP's.
    """

    text: str
    pos: str
    features: str
    dep: str
    head: int
    tag: str = ""


def known(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, as many and in the same order, with the heads, relations and tags that the annotators know."""
    tree = _Tree(words)
    tree.turn_copulas()
    tree.turn_prepositions()
    return tuple(
        word._replace(dep=tree.name(i), head=tree.heads[i], pos=tree.pos[i], tag=_tag(word, tree.pos[i], tree.below(i)))
        for i, word in enumerate(words)
    )


class _Tree:
    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.heads = [word.head for word in words]
        self.deps = ["root" if word.head == i else word.dep.casefold() for i, word in enumerate(words)]
        self.pos = [self._part(i) for i in range(len(words))]

    def _part(self, i: int) -> str:
        """The part of speech; an adjective with the auxiliary of the passive is a participle ("est éteint")."""
        word = self.words[i]
        return "VERB" if word.pos == "ADJ" and "aux:pass" in self.below(i) else word.pos

    def below(self, head: int) -> list[str]:
        """The relations of the children that a word had before anything was turned."""
        return [w.dep.casefold() for i, w in enumerate(self.words) if w.head == head != i]

    def children(self, head: int) -> list[int]:
        return [i for i, above in enumerate(self.heads) if above == head != i]

    def turn_copulas(self) -> None:
        """ "Lind (is) mayor": the copula becomes the head, the noun or adjective its attribute."""
        for copula, dep in enumerate([_base(dep) for dep in self.deps]):
            noun = self.heads[copula]
            # Of two copulas of one noun the second finds the noun below the first.
            if dep != "cop" or noun == copula or self.deps[noun] in ("attr", "acomp", "obl"):
                continue
            for child in self.children(noun):
                if child != copula and self._of_clause(child, copula):
                    self.heads[child] = copula
            self.heads[copula] = copula if self.heads[noun] == noun else self.heads[noun]
            self.deps[copula], self.pos[copula] = self.deps[noun], "AUX"
            self.heads[noun], self.deps[noun] = copula, self._attribute(noun)

    def _of_clause(self, child: int, copula: int) -> bool:
        dep = _base(self.deps[child])
        if dep == "advmod":
            return child < copula or "Polarity=Neg" in self.words[child].features
        if dep == "conj":
            return self.pos[child] in _VERBAL or "cop" in map(_base, self.below(child))
        return dep in _OF_CLAUSE

    def _attribute(self, noun: int) -> str:
        if any(_base(self.deps[c]) == "case" for c in self.children(noun)):
            return "obl"
        return "acomp" if self.pos[noun] == "ADJ" else "attr"

    def turn_prepositions(self) -> None:
        """ "(by) train" below a verb: the preposition hangs on the verb, the noun on the preposition."""
        for noun in range(len(self.words)):
            if _base(self.deps[noun]) != "obl":
                continue
            above = self.heads[noun]
            case = next((c for c in self.children(noun) if _base(self.deps[c]) == "case"), None)
            if case is None:
                self.deps[noun] = "npadvmod"
                continue
            self.heads[case] = above
            self.deps[case] = "agent" if self.deps[noun] == "obl:agent" else "prep"
            self.heads[noun], self.deps[noun] = case, "pobj"

    def name(self, i: int) -> str:
        """The relation of a word by ClearNLP's name; one without a counterpart keeps its own."""
        dep, word = self.deps[i], self.words[i]
        base = _base(dep)
        if base in ("advmod", "det") and "Polarity=Neg" in word.features:
            return "advmod" if word.text.casefold() in _HALF_NEGATIONS else "neg"
        if base == "acl" and self._has_relative(i):
            return "relcl"
        if base == "xcomp" and self.pos[i] not in _VERBAL:
            return "acomp" if self.pos[i] == "ADJ" else "oprd"
        if base == "nsubj" and any(self.deps[c] == "aux:pass" for c in self.children(self.heads[i])):
            return "nsubjpass"
        return _NAMES.get(dep) or _NAMES.get(base) or base

    def _has_relative(self, verb: int) -> bool:
        return any("Rel" in _feature(self.words[c].features, "PronType") for c in self.children(verb))


def _base(dep: str) -> str:
    return dep.partition(":")[0]


def _feature(features: str, name: str) -> str:
    found = (part.partition("=") for part in features.split("|"))
    return next((value for key, _, value in found if key == name), "")


def _tag(word: Word, pos: str, below: Sequence[str]) -> str:
    """The Penn tag of a word, as far as its part of speech and features tell one; else empty."""
    plural = _feature(word.features, "Number") == "Plur"
    if pos in _VERBAL:
        return _verb_tag(word.features, below)
    if pos == "NOUN":
        return "NNS" if plural else "NN"
    if pos == "PROPN":
        return "NNPS" if plural else "NNP"
    if pos == "PRON":
        kind = _feature(word.features, "PronType")
        return "WP" if "Rel" in kind else "PRP" if kind == "Prs" else ""
    return _TAGS.get(pos, "")


def _verb_tag(features: str, below: Sequence[str]) -> str:
    if "aux:pass" in below:
        return "VBN"
    form, past = _feature(features, "VerbForm"), _feature(features, "Tense") in ("Past", "Imp")
    if form == "Inf":
        return "VB"
    if form in ("Part", "Ger"):
        if form == "Ger" or _feature(features, "Tense") == "Pres":
            return "VBG"
        # "A déclaré" is one past form; "été déclaré", and a participle alone, are of the passive.
        perfect = any(dep.startswith("aux") for dep in below)
        return "VBD" if perfect else "VBN"
    if past:
        return "VBD"
    return "VBP" if _feature(features, "Number") == "Plur" else "VBZ"
