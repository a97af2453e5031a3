from dataclasses import replace

from edition.many import many

from variorum.model import Verdict
from variorum.web.compare_editions import compare_editions


def test_an_edition_and_itself():
    edition = many(5, 20)
    assert compare_editions(edition, edition).nothing


def test_running_numbers_mean_nothing():
    edition = many(5, 20)
    turned = replace(edition, statements=tuple(
        replace(s, id=f"s{len(edition.statements) - i}") for i, s in enumerate(edition.statements)
    ))  # fmt: skip
    assert compare_editions(edition, turned).nothing


def test_what_came_and_what_went():
    edition = many(5, 20)
    fewer = replace(edition, statements=edition.statements[2:], discrepancies=edition.discrepancies[1:],
                    articles=edition.articles[1:])  # fmt: skip
    found = compare_editions(fewer, edition)
    assert {s.text for s in found.appeared} == {s.text for s in edition.statements[:2]}
    assert found.articles_added == (edition.articles[0].id,)
    assert found.dropped == ()
    back = compare_editions(edition, fewer)
    assert {s.id for s in back.dropped} == {s.id for s in edition.statements[:2]}
    assert back.appeared == ()
    assert back.articles_gone == (edition.articles[0].id,)
    counted = edition.discrepancies[0].verdict is not Verdict.COMPATIBLE
    assert len(back.discrepancies_gone) == len(found.discrepancies_new) == int(counted)


def test_more_and_fewer_sources():
    edition = many(5, 20)
    first = edition.statements[0]
    weaker = replace(edition, statements=(replace(first, independent_sources=1), *edition.statements[1:]))
    (gained,) = compare_editions(weaker, edition).gained
    assert (gained.before, gained.after) == (1, first.independent_sources)
    (lost,) = compare_editions(edition, weaker).lost
    assert (lost.before, lost.after) == (first.independent_sources, 1)


def test_only_what_counts_is_told():
    edition = many(5, 20)
    calm = replace(edition, discrepancies=tuple(replace(d, verdict=Verdict.COMPATIBLE) for d in edition.discrepancies))
    assert len(compare_editions(edition, calm).discrepancies_gone) == len(
        [d for d in edition.discrepancies if d.verdict is not Verdict.COMPATIBLE]
    )
    assert compare_editions(calm, calm).nothing
