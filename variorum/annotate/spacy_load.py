"""Loading spaCy and its English model in half the time, with the same result."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from variorum.stand_ins import standing_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from spacy.language import Language

_TOKENIZER = "variorum.unfilled_tokenizer.v1"


def load(package: str, exclude: list[str], *, tokenizer_kept: bool) -> Language:
    """Load a model that is installed as a package, without some of its components.

    `tokenizer_kept` tells that the package holds its whole tokenizer; then none is made of the language's rules first.
    Raises ModuleNotFoundError.
    """
    with without_commands():
        model = import_module(package)
    settings = {"nlp": {"tokenizer": {"@tokenizers": _unfilled()}}} if tokenizer_kept else {}
    with _asked_once():
        loaded: Language = model.load(exclude=exclude, config=settings)
    return loaded


def without_commands() -> AbstractContextManager[None]:
    """Import spaCy without its command line.

    It imports that for one function, which prints what is installed, and with it a web client and a project manager:
    a quarter of the time that importing it takes.
    """
    if "spacy" in sys.modules:
        return nullcontext()
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    commands.__path__ = []
    info.info = _info  # type: ignore[attr-defined]
    return standing_in(commands, info)


def _info(*arguments: Any, **named: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **named)


def _unfilled() -> str:
    """The name of a tokenizer without rules, to be filled from a model's file.

    spaCy makes one of all the language's rules, and throws them away when it reads those that the model has kept.
    """
    from spacy.util import registry

    if not registry.has("tokenizers", _TOKENIZER):
        registry.tokenizers.register(_TOKENIZER, func=_make_unfilled)
    return _TOKENIZER


def _make_unfilled() -> Callable[[Language], Any]:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    return lambda pipeline: Tokenizer(pipeline.vocab)


@contextmanager
def _asked_once() -> Iterator[None]:
    """Look once for what other packages register with spaCy, instead of at each of some hundred occasions."""
    import catalogue
    from srsly.msgpack import msgpack_decoders

    installed, decoders = catalogue.AVAILABLE_ENTRY_POINTS, msgpack_decoders.get_all()
    catalogue.AVAILABLE_ENTRY_POINTS = _EntryPoints(installed)
    msgpack_decoders.get_all = lambda: decoders
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = installed
        del msgpack_decoders.get_all


class _EntryPoints:
    """Entry points that remember what was asked for."""

    def __init__(self, installed: Any) -> None:
        self._installed = installed
        self._known: dict[str, tuple[Any, ...]] = {}

    def select(self, *, group: str) -> tuple[Any, ...]:
        """The entry points of a group."""
        if group not in self._known:
            self._known[group] = tuple(self._installed.select(group=group))
        return self._known[group]
