"""Settings: everything a run can be told, as one frozen value."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told. The same input, settings and version give the same edition.

    `one_story` takes all articles as one story. `encoder` is `use` (the default model) or `ngrams` (no model).
    `allow_private` lets addresses of private, loopback and link-local networks be fetched. `timeout` is in
    seconds a request, `max_bytes` the largest document that is read.
    """

    one_story: bool = False
    encoder: str = "use"
    allow_private: bool = False
    timeout: float = 20.0
    max_bytes: int = 50_000_000

    def as_dict(self) -> dict[str, object]:
        """The settings by name, for the record that an edition keeps."""
        return asdict(self)
