"""variorum: one edition of several outlets' reports of the same event.

    >>> import variorum
    >>> for edition in variorum.collate(["reports/"]):
    ...     print(edition.story.title)

Importing this package loads no model; names are imported when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from variorum.version import __version__

if TYPE_CHECKING:
    from variorum.edition.data import Edition
    from variorum.edition.verify import verify
    from variorum.model import Article, Block, BlockKind, Metadata, Problem
    from variorum.pipeline import Progress, collate, read_articles
    from variorum.settings import Settings

_HOME = {
    "Article": "model",
    "Block": "model",
    "BlockKind": "model",
    "Edition": "edition",
    "Metadata": "model",
    "Problem": "model",
    "Progress": "pipeline",
    "Settings": "settings",
    "collate": "pipeline",
    "read_articles": "pipeline",
    "verify": "edition",
}

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Edition",
    "Metadata",
    "Problem",
    "Progress",
    "Settings",
    "__version__",
    "collate",
    "read_articles",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a public name on its first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'variorum' has no attribute {name!r}")
    return getattr(import_module(f"variorum.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return __all__
