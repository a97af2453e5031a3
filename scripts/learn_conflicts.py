"""Learn variorum/compare/weights.json, and cross-validate it by case.

    python scripts/learn_conflicts.py CASES.jsonl ... --unseen CASES.jsonl ... --real STORIES.jsonl JUDGED.jsonl --write

Each file has hand-made stories in the form of benchmarks/cases/conflicts.jsonl. A candidate is right if its readings
hit a conflict of its kind; where it hits one of another kind it counts little either way. The tables are a logistic
regression with a ridge, in which what a slot adds to the common table is drawn to nothing (a hierarchical model as in
Daumé 2007). How far rules can be trusted is learnt from the cases that the rules were not written with (`--unseen`), by
the evidence for candidates beside what they find.

Own-written stories have conflicts in plenty; real ones hardly any, and much that only looks like one: reprints that
were cut, one sentence made of two. So the tables are learnt from real reports, too (`--real`, articles with their
stories as in gold/stories, and what was judged of alarms in them): from what was judged as it was judged, and from the
other candidates, a little each, as wrong, but for numbers and days, in which such reports do differ, and for what a
rule finds, too. Learn from own-written cases and openly licensed reports only.

What the reader says of sentences it has learnt from is too sure. So networks that have learnt from every other story
(scripts/pairs_of_stories.py --half) read in turns, each what it has not seen: the first of `--readers` the first story.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.bench.articles import article
from variorum.bench.conflict_cases import collate, shape
from variorum.bench.real_stories import Label, judged, read_judgements, read_stories
from variorum.bench.scores.conflict_cases import TIGHT, score, tightness
from variorum.compare import by_rules
from variorum.compare.context import Story
from variorum.compare.together import Reads, to_read
from variorum.compare.weighing import (
    Weighed,
    discrepancy,
    evidence_for,
    is_weighed,
    likelihood,
    limited,
    propose,
    same_place,
    told,
    with_reads,
)
from variorum.encode import default_encoder, default_pair_reader
from variorum.encode.pair_reader import CrossEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.bench.real_stories import Judgement
    from variorum.compare.candidates.evidence import Candidate
    from variorum.encode import PairReader
    from variorum.model import Article, Collation, Discrepancy

_WEIGHTS = Path(__file__).parent.parent / "variorum" / "compare" / "weights.json"
_FOLDS = 10
_RIDGE = 1.5
_OTHER_KIND = 0.3
_OF_REAL = 0.03
_OF_JUDGED = 0.2
_OPEN = frozenset({Label.KIND, Label.ARGUABLE})
_OFTEN_TRUE = frozenset({"number", "date"})
_RIDGE_OF_RULES = 0.7
# Conflicts are told from this likelihood on; what rules found, from that one.
_CUT = 0.65
_CUT_OF_RULES = 0.5

Tables = dict[str, dict[str, float]]


class Example(NamedTuple):
    """A candidate, the conflicts of its kind that it hits, and whether it hits one of another kind.

    `share` is how much of an own-written one it counts.
    """

    candidate: Candidate
    right: tuple[int, ...]
    near: bool
    shown: dict[str, object]
    share: float = 1.0


class Finding(NamedTuple):
    """What a rule found: the rule, the candidates of its kind in the same words, and whether it hits a conflict."""

    rule: str
    beside: list[Candidate]
    right: bool
    share: float = 1.0


class Case(NamedTuple):
    """A story with its candidates and, where rules have not seen it, with what they find."""

    row: dict
    examples: list[Example]
    findings: list[Finding]


def read_cases(paths: Sequence[Path], unseen: Sequence[Path], readers: Sequence[PairReader]) -> list[Case]:
    """The cases of some files through the stages before comparison; the readers take turns."""
    encoder, found = default_encoder(), []
    rows = [
        (json.loads(line), path in unseen)
        for path in (*paths, *unseen)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    for number, (row, is_unseen) in enumerate(rows, 1):
        story = Story(collate(articles_of(row["articles"]), encoder))
        examples = []
        for candidate in candidates_of(story, readers[(number - 1) % len(readers)]):
            shown = shape(discrepancy(Weighed(candidate, 1.0)), story.collation)
            hits = [(i, c["kind"]) for i, c in enumerate(row["conflicts"]) if tightness(row, c, shown) >= TIGHT]
            right = tuple(i for i, kind in hits if kind == candidate.kind.value)
            examples.append(Example(candidate, right, bool(hits), shown))
        judge = partial(_hits, row=row, collation=story.collation)
        told_of = findings(story, [e.candidate for e in examples], judge) if is_unseen else ()
        found.append(Case(row, examples, list(told_of)))
        if number % 20 == 0 or number == len(rows):
            print(f"\r{number} of {len(rows)} cases read", end="", file=sys.stderr)
    print(file=sys.stderr)
    return found


def _hits(found: Discrepancy, row: dict, collation: Collation) -> bool:
    """Whether what was found is a conflict of an own-written story."""
    shown = shape(found, collation)
    return any(tightness(row, c, shown) >= TIGHT for c in row["conflicts"])


def articles_of(rows: Sequence[dict]) -> list[Article]:
    """The articles of a story, in English."""
    return [
        article(a["id"], a["text"], a.get("title", ""), a.get("published", ""), a.get("outlet", ""), "en") for a in rows
    ]


def candidates_of(story: Story, reader: PairReader) -> Iterator[Candidate]:
    """What may be a conflict in a story, with what a reader says of it."""
    reads, looked_at = Reads(reader), propose(story)
    reads.add(to_read(looked_at, reader.languages))
    return with_reads(looked_at, reads)


def read_real(path: Path, judgements: Path, readers: Sequence[PairReader]) -> Iterator[Case]:
    """The stories of real reports, with what was judged of them; the readers take turns."""
    encoder, stories, told = default_encoder(), read_stories(path), read_judgements(judgements)
    for number, (name, articles) in enumerate(stories.items(), 1):
        story, known = Story(collate(articles, encoder)), told.get(name, [])
        candidates = list(candidates_of(story, readers[(number - 1) % len(readers)]))
        found = [each for _, each in by_rules(story)]
        examples = [e for c in candidates for e in _real_example(story, c, found, known)]
        judge = partial(_right, collation=story.collation, judgements=known)
        yield Case({"id": name, "conflicts": []}, examples, list(findings(story, candidates, judge, _OF_JUDGED)))
        print(f"\r{number} of {len(stories)} real stories read", end="", file=sys.stderr)
    print(file=sys.stderr)


def _real_example(
    story: Story, candidate: Candidate, found: Sequence[Discrepancy], known: Sequence[Judgement]
) -> Iterator[Example]:
    """A candidate as it was judged; unjudged ones are wrong, but for numbers, days and what a rule found."""
    made = discrepancy(Weighed(candidate, 0.0))
    judgement = judged(made, story.collation, known)
    if judgement is not None:
        if judgement.label not in _OPEN:
            hit = (known.index(judgement),) if judgement.label is Label.CONFLICT else ()
            yield Example(candidate, hit, near=False, shown={}, share=_OF_JUDGED)
    elif candidate.kind.value not in _OFTEN_TRUE and not any(same_place(made, each) for each in found):
        yield Example(candidate, (), near=False, shown={}, share=_OF_REAL)


def _right(found: Discrepancy, collation: Collation, judgements: Sequence[Judgement]) -> bool | None:
    """Whether what was found was judged a conflict; None where that is open."""
    judgement = judged(found, collation, judgements)
    return None if judgement is None or judgement.label in _OPEN else judgement.label is Label.CONFLICT


def findings(
    story: Story, candidates: Sequence[Candidate], judge: Callable[[Discrepancy], bool | None], share: float = 1.0
) -> Iterator[Finding]:
    """What the rules find in a story, where it is weighed and known to be right or wrong."""
    told_of = [(discrepancy(Weighed(c, 0.0)), c) for c in candidates]
    for rule, each in by_rules(story):
        right = judge(each) if is_weighed(story, each) else None
        if right is not None:
            beside = [c for other, c in told_of if other.kind is each.kind and same_place(other, each)]
            yield Finding(rule, beside, right, share)


def learn_rules(cases: Sequence[Case], tables: Sequence[Tables]) -> dict[str, float]:
    """How far each rule can be trusted, and the weight of the evidence, by tables that have not seen the case."""
    found = [(f, tables[i % len(tables)]) for i, case in enumerate(cases) for f in case.findings]
    names = ["bias", "odds", "none", *sorted({f.rule for f, _ in found})]
    x = np.zeros((len(found), len(names)))
    for row, (each, table) in enumerate(found):
        x[row, [0, names.index(each.rule)]] = 1.0
        odds = [evidence_for(c, table) for c in each.beside]
        x[row, 1] = limited(max(odds)) if odds else 0.0
        x[row, 2] = float(not odds)
    ridge = np.array([0.01, 0.01, 0.2, *[_RIDGE_OF_RULES] * (len(names) - 3)])
    shares = np.array([f.share for f, _ in found])
    beta = newton(x, np.array([f.right for f, _ in found], dtype=float), shares, ridge)
    return {name: round(value, 3) for name, value in zip(names, beta.tolist(), strict=True)}


def columns(example: Example) -> dict[str, float]:
    """The evidence by column: once for all slots, once for its own."""
    features = {"bias": 1.0, **example.candidate.features}
    slot = example.candidate.slot
    return {f"every: {n}": v for n, v in features.items()} | {f"{slot}: {n}": v for n, v in features.items()}


def learn(cases: Sequence[Case]) -> Tables:
    """The tables that fit some cases; evidence that only one slot has goes to that slot's table."""
    examples, right, weights = [], [], []
    for case in cases:
        often = Counter(i for each in case.examples for i in each.right)
        for each in case.examples:
            examples.append(columns(each))
            right.append(bool(each.right))
            # Several candidates of one conflict count less each.
            own = min(often[i] for i in each.right) ** -0.5 if each.right else _OTHER_KIND if each.near else 1.0
            weights.append(own * each.share)
    names = _names(examples)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, each in enumerate(examples):
        for name, value in each.items():
            if name in column:
                x[row, column[name]] = value
    ridge = np.array([0.01 if name == "every: bias" else _RIDGE for name in names])
    beta = newton(x, np.array(right, dtype=float), np.array(weights), ridge)
    found: Tables = {}
    for name, value in zip(names, beta.tolist(), strict=True):
        slot, feature = name.split(": ", 1)
        found.setdefault(slot, {})[feature] = round(value, 3)
    return found


