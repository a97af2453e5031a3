"""Pronouns: whom "he" and "she" stand for and what "it" does, resolved only where number, gender and place agree.

The preferences (same subject position, recency, agreement) are those of Lappin and Leass, "An Algorithm for Pronominal
Anaphora Resolution", Computational Linguistics 20 (1994); the weights are the project's own.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from variorum.annotate.local import Draft, Local
from variorum.annotate.vocabulary import FEMALE_WORDS, MALE_WORDS, is_person_noun, kind_of, role_kinds
from variorum.model import EntityType, MentionForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model import Parse, Token

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_REACH = 3
"""How many sentences back an antecedent may stand."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ACTING = _SUBJECTS | {"dobj"}
_PARTIES = _ACTING | {"dative"}
_CLEAR = 0.25
"""By how much the best antecedent must be better than the next."""


def resolve_pronouns(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Mentions for the personal pronouns of the third person singular that have a clear antecedent."""
    known = sorted(drafts, key=lambda d: d.head)
    named = {d.head: d.local for d in known}
    nameless = [t for t in parse.tokens if t.tag == "NN" and t.i not in named and _is_nameless_person(t)]
    unnamed: dict[int, list[Token]] = {}
    for each in nameless:
        unnamed.setdefault(each.sentence, []).append(each)
    made: list[Draft] = []
    seen: list[Draft] = []
    position = 0
    for token in parse.tokens:
        if token.pos != "PRON":
            continue
        while position < len(known) and known[position].head < token.i:
            seen.append(known[position])
            position += 1
        beside = _beside(parse, token, named)
        free = [d for d in seen if id(d.local) not in beside] if beside else seen
        local = _antecedent(parse, token, free, unnamed)
        if local is None:
            continue
        local.gender = local.gender or _gender(token)
        draft = Draft(token.start, token.end, local.type, MentionForm.PRONOUN, token.text, token.i, local)
        made.append(draft)
        seen.append(draft)
    return made


def _beside(parse: Parse, token: Token, named: Mapping[int, Local]) -> set[int]:
    """The others that take part in what the pronoun's verb says: in "He tied Ford" he is not Ford (Principle B)."""
    if token.dep not in _PARTIES or token.text.casefold().endswith("self"):
        return set()
    others = (c for c in parse.children[token.head] if c != token.i and parse.tokens[c].dep in _PARTIES)
    return {id(named[c]) for c in others if c in named}


def _gender(token: Token) -> str:
    word = token.text.casefold()
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def _is_nameless_person(token: Token) -> bool:
    """ "The woman", "an alpinist": someone without a name, who can be meant by a pronoun too."""
    if token.pos != "NOUN" or token.dep not in _ACTING:
        return False
    lemma = token.lemma.casefold()
    return is_person_noun(lemma) or (lemma in role_kinds() and kind_of(lemma) is EntityType.PERSON)


def _antecedent(
    parse: Parse, token: Token, seen: Sequence[Draft], nameless: Mapping[int, Sequence[Token]]
) -> Local | None:
    gender = _gender(token)
    if gender:
        return _person(parse, token, gender, seen, nameless)
    if token.text.casefold() in {"it", "its"}:
        return _thing(parse, token, seen)
    return None


def _person(
    parse: Parse, token: Token, gender: str, seen: Sequence[Draft], nameless: Mapping[int, Sequence[Token]]
) -> Local | None:
    scores: dict[int, tuple[float, Local]] = {}
    for draft in reversed(seen):
        distance = token.sentence - parse.tokens[draft.head].sentence
        if distance > _REACH:
            break
        local = draft.local
        if local.type is not EntityType.PERSON or local.gender not in ("", gender):
            continue
        if _in_own_speech(parse, token, parse.tokens[draft.head]):
            continue
        score = _score(parse, token, parse.tokens[draft.head]) + (0.3 if local.gender else 0.0)
        if id(local) not in scores or scores[id(local)][0] < score:
            scores[id(local)] = score, local
    ordered = sorted(scores.values(), key=lambda pair: -pair[0])
    if not ordered or (len(ordered) > 1 and ordered[0][0] - ordered[1][0] < _CLEAR):
        return None
    near = (t for back in (0, 1) for t in nameless.get(token.sentence - back, ()))
    rivals = (t for t in near if t.i < token.i and _may_be(t, gender))
    rival = max((_score(parse, token, t) for t in rivals), default=-99.0)
    return ordered[0][1] if ordered[0][0] > rival else None


def _in_own_speech(parse: Parse, pronoun: Token, head: Token) -> bool:
    """Whether a name stands in what the pronoun's verb reports: in "The town keeps its word, he said" he is not it.

    (Principle C of Chomsky, Lectures on Government and Binding, 1981: a name is free where a pronoun commands it.)
    """
    if pronoun.dep not in _SUBJECTS or head.i > pronoun.i:
        return False
    at = head
    while at.head != at.i:
        above = parse.tokens[at.head]
        if above.i == pronoun.head:
            return at.dep == "ccomp"
        at = above
    return False


def _may_be(noun: Token, gender: str) -> bool:
    word = noun.lemma.casefold()
    return word not in (MALE_WORDS if gender == "f" else FEMALE_WORDS)


def _score(parse: Parse, pronoun: Token, head: Token) -> float:
    """How well a noun would do as the antecedent: nearer sentences and subjects are better."""
    score = -float(pronoun.sentence - head.sentence) - 0.01 * min(40, pronoun.i - head.i)
    place = parse.tokens[head.head].dep if head.dep in {"conj", "appos"} else head.dep
    if place in _SUBJECTS:
        score += 1.2
    elif place in {"dobj", "dative"}:
        score += 0.4
    elif place in {"poss", "pobj", "compound"}:
        score -= 0.2
    if pronoun.dep in _SUBJECTS and place in _SUBJECTS:
        score += 0.3
    if head.head == pronoun.head and pronoun.dep in {"dobj", "pobj"}:
        score -= 2.0
    return score


def _thing(parse: Parse, token: Token, seen: Sequence[Draft]) -> Local | None:
    """ "It": the one named thing that is subject of the same sentence before, or of the sentence before."""
    if token.dep not in {*_SUBJECTS, "poss"} or _is_empty(parse, token):
        return None
    owner = parse.tokens[token.head]
    near = list(takewhile(lambda d: parse.tokens[d.head].sentence >= token.sentence - 1, reversed(seen)))
    if token.dep == "poss" and owner.dep == "conj":  # "the US and its allies"
        return next((d.local for d in near if d.head == owner.head and d.type is not EntityType.PERSON), None)
    for back in (0, 1):
        inside = [d for d in near if parse.tokens[d.head].sentence == token.sentence - back]
        subjects = {
            id(d.local): d.local
            for d in inside
            if parse.tokens[d.head].dep in _SUBJECTS
            and d.type not in (EntityType.PERSON, EntityType.GROUP)
            and not any(parse.tokens[c].dep == "conj" for c in parse.children[d.head])
        }
        if len(subjects) == 1:
            return next(iter(subjects.values()))
        if inside or back:
            others = parse.sentences[token.sentence - back] if token.sentence >= back else None
            if others and any(t.dep in _SUBJECTS and t.i < token.i for t in parse.inside(others)):
                return None
    return None


def _is_empty(parse: Parse, token: Token) -> bool:
    """ "It rained", "it is likely that ...", "it takes weeks": an "it" that means nothing."""
    if token.dep == "poss":
        return False
    verb = parse.tokens[token.head]
    below = [parse.tokens[c] for c in parse.children[verb.i]]
    clausal = any(c.dep in {"ccomp", "xcomp", "csubj", "advcl"} for c in below)
    if verb.lemma in {"rain", "snow", "take", "seem", "appear", "happen", "turn"}:
        return True
    return verb.lemma == "be" and (clausal or not any(c.dep == "attr" for c in below))
