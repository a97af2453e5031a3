"""How far each language is annotated here: a line each for `variorum doctor`, and one for each installed pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.cli.parts import Health, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.annotate.pipelines import Pipeline

_BY_RULES = {
    "es": "Spanish",
    "de": "German",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
    "ar": "Arabic",
    "sv": "Swedish",
}
# spaCy's own pipelines; there is none for Arabic.
_FITTING = {
    **{code: f"{code}_core_news_sm" for code in ("es", "de", "fr", "ru", "sv")},
    "zh": "zh_core_web_sm",
}
_RULES = "sentences, quotations and who speaks, numbers, dates, names; no clauses or roles"
_FULL = "clauses, roles, quotations and who speaks, numbers, dates, names"


def languages() -> Iterator[Part]:
    """A line for English, for each language that has rules, and for each pipeline of the user's."""
    from variorum.annotate.english import SHIPPED_MODEL
    from variorum.annotate.pipelines import installed

    found = [each for each in installed() if each.name != SHIPPED_MODEL]
    used = {each.language: each.name for each in found if each.language in _BY_RULES and _is_used(each)}
    yield Part("English", Health.OK, f"full annotation by {SHIPPED_MODEL}", f"en: {_FULL}")
    for code, name in _BY_RULES.items():
        yield _language(code, name, used.get(code, ""))
    yield from map(_pipeline, found)


def _is_used(pipeline: Pipeline) -> bool:
    """Whether articles are read by it; it is loaded to see."""
    from variorum.annotate.pipelines import pipeline_name, trouble

    return pipeline.name == pipeline_name(pipeline.language) and not trouble(pipeline.name)


def _language(code: str, name: str, pipeline: str) -> Part:
    if pipeline:
        return Part(name, Health.OK, f"full annotation by {pipeline}", f"{code}: {_FULL}")
    fitting = _FITTING.get(code, "")
    more = f"python -m spacy download {fitting}" if fitting else "a spaCy pipeline with a parser"
    return Part(name, Health.OK, "by rules", f"{code}: {_RULES}", f"for clauses and roles {more}")


def _pipeline(found: Pipeline) -> Part:
    """What a pipeline of another language brings; it is loaded to see."""
    from variorum.annotate.pipelines import pipeline_name, trouble

    if found.language in ("en", "xx"):
        return Part(found.name, Health.OK, found.version, f"{found.language}: a spaCy pipeline")
    if found.name != pipeline_name(found.language):
        return Part(found.name, Health.OK, found.version, f"{found.language}: not used, a larger one is installed")
    reason = trouble(found.name)
    if reason:
        get = f"pip install --upgrade {found.name.replace('_', '-')}"
        return Part(found.name, Health.MISSING, f"{found.version} {reason}", f"{found.language}: rules are used", get)
    return Part(found.name, Health.OK, found.version, f"{found.language}: full annotation (clauses, roles, speakers)")
