"""Ties between a source, a cue and its content, read off the syntax of a sentence.

A tie is found from its cue: a verb, noun or adjective of the lexicon whose dependents fill one of its frames
(labels after ClearNLP as spaCy uses them). Method after the rule side of Pareti et al. 2013, with own rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Parse, Token

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_LONGEST_SOURCE = 40
_CHARGED = {"of", "for", "as", "over"}
_FINITE = {"VBD", "VBZ", "VBP"}
_NAMES = {"NOUN", "PROPN"}
_BELOW = {"compound", "appos", "nmod", "amod", "poss"}
_TEXTS = {"statement", "letter", "tweet", "message", "post", "email", "e-mail", "memo", "note", "communique", "release"}
_ISSUED = {"issue", "release", "publish", "send", "post", "write", "distribute", "circulate", "sign", "make", "tweet"}
# Who denies an appeal decides on it; who denies a report speaks.
_RULING = {"deny", "dismiss"}
_ASKED_FOR = {
    "appeal",
    "request",
    "motion",
    "petition",
    "application",
    "bid",
    "bail",
    "parole",
    "access",
    "entry",
    "visa",
}
_ASKED_FOR |= {
    "permission",
    "asylum",
    "plea",
    "injunction",
    "leave",
    "review",
    "permit",
    "licence",
    "license",
    "lawsuit",
}
_ADDRESSED = {"tell", "inform", "assure", "remind", "ask", "warn", "advise", "urge", "promise", "persuade", "notify"}


class Tie(NamedTuple):
    """`cue` is the cue's head token, `source` and `content` are token positions in order (`source` may be empty).

    `frame` names what kind of complement the content is; `addressee` is the head of who is spoken to.
    """

    cue: int
    source: tuple[int, ...]
    source_head: int | None
    content: tuple[int, ...]
    frame: str
    addressee: int | None = None


def find_ties(parse: Parse) -> Iterator[Tie]:
    """All ties of a parsed article, in the order of their cues."""
    for token in parse.tokens:
        lemma = token.lemma
        part = _PARTS.get(token.pos)
        if len(lemma) == len("accord") and lemma.lower() == "accord":
            yield from _according(parse, token)
        elif part and (kinds := cues.frames(lemma, part)):
            if part == "verb":
                yield from _of_verb(parse, token, kinds)
            elif part == "noun":
                yield from _of_noun(parse, token, kinds)
            else:
                yield from _of_adjective(parse, token, kinds)


def _of_verb(parse: Parse, cue: Token, kinds: frozenset[str]) -> Iterator[Tie]:
    passive = _child(parse, cue.i, "nsubjpass") is not None
    if passive and cues.PASSIVE not in kinds and _child(parse, cue.i, "agent") is None:
        return
    head = None if passive and cues.PASSIVE in kinds else subject(parse, cue.i)
    if head is None and not passive:
        head = nearest(parse, cue)
    source = phrase(parse, head, cue.i)
    to = addressee(parse, cue.i)
    for found, frame in _complements(parse, cue, kinds):
        content = _content(parse, found, frame, cue.i, source)
        if frame in (cues.INFINITIVE, cues.CLAUSE) and passive:
            content = tuple(sorted({*content, *_subject_tokens(parse, cue.i)}))
        if content:
            yield Tie(cue.i, source, head, content, frame, to)


def _subject_tokens(parse: Parse, verb: int) -> tuple[int, ...]:
    found = _child(parse, verb, "nsubjpass")
    return parse.subtree(found) if found is not None else ()


def _complements(parse: Parse, cue: Token, kinds: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The dependents that fill a frame of the cue; a clause shuts out the weaker frames."""
    clausal = False
    children = [parse.tokens[i] for i in parse.children[cue.i]]
    for child in children:
        if child.dep == "ccomp" and kinds & {cues.CLAUSE, cues.QUOTE}:
            clausal = True
            yield child.i, cues.CLAUSE
        elif child.dep in ("xcomp", "ccomp") and cues.INFINITIVE in kinds and _infinitive(parse, child.i):
            clausal = True
            yield child.i, cues.INFINITIVE
    if cue.dep == "parataxis" and cues.QUOTE in kinds and not clausal:
        clausal = True
        yield cue.head, "parataxis"
    if not clausal and _aside(parse, cue, kinds):
        clausal = True
        yield cue.head, "parataxis"
    if clausal:
        return
    small = cues.SMALL in kinds and any(c.dep in ("oprd", "ccomp", "xcomp") or c.lemma == "as" for c in children)
    for child in children:
        if child.dep == "dobj" and small:
            yield child.i, cues.SMALL
            return
    for child in children:
        if child.dep == "prep" and child.lemma in kinds:
            yield child.i, child.lemma
            return
    for child in children:
        if child.dep == "dobj" and cues.OBJECT in kinds and child.tag not in ("WP", "WDT") and not _ruled(cue, child):
            yield child.i, cues.OBJECT


