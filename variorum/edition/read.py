"""Read an edition back from a file: `edition.json`, or a page that carries its data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from variorum.edition import codec
from variorum.edition.data import Edition

_CARRIED = re.compile(r'<script type="application/json" id="edition-data">(.*?)</script>', re.S)


def load(path: Path | str) -> Any:
    """The JSON value in a file, not yet checked. Raises `codec.FormatError`, and OSError if it cannot be read."""
    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise codec.FormatError("file", f"this is no UTF-8: {error}") from None
    if text.lstrip()[:1] == "<":
        carried = _CARRIED.search(text)
        if not carried:
            raise codec.FormatError("file", "this page carries no edition; give the edition.json beside it")
        text = carried[1]
    return codec.loads(text)


def read_edition(path: Path | str) -> Edition:
    """Read an edition. Raises `codec.FormatError` where it is none, and OSError if the file cannot be read."""
    return Edition.from_dict(load(path))
