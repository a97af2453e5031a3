"""Editions of any size, and of any text: every article states some of the same numbered sentences."""

from __future__ import annotations

import numpy as np
from edition.draft import Draft
from edition.story import CREATED

from variorum.coverage import cover
from variorum.edition import Edition, build
from variorum.model import (
    Article,
    Block,
    BlockKind,
    Claim,
    ClauseKind,
    Collation,
    Discrepancy,
    DiscrepancyKind,
    Findings,
    Lineage,
    Mode,
    Quotation,
    Reading,
    Ref,
    Statement,
    Utterance,
    Verdict,
)


def told(article: int, statement: int, articles: int) -> bool:
    """Whether an article makes a statement: early statements are in nearly all, late ones in one or two."""
    return statement % articles == article or (article * 7 + statement * 5) % articles < articles - statement // 2


def many(articles: int, statements: int, *, differing: bool = True) -> Edition:
    """Articles with some of the statements each; every sixth statement is in conflict if `differing`."""
    lines = [[f"Inspector number {s} counted {s + 10} sealed doors along the northern quay on the second morning"
              for s in range(statements)] for _ in range(articles)]  # fmt: skip
    drafts, refs = [], {s: [] for s in range(statements)}  # type: ignore[var-annotated]
    for a in range(articles):
        text, claims = "", []
        for s in (s for s in range(statements) if told(a, s, articles)):
            start = len(text)
            text += lines[a][s] + ".\n\n"
            refs[s].append(Ref(a, len(claims)))
            claims.append(Claim(start, start + len(lines[a][s]), 0, ClauseKind.MAIN, "count", None, ()))
        block = Block(0, len(text.rstrip()), BlockKind.BODY)
        article = Article(f"article-{a:03}", text, (block,), outlet=f"Outlet of District {a + 1}", title=f"Report {a}",
                          published=f"2024-05-{a % 28 + 1:02}", language="en")  # fmt: skip
        drafts.append(Draft(article, claims=claims))
    kept = [tuple(found) for found in refs.values() if found]
    return build(found(drafts, kept, differing=differing), created=CREATED)


def found(drafts: list[Draft], statements: list[tuple[Ref, ...]], *, differing: bool) -> Findings:
    refs = tuple(ref for s in statements for ref in s)
    collation = Collation(
        articles=tuple(d.done() for d in drafts),
        entities=(),
        entity_of={},
        pairs=(),
        statements=tuple(Statement(s, s[0]) for s in statements),
        utterances=tuple(
            Utterance(tuple(Ref(a, i) for i in range(len(d.quotations))), None)
            for a, d in enumerate(drafts)
            if d.quotations
        ),
        claim_refs=refs,
        vectors=np.zeros((len(refs), 1), dtype=np.float32),
    )
    lineage = Lineage((), tuple((a,) for a in range(len(drafts))))
    return Findings(
        collation=collation,
        discrepancies=tuple(conflict(collation, s) for s in statements[::6] if len(s) > 1) if differing else (),
        lineage=lineage,
        coverage=cover(collation, lineage),
        timeline=(),
        brief=(),
    )


def conflict(collation: Collation, refs: tuple[Ref, ...]) -> Discrepancy:
    readings = []
    for side, ref in enumerate(refs):
        claim = collation.claim(ref)
        readings.append(Reading(f"reading {side % 2}", ref.article, claim.start, claim.end, side % 2))
    return Discrepancy(DiscrepancyKind.NUMBER, Verdict.CONFLICT, "They differ.", tuple(readings), claims=refs)


def of_text(text: str, *, outlet: str = "Outlet", title: str = "", language: str = "") -> Edition:
    """One article, its whole text at once claim, quotation and reading of a conflict with itself."""
    draft = Draft(Article("one", text, (Block(0, len(text), BlockKind.BODY),), outlet, title, "", language, outlet))
    statements: list[tuple[Ref, ...]] = []
    if text:
        draft.claims.append(Claim(0, len(text), 0, ClauseKind.SENTENCE, "", None, ()))
        draft.quotations.append(Quotation(0, len(text), Mode.DIRECT, ((0, len(text)),)))
        draft.quotations.append(Quotation(0, len(text), Mode.INDIRECT, ((0, len(text)),)))
        statements = [(Ref(0, 0),)]
    return build(found([draft], statements, differing=False), created=CREATED)
