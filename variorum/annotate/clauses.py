"""Clauses: a sentence cut by its dependency parse into what each verb (or apposition) states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.vocabulary import words
from variorum.model import ClauseKind, Parse, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERBAL = frozenset({"VERB", "AUX"})
_COORDINATES = frozenset({"conj"})
_OBJECTS = frozenset({"dobj", "dative"})

# Verbs that only say how their infinitive holds; what the clause states is the infinitive.
RAISING = words(
    "agree aim appear arrange attempt begin bother cease choose claim consider continue come dare decide decline "
    "deserve due elect end endeavour endeavor expect fail forget get go happen have help hesitate hope intend keep "
    "learn likely "
    "love manage mean need neglect offer opt ought plan pledge prepare promise proceed propose prove "
    "refuse remain remember resolve say schedule seek seem set set slate start stop strive struggle suppose swear tend "
    "think threaten try turn understand unlikely use volunteer vote vow want wish report allege believe rumour "
    "rumor estimate project forecast predict certain sure bound ready able unable willing unwilling poised "
    "determine commit require oblige force allow permit authorise authorize"
)


class Clause(NamedTuple):
    """A clause: the token that heads it, the verb that states (the innermost of "agreed to end"), and its own tokens.

    `chain` are the heads passed on the way from `head` to `verb` (without `verb`). `subject_of` is the head token
    whose subject this clause shares if it has none; `antecedent` the noun that a relative or appositive clause
    hangs on; `parent` the head token of the clause it stands in (its own for the outermost).
    """

    head: int
    verb: int
    chain: tuple[int, ...]
    kind: ClauseKind
    tokens: tuple[int, ...]
    subject_of: int | None
    antecedent: int | None
    parent: int


def find_clauses(parse: Parse, sentence: Sentence, reported: frozenset[int] = frozenset()) -> Iterator[Clause]:
    """The clauses of a sentence, in the order of their heads.

    `reported` are tokens whose complement clause is known to be the content of a quotation.
    """
    tokens = parse.inside(sentence)
    heads: dict[int, ClauseKind] = {}
    for token in tokens:
        kind = _clause_kind(parse, token, reported)
        if kind is not None:
            heads[token.i] = kind
    owner: dict[int, int] = {}
    for token in tokens:
        _owner(parse, token.i, heads, owner)
    own: dict[int, list[int]] = {head: [] for head in heads}
    for token in tokens:
        own.setdefault(owner[token.i], []).append(token.i)
    for head in sorted(heads):
        yield _clause(parse, head, heads, owner, own[head])


def _owner(parse: Parse, index: int, heads: dict[int, ClauseKind], owner: dict[int, int]) -> int:
    path = []
    here = index
    while here not in owner and here not in heads:
        path.append(here)
        above = parse.tokens[here].head
        if above == here:
            break
        here = above
    found = owner.get(here, here)
    owner[here] = found
    for each in path:
        owner[each] = found
    return found


def _clause(parse: Parse, head: int, heads: dict[int, ClauseKind], owner: dict[int, int], own: list[int]) -> Clause:
    token, kind = parse.tokens[head], heads[head]
    antecedent = subject_of = None
    if kind in (ClauseKind.RELATIVE, ClauseKind.APPOSITIVE):
        antecedent = token.head
    elif kind is ClauseKind.CONJOINED:
        subject_of = token.head
    elif kind in (ClauseKind.ADVERBIAL, ClauseKind.REPORTED) and token.tag in {"VBG", "VBN", "VB"}:
        subject_of = owner[token.head]
    chain, verb = _innermost(parse, head, heads)
    parent = head if token.head == head else owner[token.head]
    return Clause(head, verb, chain, kind, tuple(own), subject_of, antecedent, parent)


def _innermost(parse: Parse, head: int, heads: dict[int, ClauseKind]) -> tuple[tuple[int, ...], int]:
    chain: list[int] = []
    here = head
    while True:
        token = parse.tokens[here]
        below = [c for c in parse.children[here] if parse.tokens[c].dep == "xcomp" and c not in heads]
        below = [c for c in below if parse.tokens[c].pos in _VERBAL]
        blocked = any(parse.tokens[c].dep in _OBJECTS for c in parse.children[here])
        if not below or blocked or token.lemma not in RAISING or len(chain) > 4:
            return tuple(chain), here
        chain.append(here)
        here = below[0]


def _clause_kind(parse: Parse, token: Token, reported: frozenset[int]) -> ClauseKind | None:
    dep = token.dep
    if token.head == token.i:
        return ClauseKind.MAIN if token.pos in _VERBAL else ClauseKind.SENTENCE
    above = parse.tokens[token.head]
    if dep == "appos":
        return ClauseKind.APPOSITIVE if _is_apposition(parse, token, above) else None
    if token.pos not in _VERBAL:
        return _of_noun(parse, token)
    if dep == "relcl" or (dep == "acl" and _describes(parse, token)):
        return ClauseKind.RELATIVE
    if dep == "advcl":
        return ClauseKind.ADVERBIAL
    if dep == "parataxis" or (dep == "ccomp" and (above.i in reported or _before_its_verb(token, above))):
        return ClauseKind.REPORTED
    if dep in _COORDINATES and above.pos in _VERBAL and above.dep not in {"xcomp", "pcomp", "csubj", "amod"}:
        return ClauseKind.CONJOINED
    return None


def _of_noun(parse: Parse, token: Token) -> ClauseKind | None:
    has_subject = any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[token.i])
    if has_subject and token.dep == "ccomp":
        return ClauseKind.REPORTED
    if has_subject and token.dep == "conj":
        return ClauseKind.CONJOINED
    return None


def _before_its_verb(token: Token, above: Token) -> bool:
    return token.i < above.i


def _describes(parse: Parse, token: Token) -> bool:
    """A participle that tells something of its noun; an infinitive ("a plan to build") belongs to the noun."""
    if token.tag == "VBN":
        return len(parse.children[token.i]) > 0
    return token.tag == "VBG" and len(parse.children[token.i]) > 0


def _is_apposition(parse: Parse, token: Token, above: Token) -> bool:
    """Set off by a comma or dash, and one of both describes: two bare names in a row are a list."""
    between = parse.tokens[above.i + 1 : token.i]
    if not any(t.text in {",", "—", "–", "-", "("} for t in between):
        return False
    nouns = {token.pos, above.pos}
    return "NOUN" in nouns and nouns <= {"NOUN", "PROPN"}