def _ruled(cue: Token, thing: Token) -> bool:
    """Whether a verb that could deny what is said decides on what was asked for: "denied the appeal"."""
    return cue.lemma in _RULING and thing.lemma in _ASKED_FOR


def _aside(parse: Parse, cue: Token, kinds: frozenset[str]) -> bool:
    """Whether a clause with "as" says whose word the main clause is: "As Brandt noted in May, the dam leaks"."""
    if (
        cue.dep != "advcl"
        or not {cues.CLAUSE, cues.QUOTE} <= kinds
        or parse.tokens[cue.head].pos not in ("VERB", "AUX")
    ):
        return False
    children = [parse.tokens[i] for i in parse.children[cue.i]]
    if any(c.dep in ("dobj", "acomp", "attr", "oprd", "ccomp", "xcomp", "dative") for c in children):
        return False
    first = parse.tokens[parse.subtree(cue.i)[0]]
    if first.lemma.lower() != "as" or not any(c.dep == "nsubj" and c.tag != "EX" for c in children):
        return False
    # "He rode on as he replied": without a comma it tells when.
    return cue.i < cue.head or parse.tokens[first.i - 1].text in (",", "—", "–", "-")


def _infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[i].tag == "TO" for i in parse.children[verb])


def _content(parse: Parse, found: int, frame: str, cue: int, source: tuple[int, ...]) -> tuple[int, ...]:
    tokens = parse.subtree(found)
    if frame == "parataxis":
        return _without(tokens, parse.subtree(cue))
    if frame == cues.SMALL:
        more = [
            i for i in parse.children[cue] if i > found and parse.tokens[i].dep in ("oprd", "ccomp", "xcomp", "prep")
        ]
        return tuple(sorted({*tokens, *(t for i in more for t in parse.subtree(i))}))
    if frame == cues.OBJECT:
        more = [i for i in parse.children[cue] if i > found and _charge(parse.tokens[i])]
        tokens = tuple(sorted({*tokens, *(t for i in more for t in parse.subtree(i))}))
    elif frame not in (cues.CLAUSE, cues.INFINITIVE):
        tokens = _without(tokens, (found,))
    elif parse.tokens[tokens[0]].lemma == "that" and parse.tokens[tokens[0]].dep == "mark":
        tokens = tokens[1:]
    return _without(tokens, (cue, *source))


def _charge(token: Token) -> bool:
    """Whether a preposition brings what is said of somebody: "accused the board of waste", "praised her for it"."""
    return token.dep == "prep" and token.lemma in _CHARGED


def _of_noun(parse: Parse, cue: Token, kinds: frozenset[str]) -> Iterator[Tie]:
    content: tuple[int, ...] = ()
    frame = ""
    for i in parse.children[cue.i]:
        child = parse.tokens[i]
        that = any(parse.tokens[j].lemma == "that" and parse.tokens[j].dep == "mark" for j in parse.children[i])
        if child.dep in ("acl", "ccomp", "relcl") and that and cues.CLAUSE in kinds:
            content, frame = parse.subtree(i), cues.CLAUSE
        elif child.dep == "acl" and cues.INFINITIVE in kinds and _infinitive(parse, i):
            content, frame = parse.subtree(i), cues.INFINITIVE
        elif child.dep == "prep" and child.lemma in kinds and not content:
            content, frame = _without(parse.subtree(i), (i,)), child.lemma
    above = parse.tokens[cue.head]
    if not content and cue.dep == "nsubj" and above.lemma == "be" and cues.CLAUSE in kinds:
        said = _child(parse, above.i, "ccomp")  # "her answer was that ..."
        content, frame = (parse.subtree(said), cues.CLAUSE) if said is not None and said > above.i else ((), "")
    if not content:
        return
    if parse.tokens[content[0]].lemma == "that":
        content = content[1:]
    head = _owner(parse, cue.i, content)
    if head is not None:
        yield Tie(cue.i, phrase(parse, head, cue.i), head, content, frame)


