"""German reports read by a pipeline with TIGER's labels: who did it to whom is compared, voice and tense are not."""

from __future__ import annotations

import pytest
from annotate.foreign_trees import load

from variorum.model import Article, Block, BlockKind, DiscrepancyKind, Verdict

ACCUSED = "Der Gewerkschafter Jan Kerber beschuldigte am Dienstag den Direktor Paul Brandt."
ACCUSER = "Der Direktor Paul Brandt beschuldigte am Dienstag den Gewerkschafter Jan Kerber."
PASSIVE = "Der Direktor Paul Brandt wurde am Dienstag vom Gewerkschafter Jan Kerber beschuldigt."
TWELVE = "Zwölf Arbeiter wurden bei der Explosion verletzt."
NINETEEN = "Neunzehn Arbeiter sind bei der Explosion verletzt worden."
HURT = "Die Explosion hat zwölf Arbeiter verletzt."


@pytest.fixture
def conflicts(monkeypatch):
    from variorum.encode import default_encoder
    from variorum.pipeline import find
    from variorum.settings import Settings

    pipelines = {"de": load("de")}
    monkeypatch.setattr("variorum.annotate.foreign_parse.pipeline_of", pipelines.get)

    def told(*texts):
        articles = [
            Article(f"a{k}", text, (Block(0, len(text), BlockKind.BODY),), outlet=f"paper {k}", language="de")
            for k, text in enumerate(texts)
        ]
        found = find(articles, default_encoder(), Settings(one_story=True))
        return sorted(str(d.kind) for d in found.discrepancies if d.verdict is Verdict.CONFLICT)

    return told


def test_swapped_roles_and_other_numbers_are_told(conflicts):
    assert conflicts(f"{ACCUSED}\n\n{TWELVE}", f"{ACCUSER}\n\n{NINETEEN}") == [
        DiscrepancyKind.NUMBER,
        DiscrepancyKind.ROLE,
    ]


def test_a_passive_and_a_perfect_say_the_same(conflicts):
    assert conflicts(f"{ACCUSED}\n\n{TWELVE}", f"{PASSIVE}\n\n{HURT}") == []
