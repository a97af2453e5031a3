"""Other formats, out: an edition as what its users' tools read."""

from variorum.interchange.formats import (
    File,
    Format,
    MissingPartError,
    UnknownFormatError,
    export,
    format_named,
    formats,
)

__all__ = ["File", "Format", "MissingPartError", "UnknownFormatError", "export", "format_named", "formats"]
