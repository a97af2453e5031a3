"""What XML cannot hold."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """A text with each character that XML 1.0 forbids (section 2.2) replaced by U+FFFD, so that lengths stay."""
    return _NOT_XML.sub("\ufffd", text)
