"""Speakers, and all that one of them is quoted with."""

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter

from variorum.store.records import SpeakerRow, Utterance
from variorum.web.fields import Offset, Short
from variorum.web.twins import AnySite, twins

router = APIRouter(tags=["speakers"])
_SPEAKERS = 100
_UTTERANCES = 60


@dataclass(frozen=True, slots=True)
class Speakers:
    """A page of speakers, those with most utterances first; `name` is what was asked for."""

    speakers: tuple[SpeakerRow, ...]
    name: str
    total: int
    offset: int
    limit: int

    @property
    def heading(self) -> str:
        """What the page is called."""
        return "Speakers"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said, in a story: its wordings in several articles."""

    story: str
    title: str
    quotation: str
    wordings: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class SpeakerSheet:
    """A speaker with a page of what is quoted of them, the latest first; `total` counts utterances."""

    speaker: SpeakerRow
    quotations: tuple[Said, ...]
    total: int
    offset: int
    limit: int

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.speaker.name


def speakers(site: AnySite, name: Short = "", offset: Offset = 0) -> Speakers:
    """Who is quoted, in how many stories; `name` chooses by a part of the name."""
    found, total = site.view.speakers(name, offset, _SPEAKERS)
    return Speakers(tuple(found), name, total, offset, _SPEAKERS)


def speaker(site: AnySite, key: str, offset: Offset = 0) -> SpeakerSheet:
    """All utterances of a person with their wordings, each leading to the characters of the article it stands in."""
    found = site.view.speaker(key, offset, _UTTERANCES)
    grouped = groupby(found.utterances, key=lambda u: (u.story, u.title, u.quotation))
    quotations = tuple(Said(*key, tuple(wordings)) for key, wordings in grouped)
    return SpeakerSheet(found.row, quotations, found.total, offset, found.limit)


twins(router, "/speakers", Speakers, "speakers.html.j2", speakers, name="speakers")
twins(router, "/speakers/{key:path}", SpeakerSheet, "speaker.html.j2", speaker, name="speaker")
