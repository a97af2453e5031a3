"""Frames: the predicate of a clause and who or what fills its roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.transfer import acted, is_light, thematic
from variorum.annotate.vocabulary import PLACE_WORDS, words
from variorum.model import Argument, BlockKind, ClauseKind, EntityType, MentionForm, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from variorum.annotate.clauses import Clause
    from variorum.model import Mention, Parse, Token

_COPULAS = words("be become remain stay")
_CAUSES = words("because due owing")
_WHERE = words(
    "in at on near inside outside around across off above beneath within from into to towards toward through over along"
)
_SPOTS = (PLACE_WORDS - {"summit", "state", "pass"}) | words(
    "capital headquarters hospital school house home building site office room ground border centre center square area "
    "plant factory warehouse museum university embassy ministry courtroom studio camp base yard kitchen hotel church "
    "street corner north south east west suburb quarter neighbourhood neighborhood outskirts venue pier quay dock ship "
    "ferry vessel country nation city"
)
_GIVING = words(
    "give tell hand send offer show say pay grant award sell lend present deliver transfer donate speak talk write "
    "explain report apologise apologize"
)
_TO_WHOMEVER = words("apologise apologize pay grant award sell lend donate offer speak talk")
_PARTNERS = {"with": Role.PATIENT, "on": Role.PATIENT, "to": Role.RECIPIENT}
_BELOW = words("relcl appos parataxis punct")
_OUTSIDE = words("relcl appos punct cc conj parataxis")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PASSIVE = frozenset({"auxpass", "nsubjpass", "agent"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "acomp", "oprd", "xcomp", "ccomp"})
_RELATIVES = frozenset({"WDT", "WP", "WP$"})


class Frames:
    """Builds the arguments of clauses; `timed` has the span of the time expression for each token inside one."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], timed: Mapping[int, tuple[int, int]]) -> None:
        self.parse = parse
        self.below = parse.dependents
        self.mentions = mentions
        self.timed = timed
        self._passives: dict[int, bool] = {}
        self._phrases: dict[int, list[int]] = {}
        self.mention_at: dict[int, tuple[int, ...]] = {}
        for position, mention in enumerate(mentions):
            for token in {mention.head, self._syntactic_head(mention)}:
                self.mention_at[token] = (*self.mention_at.get(token, ()), position)

    def _syntactic_head(self, mention: Mention) -> int:
        """The token of the mention that the rest of it hangs on ("counterpart" in "his counterpart Xi Jinping")."""
        here = self.parse.tokens[mention.head]
        for _ in range(8):
            above = self.parse.tokens[here.head]
            if above.i == here.i or not (mention.start <= above.start and above.end <= mention.end):
                break
            here = above
        return here.i

    def predicate(self, clause: Clause) -> tuple[str, int]:
        """The predicate with its particle, or "be" with its noun or adjective, and its token."""
        token = self.parse.tokens[clause.verb]
        lemma = token.lemma.casefold()
        if clause.kind is ClauseKind.APPOSITIVE:
            return f"be {lemma}", token.i
        for child in self.below[token.i]:
            if (lemma in _COPULAS or not self.parse.has_syntax) and child.dep in {"attr", "acomp", "oprd"}:
                return f"{lemma} {child.lemma.casefold()}", child.i
            if child.dep == "dobj" and is_light(token, child):
                return f"{lemma} {child.lemma.casefold()}", token.i
            if child.dep == "dobj" and acted(token, child):
                return acted(token, child), token.i
        return " ".join([lemma, *(c.lemma.casefold() for c in self.below[token.i] if c.dep == "prt")]), token.i

    def arguments(self, clause: Clause, clauses: Mapping[int, Clause]) -> tuple[Argument, ...]:
        """The arguments in the order of their place; each member of a coordination on its own."""
        found = [*self._subjects(clause, clauses)]
        for index in (*clause.chain, clause.verb):
            found += self._own(index, stated=index == clause.verb)
        if clause.kind is ClauseKind.APPOSITIVE:
            found += self._spread(clause.verb, Role.ATTRIBUTE)
        found += [*self._extracted(clause), *self._bare_times(clause)]
        verb = self.parse.tokens[clause.verb]
        found = _named_so(found) if verb.lemma not in _COPULAS else found
        found = thematic(found, verb.lemma.casefold(), self.mentions, passive=self._passive(clause.verb))
        return tuple(sorted(_distinct(found), key=_place))

    def _passive(self, index: int) -> bool:
        known = self._passives.get(index)
        if known is None:
            known = self._passives[index] = self._is_passive(index)
        return known

    def _is_passive(self, index: int) -> bool:
        token, below = self.parse.tokens[index], self.below[index]
        deps = {c.dep for c in below}
        if not deps.isdisjoint(_PASSIVE):
            return True
        if token.tag != "VBN" or "dobj" in deps or ("nsubj" in deps and not self._in_headline(token)):
            return False
        return not any(c.dep == "aux" and c.lemma in {"have", "do"} for c in below)

    def _in_headline(self, token: Token) -> bool:
        """Headlines leave "was" out: "Ferry towed to port"."""
        return self.parse.sentences[token.sentence].block is BlockKind.HEADLINE

    def _subjects(self, clause: Clause, clauses: Mapping[int, Clause], depth: int = 0) -> list[Argument]:
        role = Role.PATIENT if clause.kind is not ClauseKind.APPOSITIVE and self._passive(clause.verb) else Role.AGENT
        for index in dict.fromkeys((clause.verb, *reversed(clause.chain), clause.head)):
            subjects = [c for c in self.below[index] if c.dep in _SUBJECTS]
            if len(subjects) > 1:
                subjects = [c for c in subjects if c.i not in self.timed]
            if subjects:
                return [a for child in subjects for a in self._subject(child, role)]
        if clause.antecedent is not None:
            return self._spread(self._described(clause.antecedent), role)
        if clause.subject_of is not None and clause.subject_of in clauses and depth < 8:
            inherited = self._subjects(clauses[clause.subject_of], clauses, depth + 1)
            return [_with_role(a, role) for a in inherited]
        return []

    def _subject(self, child: Token, role: Role) -> list[Argument]:
        asks = [t for t in self._phrase(child.i) if self.parse.tokens[t].tag in {"WDT", "WP"}]
        if asks and child.pos != "NOUN":
            noun = self._noun_of(asks[0])
            return self._spread(self._described(noun), role) if noun is not None else []
        return self._spread(child.i, role)

    def _noun_of(self, relative: int) -> int | None:
        """The noun that a relative pronoun stands for: the head of the relative clause it is in."""
        here = self.parse.tokens[relative]
        for _ in range(12):
            if here.dep == "relcl":
                return here.head
            if here.head == here.i:
                return None
            here = self.parse.tokens[here.head]
        return None

    def _described(self, noun: int) -> int:
        """What a predicate noun or an apposition is said of: "X is a bloc that ...", "X, a bloc that ..."."""
        token = self.parse.tokens[noun]
        if token.dep == "appos" and token.pos == "NOUN":
            return token.head
        if token.dep == "attr":
            subject = next((c.i for c in self.below[token.head] if c.dep == "nsubj"), None)
            return noun if subject is None or self.parse.tokens[subject].pos == "PRON" else subject
        return noun

    def _extracted(self, clause: Clause) -> list[Argument]:
        """What a relative pronoun is the object of ("the envoy whom they met")."""
        found = []
        for child in self.below[clause.verb]:
            if child.dep == "dobj" and child.tag in _RELATIVES and clause.antecedent is not None:
                found += self._spread(clause.antecedent, Role.PATIENT)
        return found

    def _bare_times(self, clause: Clause) -> Iterator[Argument]:
        """Days that a foreign parser hangs on the noun before them ("par la police mercredi")."""
        for index in () if self.parse.has_syntax else clause.tokens:
            if self._is_bare_time(self.parse.tokens[index]):
                yield self._argument(index, Role.TIME)

    def _is_bare_time(self, token: Token) -> bool:
        foreign = token.dep == "nmod" and token.i in self.timed and not self.parse.has_syntax
        return foreign and not any(c.dep == "case" for c in self.below[token.i])

    def _own(self, index: int, *, stated: bool) -> Iterator[Argument]:
        verb = self.parse.tokens[index]
        for child in self.below[index]:
            if stated and child.dep in _OBJECTS:
                yield from self._objects(verb, child)
            elif child.dep == "dative":
                yield from self._dative(child)
            elif child.dep == "agent":
                for below in self.below[child.i]:
                    if below.dep == "pobj":
                        yield from self._spread(below.i, Role.AGENT)
            elif child.dep == "prep":
                yield from self._prepositional(verb, child)
            elif child.dep == "npadvmod" and child.i in self.timed:
                yield self._argument(child.i, Role.TIME)
            elif child.dep == "advcl" and any(c.lemma == "because" for c in self.below[child.i]):
                yield self._argument(child.i, Role.CAUSE)

    def _objects(self, verb: Token, child: Token) -> Iterator[Argument]:
        """The object, attribute or complement, and what the parser hangs on it by a preposition."""
        if child.dep in {"dobj", "obj"}:
            if child.tag in _RELATIVES:
                return
            if child.i in self.timed and not self.parse.has_syntax:
                yield self._argument(child.i, Role.TIME)
                return
            if is_light(verb, child) or acted(verb, child):
                yield from self._with(child)
                return
            yield from self._spread(child.i, Role.PATIENT)
        elif child.dep in {"attr", "acomp", "oprd"}:
            yield from self._spread(child.i, Role.ATTRIBUTE)
        elif child.dep in {"xcomp", "ccomp"} and child.pos in {"VERB", "AUX"}:
            yield from self._complement(child)
            return
        else:
            return
        for below in self.below[child.i]:
            if below.dep == "prep" and below.text != "of":
                yield from self._prepositional(verb, below)

    def _with(self, noun: Token) -> Iterator[Argument]:
        """Whom an act is with or upon, where a noun names the act ("held talks with Pym", "its apologies to Pym")."""
        for below in self.below[noun.i]:
            if below.dep != "prep" or below.text == "of":
                continue
            role = _PARTNERS.get(below.text, Role.OTHER)
            for argument in self._prepositional(noun, below):
                fits = argument.role is Role.OTHER or (argument.role is Role.PLACE and below.text in {"on", "to"})
                yield _with_role(argument, role) if fits else argument

    def _where(self, noun: Token) -> Iterator[Argument]:
        """The named place or the time that stands after a noun ("at a summit in Astana on Friday")."""
        for preposition in self.below[noun.i]:
            if preposition.dep != "prep" or preposition.text not in {"in", "at", "near", "on"}:
                continue
            for child in self.below[preposition.i]:
                known = self.mention_at.get(child.i)
                if child.i in self.timed:
                    yield self._argument(child.i, Role.TIME, preposition.text)
                elif known and self.mentions[known[0]].type is EntityType.PLACE:
                    yield self._argument(child.i, Role.PLACE, preposition.text)

    def _complement(self, verb: Token) -> Iterator[Argument]:
        """ "Urged Lind to resign": whom, and to what; only where no claim of its own is made of it."""
        if any(c.tag == "TO" for c in self.below[verb.i]):
            for child in self.below[verb.i]:
                if child.dep in _SUBJECTS:
                    yield from self._spread(child.i, Role.PATIENT)
            yield self._argument(verb.i, Role.OTHER, "to")

    def _dative(self, child: Token) -> list[Argument]:
        if child.pos != "ADP":
            return self._spread(child.i, Role.RECIPIENT)
        return [a for c in self.below[child.i] if c.dep == "pobj" for a in self._spread(c.i, Role.RECIPIENT)]

    def _prepositional(self, verb: Token, preposition: Token) -> Iterator[Argument]:
        word = preposition.text.casefold()
        if word == "according":
            return
        if word in _CAUSES:
            yield self._argument(preposition.i, Role.CAUSE, word)
            return
        for child in self.below[preposition.i]:
            if child.dep == "pobj":
                noun = self._noun_of(child.i) if child.tag in _RELATIVES else None
                meant = child if noun is None else self.parse.tokens[noun]
                yield from self._spread(meant.i, self._role(verb, word, meant), word)
                if noun is None:
                    yield from self._where(child)
            elif child.dep == "prep":
                yield from self._prepositional(verb, child)
            elif child.dep == "pcomp":
                yield self._argument(child.i, Role.OTHER, word)

    def _role(self, verb: Token, preposition: str, noun: Token) -> Role:
        if noun.i in self.timed:
            return Role.TIME
        known = self.mention_at.get(noun.i)
        kind = self.mentions[known[0]].type if known else None
        named = kind is not EntityType.PLACE or verb.lemma in _TO_WHOMEVER
        if preposition == "to" and verb.lemma in _GIVING and named:
            return Role.RECIPIENT
        spot = noun.lemma.casefold() in _SPOTS and preposition not in {"on", "over", "above", "along", "off"}
        if preposition in _WHERE and (kind is EntityType.PLACE or spot):
            return Role.PLACE
        return Role.OTHER

    def _spread(self, index: int, role: Role, preposition: str = "") -> list[Argument]:
        """The phrase, those coordinated with it, and names listed after it, each as an argument."""
        found, here, seen = self._each(index, role, preposition), index, {index}
        if not self.below[index]:
            return found
        for _ in range(64):
            following = [c.i for c in self.below[here] if self._is_listed(c) and c.i not in seen]
            if not following:
                break
            here = following[-1]
            seen.update(following)
            found += [a for each in following for a in self._each(each, role, preposition)]
        return found

    def _is_listed(self, token: Token) -> bool:
        if token.dep == "conj":
            return token.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"}
        listed = token.dep == "appos" and token.pos == "PROPN" and self.parse.tokens[token.head].tag == "NNS"
        return listed and any(c.dep == "conj" for c in self.below[token.i])

    def _each(self, index: int, role: Role, preposition: str) -> list[Argument]:
        """One argument, or one for each member that a plural mention ("the two leaders") stands for."""
        return [
            self._argument(index, role, preposition, which) for which in range(len(self.mention_at.get(index, (0,))))
        ]

    def _argument(self, index: int, role: Role, preposition: str = "", which: int = 0) -> Argument:
        if role is Role.TIME and index in self.timed:
            start, end = self.timed[index]
        else:
            phrase = self._phrase(index)
            start, end = self.parse.tokens[phrase[0]].start, self.parse.tokens[phrase[-1]].end
        known = self.mention_at.get(index)
        mention = known[which] if known else None
        if mention is None or self.mentions[mention].form is MentionForm.ROLE:
            mention = self._apposed(index, mention)
        if mention is not None and known and mention == known[which]:
            named = self.mentions[mention]
            person = named.type is EntityType.PERSON and named.form is MentionForm.NAME
            start = named.start if person else min(start, named.start)
            end = named.end if person else max(end, named.end)
        return Argument(role, start, end, index, self.parse.tokens[index].lemma.casefold(), mention, preposition)

    def _apposed(self, index: int, mention: int | None) -> int | None:
        """Whom "the owner, the Norra company," is: one thing that an apposition names."""
        if not self.parse.has_syntax:
            return self._titled(index) if mention is None else mention
        if self.parse.tokens[index].tag != "NN":
            return mention
        for child in self.below[index]:
            between = self.parse.tokens[index + 1 : child.i]
            if child.dep == "appos" and child.i > index and any(t.text == "," for t in between[:1]):
                for known in self.mention_at.get(child.i, ()):
                    if any(c.isupper() for c in self.mentions[known].name):
                        return known
        return mention

    def _titled(self, index: int) -> int | None:
        """Whom "le préfet Paul Durand" is, where the title heads its name."""
        named = (c for c in self.below[index] if c.pos == "PROPN" and c.dep in {"appos", "compound", "nmod"})
        return next((m for c in named if c.i == index + 1 for m in self.mention_at.get(c.i, ())), None)

    def _phrase(self, index: int) -> list[int]:
        """The head with what hangs on it, without relative clauses, appositions and coordinated phrases."""
        known = self._phrases.get(index)
        if known is not None:
            return known
        found = [index]
        waiting = [c.i for c in self.below[index] if self._belongs(c, _OUTSIDE)]
        while waiting:
            here = waiting.pop()
            found.append(here)
            if self.below[here]:
                waiting += [c.i for c in self.below[here] if self._belongs(c, _BELOW)]
        found.sort()
        self._phrases[index] = found
        return found

    def _belongs(self, token: Token, outside: frozenset[str]) -> bool:
        """Tell whether a dependent belongs to its noun's phrase; a name set right after its noun does."""
        dep = token.dep
        if dep == "appos":
            between = self.parse.tokens[token.head + 1 : token.i]
            return token.pos == "PROPN" and all(t.pos in {"PROPN", "DET", "ADJ"} for t in between)
        return dep not in outside and not (dep == "acl" and _is_participle(token)) and not self._is_bare_time(token)