def _names(examples: Sequence[dict[str, float]]) -> list[str]:
    """The columns: a feature of one slot alone needs no common weight."""
    names = {name for each in examples for name in each}
    slots = Counter(name.split(": ", 1)[1] for name in names if not name.startswith("every: "))
    return sorted(n for n in names if not n.startswith("every: ") or slots[n.split(": ", 1)[1]] > 1)


def newton(x: np.ndarray, y: np.ndarray, share: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    """Logistic regression with a ridge, by Newton's method."""
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (share * (p - y)) + ridge * beta
        step = np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + np.diag(ridge), gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def answer(case: Case, tables: Tables, cut: float) -> dict[str, object]:
    """What the candidates alone tell of a case."""
    weighed = [(round(likelihood(e.candidate, tables), 6), i, e) for i, e in enumerate(case.examples)]
    ordered = sorted(weighed, key=lambda each: (-each[0], each[1]))
    shown = {id(e.candidate): e.shown for e in case.examples}
    kept = told([Weighed(e.candidate, likely) for likely, _, e in ordered], (), cut)
    return {"id": case.row["id"], "discrepancies": [shown[id(w.candidate)] for w in kept]}


def learn_folds(cases: Sequence[Case]) -> list[Tables]:
    """Tables, each of which has not seen the cases of its fold."""
    return [learn([c for i, c in enumerate(cases) if i % _FOLDS != fold]) for fold in range(_FOLDS)]


def validate(cases: Sequence[Case], tables: Sequence[Tables]) -> None:
    """Print the figures over folds of cases, by the candidates alone, at several cuts."""
    for cut in (0.3, 0.4, 0.5, 0.6, 0.7):
        answers = [answer(case, tables[i % _FOLDS], cut) for i, case in enumerate(cases)]
        figures = score([case.row for case in cases], answers).figures
        shown = " ".join(f"{name} {figures[name]:.3f}" for name in ("recall_tight", "precision", "kind_accuracy"))
        print(f"cross-validated, cut {cut}: {shown} flagged {figures['compatible_flagged_rate']:.3f}")


def main() -> None:
    """Read, validate, and write the tables if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--unseen", type=Path, nargs="+", default=[], help="cases that rules were not written with")
    parser.add_argument("--real", type=Path, nargs=2, help="articles of real stories, and what was judged of them")
    parser.add_argument("--write", action="store_true", help="write the tables learnt on all cases")
    parser.add_argument("--only-write", action="store_true", help="the same without validation")
    parser.add_argument(
        "--readers", type=Path, nargs="+", help="folders of networks, in turns; by default the shipped one"
    )
    arguments = parser.parse_args()
    readers: list[PairReader] = [CrossEncoder(folder) for folder in arguments.readers or ()] or [default_pair_reader()]
    cases = read_cases(arguments.cases, arguments.unseen, readers)
    real = list(read_real(*arguments.real, readers)) if arguments.real else []
    right = sum(bool(e.right) for c in cases for e in c.examples)
    print(f"{len(cases)} cases, {sum(len(c.examples) for c in cases)} candidates, {right} of them right")
    judged_right = sum(bool(e.right) for c in real for e in c.examples)
    print(f"{len(real)} real stories, {sum(len(c.examples) for c in real)} candidates, {judged_right} of them right")
    folds = learn_folds([*cases, *real])
    if not arguments.only_write:
        validate(cases, folds)
    if arguments.write or arguments.only_write:
        tables = {"cut": {"all": _CUT, "rules": _CUT_OF_RULES}, "rules": learn_rules([*cases, *real], folds)}
        tables |= learn([*cases, *real])
        _WEIGHTS.write_text(json.dumps(tables, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
