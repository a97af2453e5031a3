"""Speakers, and all that one of them is quoted with."""

from dataclasses import dataclass

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

    @property
    def by_story(self) -> list[tuple[str, list[Said]]]:
        """What was said, story by story, in the order of the latest utterance of each."""
        found: dict[str, list[Said]] = {}
        for each in self.quotations:
            found.setdefault(each.story, []).append(each)
        return list(found.items())


def speakers(site: AnySite, name: Short = "", offset: Offset = 0) -> Speakers:
    """Who is quoted, in how many stories; `name` chooses by a part of the name."""
    found, total = site.view.speakers(name, offset, _SPEAKERS)
    return Speakers(tuple(found), name, total, offset, _SPEAKERS)


def speaker(site: AnySite, key: str, offset: Offset = 0) -> SpeakerSheet:
    """All utterances of a person with their wordings, each leading to the characters of the article it stands in."""
    found = site.view.speaker(key, offset, _UTTERANCES)
    grouped: dict[tuple[str, str, str], list[Utterance]] = {}
    for utterance in found.utterances:
        grouped.setdefault((utterance.story, utterance.title, utterance.quotation), []).append(utterance)
    quotations = tuple(Said(*of, tuple(wordings)) for of, wordings in grouped.items())
    return SpeakerSheet(found.row, quotations, found.total, offset, found.limit)


twins(router, "/speakers", Speakers, "speakers.html.j2", speakers, name="speakers")
twins(router, "/speakers/{key:path}", SpeakerSheet, "speaker.html.j2", speaker, name="speaker")
