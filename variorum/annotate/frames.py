"""Frames: the predicate of a clause and who or what fills its roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import Argument, ClauseKind, EntityType, Parse, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.annotate.clauses import Clause
    from variorum.model import Mention, Token

_COPULAS = frozenset({"be", "become", "remain", "stay"})
_CAUSES = words("because due owing")
_PLACES = words(
    "in at on near inside outside around across off above beneath within from into to towards toward through over along"
)
_GIVING = words(
    "give tell hand send offer show say pay grant award sell lend present deliver transfer donate speak talk write "
    "explain report"
)
_OUTSIDE = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "parataxis"})


class Frames:
    """Builds the arguments of clauses; `mention_at` maps a head token to its mention, `timed` are tokens in times."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], timed: frozenset[int]) -> None:
        self.parse = parse
        self.mentions = mentions
        self.mention_at: Mapping[int, int] = {m.head: k for k, m in enumerate(mentions)}
        self.timed = timed

    def predicate(self, clause: Clause) -> tuple[str, int]:
        """The predicate with its particle, or "be" with its noun or adjective, and its token."""
        token = self.parse.tokens[clause.verb]
        if clause.kind is ClauseKind.APPOSITIVE:
            return f"be {token.lemma.casefold()}", token.i
        if token.lemma in _COPULAS:
            for child in self._children(token.i):
                if child.dep in {"attr", "acomp", "oprd"}:
                    return f"{token.lemma} {child.lemma.casefold()}", child.i
        particles = [c.lemma for c in self._children(token.i) if c.dep == "prt"]
        return " ".join([token.lemma.casefold(), *particles]), token.i

    def arguments(self, clause: Clause, clauses: Mapping[int, Clause]) -> tuple[Argument, ...]:
        """The arguments in the order of their place; each member of a coordination on its own."""
        found = [*self._subjects(clause, clauses)]
        for index in (*clause.chain, clause.verb):
            found += self._own(index, stated=index == clause.verb)
        if clause.kind is ClauseKind.APPOSITIVE:
            found += self._spread(clause.verb, Role.ATTRIBUTE)
        return tuple(sorted(dict.fromkeys(found), key=lambda a: (a.start, a.end, a.role, a.preposition)))

    def _children(self, index: int) -> Iterator[Token]:
        return (self.parse.tokens[c] for c in self.parse.children[index])

    def _passive(self, index: int) -> bool:
        token = self.parse.tokens[index]
        if any(c.dep in {"auxpass", "nsubjpass"} for c in self._children(index)):
            return True
        active = any(c.dep == "aux" and c.lemma in {"have", "do"} for c in self._children(index))
        return token.tag == "VBN" and not active and not any(c.dep == "dobj" for c in self._children(index))

    def _subjects(self, clause: Clause, clauses: Mapping[int, Clause], depth: int = 0) -> list[Argument]:
        role = Role.PATIENT if clause.kind is not ClauseKind.APPOSITIVE and self._passive(clause.verb) else Role.AGENT
        for index in (clause.verb, *reversed(clause.chain), clause.head):
            for child in self._children(index):
                if child.dep in {"nsubj", "nsubjpass", "csubj"}:
                    if child.tag in {"WDT", "WP"} and clause.antecedent is not None:
                        return self._spread(clause.antecedent, role)
                    return self._spread(child.i, role)
        if clause.antecedent is not None:
            return self._by_antecedent(clause, role)
        if clause.subject_of is not None and clause.subject_of in clauses and depth < 8:
            above = clauses[clause.subject_of]
            inherited = self._subjects(above, clauses, depth + 1)
            return [self._with_role(a, role) for a in inherited if a.role in (Role.AGENT, Role.PATIENT)]
        return []

    def _by_antecedent(self, clause: Clause, role: Role) -> list[Argument]:
        assert clause.antecedent is not None  # noqa: S101 - tells the type checker what the caller saw
        return self._spread(clause.antecedent, role)

    @staticmethod
    def _with_role(argument: Argument, role: Role) -> Argument:
        return Argument(
            role, argument.start, argument.end, argument.head, argument.lemma, argument.mention, argument.preposition
        )

    def _own(self, index: int, *, stated: bool) -> Iterator[Argument]:
        verb = self.parse.tokens[index]
        for child in self._children(index):
            if stated:
                yield from self._objects(verb, child)
            if child.dep == "dative":
                yield from self._dative(child)
            elif child.dep == "agent":
                for below in self._children(child.i):
                    if below.dep == "pobj":
                        yield from self._spread(below.i, Role.AGENT)
            elif child.dep == "prep":
                yield from self._prepositional(verb, child)
            elif child.dep == "npadvmod" and child.i in self.timed:
                yield self._argument(child.i, Role.TIME)
            elif child.dep == "advcl" and any(c.lemma == "because" for c in self._children(child.i)):
                yield self._argument(child.i, Role.CAUSE)

    def _objects(self, verb: Token, child: Token) -> Iterator[Argument]:
        """The object or attribute, and what the parser hangs on it by a preposition ("met Xi in Astana")."""
        if child.dep in {"dobj", "obj"}:
            yield from self._spread(child.i, Role.PATIENT)
        elif child.dep in {"attr", "acomp", "oprd"}:
            yield from self._spread(child.i, Role.ATTRIBUTE)
        else:
            return
        for below in self._children(child.i):
            if below.dep == "prep" and below.text != "of":
                yield from self._prepositional(verb, below)

    def _dative(self, child: Token) -> list[Argument]:
        if child.pos != "ADP":
            return self._spread(child.i, Role.RECIPIENT)
        return [a for c in self._children(child.i) if c.dep == "pobj" for a in self._spread(c.i, Role.RECIPIENT)]

    def _prepositional(self, verb: Token, preposition: Token) -> Iterator[Argument]:
        words = preposition.text.casefold()
        if words in _CAUSES:
            yield self._argument(preposition.i, Role.CAUSE, words)
            return
        for child in self._children(preposition.i):
            if child.dep == "pobj":
                yield from self._spread(child.i, self._role(verb, words, child), words)
            elif child.dep == "prep":
                yield from self._prepositional(verb, child)
            elif child.dep == "pcomp":
                yield self._argument(child.i, Role.OTHER, words)

    def _role(self, verb: Token, preposition: str, noun: Token) -> Role:
        if noun.i in self.timed:
            return Role.TIME
        known = self.mention_at.get(noun.i)
        kind = self.mentions[known].type if known is not None else None
        if preposition in {"to", "with"} and verb.lemma in _GIVING and kind is not EntityType.PLACE:
            return Role.RECIPIENT
        if preposition in _PLACES and kind is EntityType.PLACE:
            return Role.PLACE
        if preposition in {"in", "at", "near", "inside", "outside"} and kind is not EntityType.PERSON:
            return Role.PLACE if noun.pos in {"NOUN", "PROPN"} else Role.OTHER
        return Role.OTHER

    def _spread(self, index: int, role: Role, preposition: str = "") -> list[Argument]:
        """The phrase and those coordinated with it, each as an argument."""
        found, here = [self._argument(index, role, preposition)], index
        for _ in range(64):
            following = [c.i for c in self._children(here) if c.dep == "conj" and c.pos not in {"VERB", "AUX"}]
            if not following:
                break
            here = following[0]
            found += [self._argument(each, role, preposition) for each in following]
        return found

    def _argument(self, index: int, role: Role, preposition: str = "") -> Argument:
        tokens = [self.parse.tokens[t] for t in self._phrase(index)]
        head = self.parse.tokens[index]
        mention = self.mention_at.get(index)
        start, end = tokens[0].start, tokens[-1].end
        return Argument(role, start, end, index, head.lemma.casefold(), mention, preposition)

    def _phrase(self, index: int) -> list[int]:
        """The head with what hangs on it, without relative clauses, appositions and coordinated phrases."""
        found, waiting = [], [index]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(c.i for c in self._children(here) if c.dep not in _OUTSIDE)
        return sorted(found)