def _owner(parse: Parse, noun: int, content: tuple[int, ...]) -> int | None:
    """Whose claim it is: a possessive, "by" or "from" or "of" someone, or the subject of the verb it hangs on."""
    for i in parse.children[noun]:
        if parse.tokens[i].dep == "poss":
            return i
    for i in parse.children[noun]:
        if parse.tokens[i].lemma in ("by", "from", "of", "among") and i not in content:
            for j in parse.children[i]:
                if parse.tokens[j].dep == "pobj" and j not in content:
                    return j
    above = parse.tokens[parse.tokens[noun].head]
    if parse.tokens[noun].dep in ("dobj", "attr") and above.pos in ("VERB", "AUX"):
        return subject(parse, above.i)
    return None


def _of_adjective(parse: Parse, cue: Token, kinds: frozenset[str]) -> Iterator[Tie]:
    verb = parse.tokens[cue.head]
    if cue.dep not in ("acomp", "oprd") or verb.pos not in ("VERB", "AUX"):
        return
    head = subject(parse, verb.i)
    if head is None or parse.tokens[head].lemma in ("it", "this", "that"):
        return
    for i in parse.children[cue.i]:
        child = parse.tokens[i]
        if (cues.CLAUSE in kinds and child.dep == "ccomp") or (cues.INFINITIVE in kinds and child.dep == "xcomp"):
            content = parse.subtree(i)
        elif child.dep == "prep" and child.lemma in kinds:
            content = _without(parse.subtree(i), (i,))
        else:
            continue
        if not content:  # a preposition that the parser left with nothing behind it
            continue
        if parse.tokens[content[0]].lemma == "that":
            content = content[1:]
        if content:
            yield Tie(cue.i, phrase(parse, head, cue.i), head, content, cues.CLAUSE)
            return


def _according(parse: Parse, cue: Token) -> Iterator[Tie]:
    to = next((i for i in parse.children[cue.i] if parse.tokens[i].lemma == "to"), None)
    if to is None:
        return
    head = next((i for i in parse.children[to] if parse.tokens[i].dep in ("pobj", "pcomp")), None)
    if head is None or _bare(parse, head):
        return
    above = cue.head
    while parse.tokens[above].pos not in ("VERB", "AUX") and parse.tokens[above].head != above:
        above = parse.tokens[above].head
    sentence = parse.sentences[cue.sentence]
    own = set(parse.subtree(cue.i))
    words = [t.i for t in parse.inside(sentence) if t.pos not in ("PUNCT", "SPACE")]
    outer = words and (words[0] in own or words[-1] in own)
    content = tuple(t.i for t in parse.inside(sentence)) if outer else parse.subtree(above)
    content = _without(content, tuple(own))
    if content:
        yield Tie(cue.i, phrase(parse, head, cue.i), head, content, "according")


def _bare(parse: Parse, head: int) -> bool:
    """Whether a source is none but a manner: "according to plan"."""
    return parse.tokens[head].tag == "NN" and parse.tokens[head].text.islower() and not parse.children[head]


def subject(parse: Parse, verb: int, hops: int = 5) -> int | None:
    """The token that heads the phrase of who does what `verb` says, through conjoined and dependent verbs."""
    token = parse.tokens[verb]
    for i in parse.children[verb]:
        if parse.tokens[i].dep == "nsubj":
            return i
    agent = _child(parse, verb, "agent")
    if agent is not None:
        return _child(parse, agent, "pobj")
    if hops == 0 or token.head == verb:
        return None
    above = parse.tokens[token.head]
    if token.dep in ("acl", "relcl") and above.pos in ("NOUN", "PROPN", "PRON"):
        issuer = _issuer(parse, above, hops)
        return above.i if issuer is None else issuer
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "prep", "aux", "acl"):
        if token.dep == "xcomp" and (object_ := _child(parse, above.i, "dobj")) is not None and object_ < verb:
            return object_
        if above.pos in ("VERB", "AUX", "ADP", "SCONJ", "ADJ", "NOUN"):
            passive = _child(parse, above.i, "nsubjpass")
            return subject(parse, above.i, hops - 1) if passive is None else passive
    if token.dep == "dobj" and token.pos == "NOUN":  # "she made a point of saying"
        return subject(parse, above.i, hops - 1)
    return None


