"""Pipelines that a user has installed: found by what they register, and told of once where they are of no use."""

from __future__ import annotations

import sys
import warnings

import pytest

from variorum.annotate import annotate, pipelines
from variorum.annotate.foreign_parse import foreign_parse
from variorum.annotate.parse import parse
from variorum.cli.languages import languages
from variorum.model import Article, Block, BlockKind, Role

TEXT = "Lind är borgmästare. Hon bor i Vik."
CODE = "import spacy\n\n\ndef load(**named):\n    return {made}\n"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Write packages as pip would leave them, and forget what was found before and after."""

    def write(name, made, version="3.8.0"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(CODE.format(made=made))
        info = tmp_path / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")

    monkeypatch.syspath_prepend(str(tmp_path))
    _forget()
    yield write
    _forget()
    for name in [name for name in sys.modules if name.startswith(("sv_", "de_", "zh_"))]:
        del sys.modules[name]


def _forget():
    for cached in (pipelines.pipeline_of, pipelines._loaded, pipelines._largest):
        cached.cache_clear()


def article(text, language):
    return Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language)


def swedish():
    return article(TEXT, "sv")


def test_the_largest_is_taken_and_placeholders_are_not(install):
    install("sv_core_news_sm", "None")
    install("sv_core_news_lg", "None")
    install("sv_core_news_trf", "None", version="999.9.9")
    assert pipelines.pipeline_name("sv-SE") == "sv_core_news_lg"
    assert [p.name for p in pipelines.installed() if p.language == "sv"] == ["sv_core_news_sm", "sv_core_news_lg"]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ("1 / 0", "does not load .ZeroDivisionError"),
        ("spacy.blank('sv')", "has no parser"),
        ("(lambda n: (n.add_pipe('parser').add_label('att'), n)[1])(spacy.blank('sv'))", "of no scheme that is known"),
    ],
)
def test_one_of_no_use_is_told_of_once_and_rules_are_used(install, made, reason):
    install("sv_core_news_sm", made)
    with pytest.warns(UserWarning, match=rf"sv_core_news_sm .*{reason}.*rules are used") as told:
        (first,) = parse([swedish()])
        (second,) = parse([swedish()])
    assert len(told) == 1
    assert first == second
    assert not first.has_heads
    assert len(first.sentences) == 2


def test_nothing_is_said_where_none_is_installed(install):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert foreign_parse([(0, TEXT, BlockKind.BODY)], "qq") is None


def roles(text, language):
    """What the claims of a text say: the verb, and each role with its words."""
    (found,) = annotate([article(text, language)])
    return [(claim.predicate, {a.role: found.text_of(a) for a in claim.arguments}) for claim in found.claims]


def test_a_german_pipeline_is_used_in_full(install):
    install("de_core_news_sm", "__import__('annotate.foreign_trees', fromlist=['load']).load('de')")
    active = "Der Gewerkschafter Jan Kerber beschuldigte am Dienstag den Direktor Paul Brandt."
    passive = "Der Direktor Paul Brandt wurde am Dienstag vom Gewerkschafter Jan Kerber beschuldigt."
    for text in (active, passive):
        ((predicate, told),) = roles(text, "de")
        assert predicate == "beschuldigen"
        assert "Jan Kerber" in told[Role.AGENT]
        assert "Paul Brandt" in told[Role.PATIENT]
    (german,) = [part for part in languages() if part.name == "German"]
    assert german.found == "full annotation by de_core_news_sm"


def test_a_particle_apart_is_of_its_verb(install):
    install("de_core_news_sm", "__import__('annotate.foreign_trees', fromlist=['load']).load('de')")
    for text in ("Die Polizei nahm den Direktor fest.", "Der Direktor wurde von der Polizei festgenommen."):
        ((predicate, told),) = roles(text, "de")
        assert predicate == "festnehmen"
        assert "Polizei" in told[Role.AGENT]
        assert "Direktor" in told[Role.PATIENT]


def test_german_speech_by_the_parse(install):
    install("de_core_news_sm", "__import__('annotate.foreign_trees', fromlist=['load']).load('de')")
    text = "Die Bürgermeisterin Klara Moll sagte, dass die Fabrik nicht geprüft worden sei."
    (found,) = annotate([article(text, "de")])
    (quotation,) = found.quotations
    assert found.text_of(quotation) == "die Fabrik nicht geprüft worden sei"
    assert found.mentions[quotation.speaker].name == "Klara Moll"


def test_a_chinese_pipeline_is_used_in_full(install):
    install("zh_core_web_sm", "__import__('annotate.foreign_trees', fromlist=['load']).load('zh')")
    for text in ("警方昨天逮捕了主任。", "主任被警方逮捕。"):
        ((_, told),) = roles(text, "zh")
        assert (told[Role.AGENT], told[Role.PATIENT]) == ("警方", "主任")
