"""What is quoted: the same words from two mouths, or words of one speaker that were altered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates.evidence import Candidate
from variorum.compare.candidates.pairings import Spot, told
from variorum.compare.phrases import root
from variorum.compare.quoted_words import Word, words_of
from variorum.compare.readings import outlet
from variorum.compare.wordings import Weight, compare_words, quotation_span
from variorum.model import DiscrepancyKind, EntityType, MentionForm, Mode, Ref
from variorum.values.comparison import Relation
from variorum.values.name import compare_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Story
    from variorum.compare.wordings import Comparison
    from variorum.model import Annotated, Quotation

_LEAST_WORDS = 3
_SHARED = 0.5
_SAME = 0.75
_BESIDE = 50
# Who agrees with a sentence, or cites it, does not claim to have said it first.
_AFTER = frozenset({"agree", "echo", "repeat", "quote", "cite", "concur", "endorse", "second", "recall", "paraphrase"})
_SPOKEN = (Mode.DIRECT, Mode.UNMARKED, Mode.PARTIAL)


class Said(NamedTuple):
    """A quotation with its words and the lemmas that tell something, and the utterance it was joined to, if any."""

    ref: Ref
    quotation: Quotation
    words: tuple[Word, ...]
    lemmas: frozenset[str]
    utterance: int | None


class Speech:
    """What is quoted in a story's reports as the speakers' words."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._said: dict[int, tuple[Said, ...]] = {}
        utterances = enumerate(story.aligned.utterances)
        self._joined = {ref: i for i, u in utterances if len(u.wordings) > 1 for ref in u.wordings}

    def propose(self, a: int, b: int) -> Iterator[Candidate]:
        """Quotations of two reports with the same words and other speakers, or of one speaker with other words."""
        for x in self._in(a):
            for y in self._in(b):
                # Quotations that alignment has put together are left to the rules for them.
                if x.utterance is not None and x.utterance == y.utterance:
                    continue
                if len(x.lemmas & y.lemmas) < _SHARED * min(len(x.lemmas), len(y.lemmas)):
                    continue
                comparison = compare_words(x.words, y.words)
                if comparison.shared < _SHARED or comparison.same < _LEAST_WORDS:
                    continue
                yield from _compared(self._story, x, y, comparison)

    def _in(self, a: int) -> tuple[Said, ...]:
        if a not in self._said:
            self._said[a] = tuple(self._found(a))
        return self._said[a]

    def _found(self, a: int) -> Iterator[Said]:
        report = self._story.articles[a]
        for i, quotation in enumerate(report.quotations):
            if quotation.mode in _SPOKEN:
                words = words_of(report, quotation)
                lemmas = frozenset(w.lemma for w in words if w.content)
                if len(words) >= _LEAST_WORDS and lemmas:
                    yield Said(Ref(a, i), quotation, words, lemmas, self._joined.get(Ref(a, i)))


def _compared(story: Story, x: Said, y: Said, comparison: Comparison) -> Iterator[Candidate]:
    speakers = _speakers(story, x), _speakers(story, y)
    features = {
        "shared": comparison.shared,
        "alike": comparison.alike,
        "words": min(comparison.same, 12) / 12,
        "speakers known": float(bool(speakers[0] and speakers[1])),
    }
    other = bool(speakers[0] and speakers[1]) and not _may_be_one(speakers[0], speakers[1])
    if other and comparison.shared >= _SAME:
        names = [sorted(s, key=len)[-1] for s in speakers]
        a, b = outlet(story, x.ref.article), outlet(story, y.ref.article)
        reason = f"The same words are given to {names[0]} in {a} and to {names[1]} in {b}."
        yield _candidate(story, DiscrepancyKind.SPEAKER, "speaker", x, y, reason, features, names)
    if other or comparison.weight < Weight.WORDS:
        return
    altered = [d for d in comparison.differences if d.weight >= Weight.WORDS]
    own = features | {
        "meaning": float(comparison.weight is Weight.MEANING),
        "differences": min(float(len(altered)), 4.0),
        "same speaker": float(bool(speakers[0] and speakers[1])),
        "partial": float(Mode.PARTIAL in (x.quotation.mode, y.quotation.mode)),
    }
    texts = [_text(story, s) for s in (x, y)]
    a, b = outlet(story, x.ref.article), outlet(story, y.ref.article)
    reason = f"{a} and {b} quote it in different words: “{texts[0]}” and “{texts[1]}”."
    yield _candidate(story, DiscrepancyKind.WORDING, "wording", x, y, reason, own, texts)


def _text(story: Story, x: Said) -> str:
    text = story.articles[x.ref.article].article.text
    return " ".join(text[x.words[0].start : x.words[-1].end].split())


def _speakers(story: Story, x: Said) -> frozenset[str]:
    """The names a speaker goes by; empty where there is none."""
    report = story.articles[x.ref.article]
    speaker = x.quotation.speaker if x.quotation.speaker is not None else _beside(report, x.quotation)
    if speaker is None or x.quotation.cue.split(" ")[0] in _AFTER:
        return frozenset()
    entity = story.collation.entity(x.ref.article, speaker)
    if entity is None or entity.type is not EntityType.PERSON:
        return frozenset()
    return frozenset(entity.names or (entity.name,))


def _beside(report: Annotated, quotation: Quotation) -> int | None:
    """The person named right behind (or before) a quotation in its sentence, where no verb of speech was found."""
    near = [
        (m.start - quotation.end if m.start >= quotation.end else quotation.start - m.end + 1, i)
        for i, m in enumerate(report.mentions)
        if m.type is EntityType.PERSON and m.form is MentionForm.NAME
    ]
    distance, found = min(((d, i) for d, i in near if d >= 0), default=(_BESIDE + 1, 0))
    between = sorted((quotation.end, report.mentions[found].start)) if distance <= _BESIDE else [0, 0]
    stops = any(c in ".!?\n" for c in report.article.text[between[0] : between[1]])
    return found if distance <= _BESIDE and not stops else None


def _may_be_one(a: frozenset[str], b: frozenset[str]) -> bool:
    roots = [{root(n.split()[-1]) for n in each if n.split()} for each in (a, b)]
    return bool(roots[0] & roots[1]) or any(
        compare_names(p, q).relation is not Relation.DIFFERENT for p in a for q in b
    )


def _candidate(
    story: Story,
    kind: DiscrepancyKind,
    slot: str,
    x: Said,
    y: Said,
    reason: str,
    own: dict[str, float],
    values: list[str],
) -> Candidate:
    spots = []
    for each, value in ((x, values[0]), (y, values[1])):
        report = story.articles[each.ref.article]
        start, end = quotation_span(report, each.quotation)
        sentence = next((s.index for s in report.parse.sentences if s.start <= each.quotation.start < s.end), 0)
        sentence_told = told(story, each.ref.article, sentence)
        spots.append(Spot(sentence_told, None, frozenset(), value, start, end, (start, end)))
    return Candidate(kind, slot, spots[0], spots[1], reason, own)
