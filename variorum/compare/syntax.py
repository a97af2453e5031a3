"""Small questions to the parse that several rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from variorum.model import Parse, Sentence, Token

CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj", "csubjpass", "acl"})
# Clauses that these open tell of what has not come about, or not yet.
_WAITING = frozenset({"before", "until", "till", "unless", "if", "whether", "lest"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def below(parse: Parse, index: int, stop: Collection[str] = CLAUSAL) -> tuple[int, ...]:
    """The token and what hangs on it, without dependents whose relation is in `stop`, and without conjoined clauses."""
    found, waiting = [], [index]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting.extend(c for c in parse.children[here] if not _left_out(parse, c, stop))
    return tuple(sorted(found))


def _left_out(parse: Parse, index: int, stop: Collection[str]) -> bool:
    token = parse.tokens[index]
    return token.dep in stop or (token.dep == "conj" and token.pos in ("VERB", "AUX"))


def child(parse: Parse, index: int, *deps: str) -> int | None:
    """The first dependent with one of these relations."""
    return next((c for c in parse.children[index] if parse.tokens[c].dep in deps), None)


def subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, taken over from the first of conjoined verbs where it is shared."""
    for _ in range(4):
        found = child(parse, verb, *sorted(SUBJECTS))
        if found is not None:
            return found
        token = parse.tokens[verb]
        if token.dep not in ("conj", "xcomp") or token.head == verb:
            return None
        verb = token.head
    return None


def waits(parse: Parse, verb: int) -> bool:
    """Whether a verb's clause tells of what has not come about, or not yet: behind "until", "if" and the like."""
    return any(parse.tokens[c].text.lower() in _WAITING for c in parse.children[verb])


def clause_head(parse: Parse, index: int) -> int:
    """The verb (or root) of the clause a token stands in."""
    here = index
    for _ in range(60):
        token = parse.tokens[here]
        if token.head == here or token.dep in CLAUSAL or (token.dep == "conj" and token.pos in ("VERB", "AUX")):
            return here
        here = token.head
    return here


def extent(parse: Parse, tokens: Collection[int]) -> tuple[int, int]:
    """The characters from the first to the last of some tokens, without punctuation at the ends."""
    kept = [parse.tokens[i] for i in sorted(tokens)]
    while len(kept) > 1 and kept[-1].pos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and kept[0].pos == "PUNCT":
        kept.pop(0)
    return kept[0].start, kept[-1].end


def names(parse: Parse) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns as first and last token (exclusive), with small words inside ("Bay of Oltra" is two)."""
    tokens, i = parse.tokens, 0
    while i < len(tokens):
        first = i
        while i < len(tokens) and _in_name(tokens[i]) and tokens[i].sentence == tokens[first].sentence:
            i += 1
        if i > first:
            yield first, i
        i = max(i, first + 1)


def _in_name(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper()


def cleft(parse: Parse, sentence: Sentence) -> int | None:
    """Who "it was": the head of the name or noun that "It was X who ..." puts in front, or None."""
    tokens = parse.inside(sentence)
    at = next((i for i, t in enumerate(tokens[:-2]) if t.text.lower() == "it" and tokens[i + 1].lemma == "be"), None)
    if at is None or at > 6 or not any(t.text.lower() in ("who", "that") for t in tokens[at + 2 :]):
        return None
    last = None
    for token in tokens[at + 2 : at + 14]:
        if token.pos in ("PROPN", "NOUN"):
            last = token.i
            if token.pos == "PROPN" and parse.tokens[token.i + 1].pos != "PROPN":
                return token.i
        elif token.text.lower() in ("who", "that") or token.pos == "VERB":
            break
    return last


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def finite(parse: Parse, verb: int) -> bool:
    """Whether a verb states something: it or its auxiliary is finite (conjoined verbs share the first one's)."""
    for _ in range(4):
        token = parse.tokens[verb]
        if token.tag in _FINITE:
            return True
        if any(parse.tokens[c].dep in ("aux", "auxpass", "cop") for c in parse.children[verb]):
            return any(
                parse.tokens[c].dep in ("aux", "auxpass", "cop") and parse.tokens[c].tag in _FINITE
                for c in parse.children[verb]
            )
        if token.head == verb:
            # Small models take a past tense for a participle now and then.
            return token.tag == "VBN" and child(parse, verb, "nsubj") is not None
        if token.dep not in ("attr", "acomp") and not (
            token.dep == "conj" and parse.tokens[token.head].tag == token.tag
        ):
            return False
        verb = token.head
    return False
