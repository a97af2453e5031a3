"""Read an edition back from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from variorum.edition import codec
from variorum.edition.data import Edition


def load(path: Path | str) -> Any:
    """The JSON value in a file, not yet checked. Raises `codec.FormatError`, and OSError if it cannot be read."""
    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise codec.FormatError("file", f"this is no UTF-8: {error}") from None
    if text.lstrip()[:1] == "<":
        raise codec.FormatError("file", "this is a page; give the edition.json that it was made from")
    return codec.loads(text)


def read_edition(path: Path | str) -> Edition:
    """Read an edition. Raises `codec.FormatError` where it is none, and OSError if the file cannot be read."""
    return Edition.from_dict(load(path))