def _issuer(parse: Parse, text: Token, hops: int) -> int | None:
    """Who puts out the text that says something: "The mayor issued a statement saying ..."."""
    verb = parse.tokens[text.head]
    if text.dep == "dobj" and text.lemma.lower() in _TEXTS and verb.lemma.lower() in _ISSUED and hops:
        return subject(parse, verb.i, hops - 1)
    return None


def nearest(parse: Parse, cue: Token) -> int | None:
    """The noun right before a finite verb that the parser gave no subject, over a bracket: "Mori (Greens) said"."""
    if cue.tag not in _FINITE:
        return None
    at, depth = cue.i - 1, 0
    first = parse.sentences[cue.sentence].first
    while at >= first and (depth or parse.tokens[at].text in (")", ",") or parse.tokens[at].pos in ("SPACE", "ADV")):
        depth += (parse.tokens[at].text == ")") - (parse.tokens[at].text == "(")
        at -= 1
    if at < first or parse.tokens[at].pos not in _NAMES:
        return None
    head = at
    while first <= (above := parse.tokens[head].head) < cue.i and parse.tokens[head].dep in _BELOW:
        if parse.tokens[above].pos not in _NAMES or (above < head and parse.tokens[above].dep in ("pobj", "dobj")):
            break
        head = above
    return head


def phrase(parse: Parse, head: int | None, cue: int) -> tuple[int, ...]:
    """The tokens of the noun phrase that `head` heads: titles, appositions and relative clauses, but not the cue."""
    if head is None:
        return ()
    clause = _clause_of(parse, cue, head) | (_remarks(parse, head) if head < cue else frozenset())
    run = _run([i for i in parse.subtree(head) if i not in clause], head)
    while len(run) > 1 and parse.tokens[run[-1]].pos in ("PUNCT", "SPACE") and run[-1] != head:
        run = run[:-1]
    while len(run) > 1 and parse.tokens[run[0]].pos in ("PUNCT", "SPACE") and run[0] != head:
        run = run[1:]
    if len(run) > _LONGEST_SOURCE:
        run = [i for i in run if abs(i - head) <= _LONGEST_SOURCE // 2]
    return tuple(run)


def _remarks(parse: Parse, head: int) -> frozenset[int]:
    """The tokens of clauses set off by a comma behind the head: "Brandt, who has led the yard since May"."""
    clauses = [
        i
        for i in parse.children[head]
        if parse.tokens[i].dep in ("relcl", "acl")
        and any(parse.tokens[j].text == "," for j in range(head, parse.subtree(i)[0]))
    ]
    return frozenset(j for i in clauses for j in parse.subtree(i))


def _clause_of(parse: Parse, cue: int, head: int) -> frozenset[int]:
    """The tokens below `head` on the branch that leads to the cue."""
    at = cue
    while parse.tokens[at].head not in (at, head):
        at = parse.tokens[at].head
    return frozenset(parse.subtree(at)) if parse.tokens[at].head == head and at != head else frozenset()


def _run(tokens: list[int], head: int) -> list[int]:
    """The unbroken stretch of tokens around `head`."""
    here = set(tokens)
    first = last = head
    while first - 1 in here:
        first -= 1
    while last + 1 in here:
        last += 1
    return list(range(first, last + 1))


def addressee(parse: Parse, verb: int) -> int | None:
    """The head of who is spoken to: "told Mori", "said to Mori"."""
    lemma = parse.tokens[verb].lemma.lower()
    for i in parse.children[verb]:
        child = parse.tokens[i]
        if child.dep == "dative" and child.pos != "ADP":
            return i
        if child.dep == "dobj" and lemma in _ADDRESSED and child.pos in ("PROPN", "PRON", "NOUN"):
            return i
        if child.dep in ("prep", "dative") and child.lemma == "to" and lemma in ("say", "write", "reply", "remark"):
            return _child(parse, i, "pobj")
    return None


def _child(parse: Parse, index: int, dep: str) -> int | None:
    return next((i for i in parse.children[index] if parse.tokens[i].dep == dep), None)


def _without(tokens: tuple[int, ...], drop: tuple[int, ...]) -> tuple[int, ...]:
    gone = set(drop)
    return tuple(i for i in tokens if i not in gone)
