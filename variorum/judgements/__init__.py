"""What people decide: judgements that hold on to content and outlive every re-run."""

from variorum.judgements.bind import judged_discrepancies, judged_statements
from variorum.judgements.types import Decision, Judgement, JudgementKind, Passage, Subject

__all__ = [
    "Decision",
    "Judgement",
    "JudgementKind",
    "Passage",
    "Subject",
    "judged_discrepancies",
    "judged_statements",
]
