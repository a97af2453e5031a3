"""Clauses: a sentence cut by its dependency parse into what each verb (or apposition) states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.vocabulary import words
from variorum.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Parse, Sentence, Token

_VERBAL = frozenset({"VERB", "AUX"})
_OBJECTS = frozenset({"dobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CLAUSAL = frozenset({"appos", "relcl", "acl", "advcl", "parataxis", "ccomp", "conj"})
_VERBLESS = {"ccomp": ClauseKind.REPORTED, "conj": ClauseKind.CONJOINED}

# Verbs that only say how their infinitive holds; what the clause states is the infinitive.
RAISING = words(
    "agree aim appear arrange attempt be begin bother cease choose claim consider continue come dare decide decline "
    "deserve due elect end endeavour endeavor expect fail forget get go happen have help hesitate hope intend keep "
    "learn likely love manage mean need neglect offer opt ought plan pledge prepare promise proceed propose prove "
    "refuse remain remember resolve say schedule seek seem set slate start stop strive struggle suppose swear tend "
    "think threaten try turn understand unlikely use volunteer vote vow want wish report allege believe rumour "
    "rumor estimate project forecast predict certain sure bound ready able unable willing unwilling poised "
    "determine commit require oblige force allow permit authorise authorize"
)


_MEASURES = words(
    "kilometre kilometer mile metre meter hour minute second day week month year percent cent kilo ton tonne"
)


class Clause(NamedTuple):
    """A clause: the token that heads it, the verb that states (the innermost of "agreed to end"), and its own tokens.

    `chain` are the heads passed on the way from `head` to `verb` (without `verb`). `subject_of` is the head of the
    clause whose subject this one shares if it has none; `antecedent` the noun that a relative or appositive clause
    hangs on; `parent` the head of the clause it stands in (its own for the outermost).
    """

    head: int
    verb: int
    chain: tuple[int, ...]
    kind: ClauseKind
    tokens: tuple[int, ...]
    subject_of: int | None
    antecedent: int | None
    parent: int


def find_clauses(parse: Parse, sentence: Sentence, reporting: frozenset[int] = frozenset()) -> Iterator[Clause]:
    """The clauses of a sentence, in the order of their heads.

    `reporting` are the tokens of words that report: their complement clauses are clauses of their own.
    """
    tokens = parse.inside(sentence)
    heads: dict[int, ClauseKind] = {}
    for token in tokens:
        if token.dep not in _CLAUSAL and token.head != token.i:
            continue
        kind = _clause_kind(parse, token, reporting)
        if kind is not None:
            heads[token.i] = kind
    owner = {head: head for head in heads}
    own: dict[int, list[int]] = {head: [] for head in heads}
    for token in tokens:
        index = token.i
        found = owner.get(index)
        if found is None:
            found = _owner(parse, index, owner)
        own.setdefault(found, []).append(index)
    for head in sorted(heads):
        yield _clause(parse, head, heads, owner, own[head])


def _owner(parse: Parse, index: int, owner: dict[int, int]) -> int:
    """The head of the clause that a token stands in: its own in `owner`, or that of the first above it that has one."""
    path = []
    here = index
    while here not in owner:
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
    parent = head if token.head == head else owner[token.head]
    antecedent = subject_of = None
    if kind in (ClauseKind.RELATIVE, ClauseKind.APPOSITIVE):
        antecedent = _antecedent(parse, token)
    elif kind is ClauseKind.CONJOINED or (
        kind in (ClauseKind.ADVERBIAL, ClauseKind.REPORTED) and token.tag in {"VBG", "VBN", "VB"}
    ):
        subject_of = parent
    chain, verb = _innermost(parse, head, heads)
    return Clause(head, verb, chain, kind, tuple(own), subject_of, antecedent, parent)


def _antecedent(parse: Parse, token: Token) -> int:
    """The noun a clause hangs on; a time, or a noun of the wrong number for its verb, gives way to the one above."""
    here = parse.tokens[token.head]
    plural = _number(parse, token) if token.dep == "relcl" else None
    for _ in range(4):
        wrong = plural is not None and here.pos in {"NOUN", "PROPN"} and plural is not here.tag.endswith("S")
        if not (wrong or here.entity in {"DATE", "TIME"} or here.text.isdigit()) or here.dep != "pobj":
            return here.i
        above = parse.tokens[parse.tokens[here.head].head]
        if above.pos not in {"NOUN", "PROPN"} or above.i == here.i:
            return here.i
        if wrong and plural is not above.tag.endswith("S"):
            return here.i
        here = above
    return here.i


def _number(parse: Parse, verb: Token) -> bool | None:
    """Whether the verb of "which ..." is plural, where its form tells and nobody is coordinated with its noun."""
    children = [parse.tokens[c] for c in parse.children[verb.i]]
    if not any(c.tag in {"WDT", "WP"} and c.dep in _SUBJECTS for c in children):
        return None
    if any(parse.tokens[c].dep == "conj" for c in parse.children[verb.head]):
        return None
    finite = next((c for c in children if c.dep in {"aux", "auxpass"} and c.tag in {"VBP", "VBZ", "VBD"}), verb)
    if finite.text.casefold() in {"are", "were", "have", "do"} or (finite.tag == "VBP" and finite is verb):
        return True
    return False if finite.tag == "VBZ" or finite.text.casefold() == "was" else None


def _innermost(parse: Parse, head: int, heads: dict[int, ClauseKind]) -> tuple[tuple[int, ...], int]:
    chain: list[int] = []
    here = head
    while len(chain) < 5 and parse.tokens[here].lemma in RAISING:
        children = [parse.tokens[c] for c in parse.children[here]]
        below = [c.i for c in children if c.dep in {"xcomp", "acomp"} and c.i not in heads]
        below = [c for c in below if parse.tokens[c].pos in _VERBAL or parse.tokens[c].lemma in RAISING]
        if not below or any(c.dep in _OBJECTS for c in children):
            break
        if parse.tokens[below[0]].pos not in _VERBAL and not _governs(parse, below[0]):
            break
        chain.append(here)
        here = below[0]
    return tuple(chain), here


def _governs(parse: Parse, adjective: int) -> bool:
    """ "Likely to win", "set to join": an adjective with an infinitive."""
    return any(parse.tokens[c].dep == "xcomp" and parse.tokens[c].pos in _VERBAL for c in parse.children[adjective])


def _clause_kind(parse: Parse, token: Token, reporting: frozenset[int]) -> ClauseKind | None:
    dep = token.dep
    if token.head == token.i:
        return ClauseKind.MAIN if token.pos in _VERBAL else ClauseKind.SENTENCE
    above = parse.tokens[token.head]
    if dep == "appos":
        return ClauseKind.APPOSITIVE if _describes_by_noun(parse, token, above) else None
    if token.pos not in _VERBAL:
        return _without_verb(parse, token)
    if dep in {"relcl", "acl"}:
        return ClauseKind.RELATIVE if _describes(parse, token) else None
    if dep == "advcl":
        return ClauseKind.ADVERBIAL
    if dep == "parataxis" or (dep == "ccomp" and (above.i in reporting or token.i < above.i)):
        return ClauseKind.REPORTED
    if dep == "conj" and above.pos in _VERBAL and above.dep not in {"pcomp", "csubj", "amod"}:
        return ClauseKind.CONJOINED
    return None


def _without_verb(parse: Parse, token: Token) -> ClauseKind | None:
    if token.dep not in _VERBLESS:
        return None
    has_subject = any(child.dep in {"nsubj", "nsubjpass"} for child in parse.dependents[token.i])
    return _VERBLESS[token.dep] if has_subject else None


def _describes(parse: Parse, token: Token) -> bool:
    """A finite relative clause or a participle with something on it; an infinitive ("a plan to build") is not."""
    children = parse.children[token.i]
    if any(parse.tokens[c].tag == "TO" for c in children):
        return False
    return token.dep == "relcl" or (token.tag in {"VBN", "VBG"} and len(children) > 0)


def _describes_by_noun(parse: Parse, token: Token, above: Token) -> bool:
    """Set off by a comma, dash or bracket, and a common noun: bare names in a row are a list or a title's name."""
    between = parse.tokens[above.i + 1 : token.i]
    if token.pos != "NOUN" or not any(t.text in {",", "—", "–", "-", "("} for t in between):
        return False
    if token.lemma in _MEASURES:
        return False
    return above.pos in {"NOUN", "PROPN"} and token.entity not in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"}
