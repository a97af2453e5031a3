"""The edition as data (`data`, `build`, `schema`, `verify`) and its renderings (HTML, Markdown, terminal, frames)."""

from variorum.edition.build import build
from variorum.edition.codec import FormatError
from variorum.edition.data import Edition, Generator
from variorum.edition.derived import Failure
from variorum.edition.read import read_edition
from variorum.edition.verify import verify

__all__ = ["Edition", "Failure", "FormatError", "Generator", "build", "read_edition", "verify"]
