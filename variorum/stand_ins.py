"""Stand-ins for modules that a library imports and that nothing here uses.

Some of what spaCy and scipy import is dear and has no part in what they do here. A stand-in has its place while they
are imported; whoever wants it later imports it as ever.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


@contextmanager
def standing_in(*modules: ModuleType) -> Iterator[None]:
    """Let what is imported in the block find these modules; those of their names that are there already stay."""
    there = [module for module in modules if module.__name__ not in sys.modules]
    for module in there:
        sys.modules[module.__name__] = module
        parent, name = _place(module)
        if parent is not None:
            setattr(parent, name, module)
    try:
        yield
    finally:
        for module in there:
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
            parent, name = _place(module)
            if parent is not None and vars(parent).get(name) is module:
                delattr(parent, name)


def _place(module: ModuleType) -> tuple[ModuleType | None, str]:
    """The module, if it is there, that holds another one as an attribute, and the attribute's name."""
    parent, _, name = module.__name__.rpartition(".")
    return sys.modules.get(parent), name
