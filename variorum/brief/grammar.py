"""The fixed, small grammar of connecting phrases: the only words of a brief that no source has."""

from __future__ import annotations

from variorum.model import DiscrepancyKind

TOPICS = {
    DiscrepancyKind.NUMBER: "a number",
    DiscrepancyKind.DATE: "when it is",
    DiscrepancyKind.PLACE: "where it is",
    DiscrepancyKind.PERSON: "who it is",
    DiscrepancyKind.ROLE: "who did what to whom",
    DiscrepancyKind.SPEAKER: "who said it",
    DiscrepancyKind.WORDING: "the words that were said",
    DiscrepancyKind.MODE: "whether these are the words that were said",
    DiscrepancyKind.POLARITY: "whether it is so",
    DiscrepancyKind.CERTAINTY: "how sure it is",
    DiscrepancyKind.ATTRIBUTION: "whether it is a fact or a claim",
    DiscrepancyKind.MEMBERSHIP: "who belongs to it",
    DiscrepancyKind.CAUSE: "what caused it",
    DiscrepancyKind.SEQUENCE: "what came first",
    DiscrepancyKind.SCOPE: "how far it goes",
    DiscrepancyKind.NAMING: "what it is called",
}

OUTRIGHT = "whether it is said outright"
"""The topic of sentences of which one has a condition, a doubt or a question mark that the other leaves out."""
OPENING = "Sources differ on"
ALSO = "They also differ on"
WHO, WHOM = "who", "whom"
NUMBER_OF = "the number of"


def listed(names: list[str]) -> str:
    """Names as an English list: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def who_whom(verb: str, words: str = "") -> str:
    """The topic of an act told with its parties swapped: "who sued whom", "who called whom “a friend”"."""
    return f"{WHO} {verb} {WHOM} “{nested(words)}”" if words else f"{WHO} {verb} {WHOM}"


def disputed(topic: str, sides: list[tuple[list[str], str]], *, first: bool) -> str:
    """The sentence on a discrepancy. `sides` are outlets with the words they have."""
    told = "; ".join(f"{listed(outlets)}: “{words}”" for outlets, words in sides)
    return f"{OPENING if first else ALSO} {topic}. {told}."


def nested(words: str) -> str:
    """Quoted words fit to stand inside double quotation marks: their own become single ones, stray ones go."""
    bare = words[1:-1] if words[:1] in ("“", '"') and words[-1:] in ("”", '"') else words
    if bare.count("“") != bare.count("”") or bare.find("”") < bare.find("“") or bare.count('"') % 2:
        return bare.translate({ord(mark): None for mark in '“”"'})
    first, *others = bare.split('"')
    plain = first + "".join("‘’"[i % 2] + part for i, part in enumerate(others))
    return plain.replace("“", "‘").replace("”", "’")


def phrases() -> set[str]:
    """Every word of the grammar, in lower case."""
    return {
        word for text in (*TOPICS.values(), OUTRIGHT, NUMBER_OF, OPENING, ALSO, "and") for word in text.lower().split()
    }
