"""Settings: everything a run can be told, as one frozen value."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told. The same input, settings and version give the same edition.

    `one_story` takes all articles as one story. `encoder` is `use` (the default model) or `ngrams` (no model).
    `brief_sentences` is the number of agreed sentences a brief has at most; 0 lets the story's size decide.
    `allow_private` lets addresses of private, loopback and link-local networks be fetched; `timeout` is in
    seconds an address, `max_bytes` the largest document that is read. `sources` is the path of a sidecar that
    describes the inputs; `writer` is the address of a language model of the user's own that speaks OpenAI's
    API, and `writer_model` its name: it may write the brief, as far as a checker lets it. `outlet` and
    `published` stand in where an input does not tell its own.
    """

    one_story: bool = False
    encoder: str = "use"
    brief_sentences: int = 0
    allow_private: bool = False
    timeout: float = 20.0
    max_bytes: int = 50_000_000
    sources: str = ""
    writer: str = ""
    writer_model: str = ""
    outlet: str = ""
    published: str = ""

    def as_dict(self) -> dict[str, object]:
        """What shapes an edition, by name, for the record that it keeps."""
        told = asdict(self)
        return {name: told[name] for name in ("one_story", "encoder", "brief_sentences")}
