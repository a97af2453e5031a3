import pytest
from stories import articles

from variorum.brief.candidates import candidates
from variorum.brief.people import introduced_first
from variorum.brief.sides import Sides
from variorum.encode import NgramEncoder
from variorum.pipeline import find
from variorum.settings import Settings


def pool_of(*texts):
    reports = {f"r{n}": (f"Paper {n}", "2025-05-02", f"{text}\n") for n, text in enumerate(texts)}
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    names = [e.name for e in findings.collation.entities]
    return names, list(candidates(findings.collation, findings.lineage, Sides(findings.collation, ())))


@pytest.mark.parametrize(
    ("text", "introduced", "presumed"),
    [
        ("Anna Berg closed the pier.\n\nOn Monday Berg opened the pier.", [], ["Anna Berg"]),
        ("Anna Berg closed the pier.\n\nOn Monday Mayor Berg opened the pier.", ["Anna Berg"], []),
        ("Anna Berg closed the pier.\n\nThat day Anna Berg said that Berg was right.", ["Anna Berg"], []),
        ("Anna Berg closed the pier.\n\nOn Monday Ms. Berg opened the pier.", [], ["Anna Berg"]),
        # Who has one name everywhere needs no other; what is a town needs none either.
        ("Zorro closed the pier.\n\nOn Monday Zorro opened the pier.", [], []),
        ("New Orvik has a pier.\n\nOn Monday Orvik opened the pier.", [], []),
    ],
)
def test_whom_a_sentence_introduces_and_whom_it_takes_as_known(text, introduced, presumed):
    names, pool = pool_of(text)
    assert [names[i] for i in pool[-1].people.introduced] == introduced
    assert [names[i] for i in pool[-1].people.presumed] == presumed


def test_who_is_introduced_is_introduced_where_he_is_first_named():
    _, pool = pool_of(
        "The pier of Pell fell on Friday.\n\n“The pier was old,” said Berg.\n\nMayor Anna Berg wants a new pier.\n\n"
        "Berg will ask Roth for money.\n"
    )
    told = [c.text for c in introduced_first(pool)]
    # Whom nothing introduces (Roth) stays where he is.
    assert told == [pool[0].text, pool[2].text, pool[1].text, pool[3].text]