def _named_so(arguments: list[Argument]) -> list[Argument]:
    """ "They called Lind a hero": of two attributes and no object the nearer one is the object."""
    attributes = sorted({a.head for a in arguments if a.role is Role.ATTRIBUTE})
    if len(attributes) != 2 or any(a.role is Role.PATIENT for a in arguments):
        return arguments
    return [
        _with_role(a, Role.PATIENT) if a.head == attributes[0] and a.role is Role.ATTRIBUTE else a for a in arguments
    ]


def _distinct(arguments: list[Argument]) -> Iterable[Argument]:
    """Each phrase once in a role: the words of one time expression are one argument."""
    return {(a.role, a.start, a.end, a.mention, a.preposition): a for a in reversed(arguments)}.values()


def _is_participle(token: Token) -> bool:
    """Tell whether the token heads a participial clause after a noun, which makes a claim of its own."""
    return token.dep == "acl" and token.tag in {"VBN", "VBG"}


def _with_role(argument: Argument, role: Role) -> Argument:
    return Argument(
        role, argument.start, argument.end, argument.head, argument.lemma, argument.mention, argument.preposition
    )


def _place(argument: Argument) -> tuple[int, int, str, str, int]:
    mention = -1 if argument.mention is None else argument.mention
    return argument.start, argument.end, argument.role, argument.preposition, mention
