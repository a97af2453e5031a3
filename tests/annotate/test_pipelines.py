"""Pipelines that a user has installed: found by what they register, and told of once where they are of no use."""

from __future__ import annotations

import sys
import warnings

import pytest

from variorum.annotate import pipelines
from variorum.annotate.foreign_parse import foreign_parse
from variorum.annotate.parse import parse
from variorum.model import Article, Block, BlockKind

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
    for name in [name for name in sys.modules if name.startswith("sv_")]:
        del sys.modules[name]


def _forget():
    for cached in (pipelines.pipeline_of, pipelines._loaded, pipelines._largest):
        cached.cache_clear()


def swedish():
    return Article("a", TEXT, (Block(0, len(TEXT), BlockKind.BODY),), language="sv")


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
        ("(lambda n: (n.add_pipe('parser').add_label('sb'), n)[1])(spacy.blank('sv'))", "no Universal Dependencies"),
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
