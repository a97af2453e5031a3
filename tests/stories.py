"""Own-written little stories for tests of the later stages, run through the real earlier ones."""

from __future__ import annotations

from functools import cache

from variorum.encode import NgramEncoder
from variorum.model import Article, Findings, Metadata, RawDocument
from variorum.pipeline import find
from variorum.settings import Settings

HARBOUR = {
    "tide": (
        "The Tide",
        "2025-03-04",
        "The council of Marlow voted on Monday to close the old harbour by June 2026.\n\n"
        "Mayor Ruth Calder said that the quay walls were no longer safe. "
        "“We cannot wait for the first wall to fall,” she said.\n\n"
        "Fishermen will move to the northern basin, which was dug in 1954.\n\n"
        "A survey had found eleven cracks in the western wall.\n",
    ),
    "anchor": (
        "Anchor News",
        "2025-03-04",
        "Marlow's old harbour is to be closed by June 2026, the council decided on Monday.\n\n"
        "Mayor Ruth Calder told the meeting that the quay walls were not safe any more.\n\n"
        "The fishing boats will move to the northern basin.\n\n"
        "The harbour pub, run by Ebba Stone since 1999, will have to close as well.\n",
    ),
    "mast": (
        "The Mast",
        "2025-03-05",
        "On Monday the council in Marlow voted to close the old harbour. The decision takes effect by June 2026.\n\n"
        "“We cannot wait for the first wall to fall,” mayor Ruth Calder said.\n\n"
        "The ferry to Ostrey will sail from the northern basin, too.\n",
    ),
}


def articles(reports: dict[str, tuple[str, str, str]]) -> list[Article]:
    """Articles of outlet, date and text by id, through the real extraction."""
    from variorum.extract import extract

    found = []
    for name, (outlet, published, text) in reports.items():
        known = Metadata(id=name, outlet=outlet, published=published, language="en")
        article = extract(RawDocument(origin=f"{name}.txt", content=text, media_type="text/plain", metadata=known))
        assert isinstance(article, Article)
        found.append(article)
    return found


@cache
def harbour() -> Findings:
    """Three reports on a harbour, with all that is found in them."""
    return find(articles(HARBOUR), NgramEncoder(), Settings(one_story=True))
