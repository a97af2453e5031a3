"""Whether a sentence can be understood without those around it in its report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model import MentionForm, Mode, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Annotated, Mention, Parse, Quotation, Sentence, Token

CONNECTING = re.compile(
    r"(?:(?:but|and)\s+|(?:so|yet|still|however|instead|besides|moreover|meanwhile|also|then|therefore|thus|nevertheless|"
    r"what['’]s more|in addition|in turn|similarly|likewise|for (?:his|her|its|their) part),\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What ties the beginning of a sentence to the one before it, and is no part of what it tells."""

_LEANING = re.compile(
    r"(?:but|however|instead|besides|moreover|meanwhile|also|and|so|then|yet|still|therefore|thus|nevertheless|"
    r"what['’]s more|in addition|in turn|for (?:his|her|its|their) part|elsewhere|similarly|likewise|"
    r"this|that|these|those|he|she|it|they|his|her|its|their|both|here|there|such|the two|the latter|the former|"
    r"(?:(?:the )?\w+ of|among|for|with|from|after|before) (?:them|these|those))\b",
    re.IGNORECASE,
)
# A time that is reckoned from what stood before: "minutes later", "shortly afterwards", "earlier, ...".
_RECKONED = re.compile(
    r"(?:(?:\w+ ){0,2}(?:second|minute|hour|day|week|month|year|moment)s? (?:later|earlier)"
    r"|(?:shortly|soon|immediately) (?:afterwards?|beforehand)|(?:later|earlier|afterwards?|beforehand),"
    r"|(?:since|by|until) then\b)",
    re.IGNORECASE,
)
_GOING_ON = re.compile(r"(?:\w+\W+){1,4}(?:also|too|again|however|meanwhile)\b", re.IGNORECASE)
# "Today" was another day where the brief is read.
_ON_ITS_DAY = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(?:you|your|please)\b", re.IGNORECASE)
_SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_SAYING_MORE = ("add", "continue")
_STANDING_IN = ("it", "they", "he", "she")
_THIS = ("this", "these")
_POINTING = frozenset((*_STANDING_IN, *_THIS))
_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSES = ("ccomp", "xcomp", "csubj")
_FINITE = ("VBD", "VBP", "VBZ", "MD")


def stands_alone(
    annotated: Annotated,
    sentence: Sentence,
    text: str,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
) -> bool:
    """Whether a sentence names what it speaks of; `text` is what is told of it, the rest is what stands in it.

    It opens neither with a pronoun nor with a connecting word; whose words it has is no pronoun, and what a pronoun
    stands for is named in it; nothing is "this" of which it has not told; it has no day that only its report knows
    ("yesterday"), does not speak to the reader, and has a verb, which a caption may lack.
    """
    opening = text.lstrip("“\"'«")
    if any(pattern.match(opening) for pattern in (_LEANING, _RECKONED, _GOING_ON)):
        return False
    own = _SPEECH.sub("", text)
    if _ON_ITS_DAY.search(own) or _ADDRESSED.search(own):
        return False
    pointing = [t for t in annotated.parse.inside(sentence) if t.text.lower() in _POINTING]
    pointing = [t for t in pointing if not _spoken(t, quotations)]
    return not (
        _dangling(mentions, quotations)
        or any(_is_this(annotated, t) or _is_about_it(annotated.parse, t) for t in pointing)
        or any(_nobodys(annotated, mentions, q) or _goes_on(sentence, q) for q in quotations)
        or (annotated.article.language == "en" and not _has_verb(annotated.parse, sentence))
    )


def _has_verb(parse: Parse, sentence: Sentence) -> bool:
    """Whether an English sentence has a finite verb; one with a subject may look like a participle to the tagger."""
    return any(
        t.tag in _FINITE or (t.dep == "nsubj" and parse.tokens[t.head].tag == "VBN") for t in parse.inside(sentence)
    )


def _spoken(token: Token, quotations: Sequence[Quotation]) -> bool:
    return any(q.mode is not Mode.INDIRECT and shared(q, token) for q in quotations)


def _dangling(mentions: Sequence[Mention], quotations: Sequence[Quotation]) -> bool:
    """Whether a pronoun stands first, for the speaker, or outside of speech for somebody who is not named."""
    sources = {q.source_start for q in quotations}
    named = {m.entity for m in mentions if m.form is not MentionForm.PRONOUN}
    return any(
        m is mentions[0]
        or m.start in sources
        or (m.entity not in named and not any(q.mode is not Mode.INDIRECT and shared(q, m) for q in quotations))
        for m in mentions
        if m.form is MentionForm.PRONOUN
    )


def _is_this(annotated: Annotated, token: Token) -> bool:
    """Whether a word points at a thing told before: "this technique", and not "this week"."""
    return (
        token.text.lower() in _THIS and token.dep == "det" and not any(shared(time, token) for time in annotated.times)
    )


def _is_about_it(parse: Parse, token: Token) -> bool:
    """Whether a sentence is about an "it" or "they" before which no noun is a subject: "Built in May, it is tall"."""
    if token.dep not in _SUBJECTS or token.text.lower() not in _STANDING_IN or parse.tokens[token.head].dep != "ROOT":
        return False
    verb = parse.tokens[token.head]
    if any(parse.tokens[c].dep in _CLAUSES for c in parse.children[verb.i]):
        return False  # "it is clear that ..."
    first = parse.sentences[token.sentence].first
    return not any(t.dep in _SUBJECTS and t.pos in ("NOUN", "PROPN") for t in parse.tokens[first : token.i])


def _goes_on(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether somebody is told to say still more: "she added that ..."."""
    cue = quotation.cue_start
    return cue is not None and sentence.start <= cue < sentence.end and quotation.cue.split(" ")[0] in _SAYING_MORE


def _nobodys(annotated: Annotated, mentions: Sequence[Mention], quotation: Quotation) -> bool:
    """Whether somebody's words are laid to an "it" or "they" before which nobody is named."""
    start, end = quotation.source_start, quotation.source_end
    if start is None or annotated.article.text[start:end].lower() not in ("it", "they"):
        return False
    return not any(m.start < start and m.form is not MentionForm.PRONOUN for m in mentions)
