from dataclasses import replace

import pytest
from edition.many import many, of_text
from edition.story import CREATED, findings

from variorum.edition import Edition, build
from variorum.model import DiscrepancyKind, Findings, Lineage, Ref, Verdict


def test_articles_stand_in_the_order_of_publication(edition: Edition) -> None:
    assert [a.id for a in edition.articles] == ["radio", "ledger", "post"]


def test_statements_stand_by_independent_sources(edition: Edition) -> None:
    support = [s.independent_sources for s in edition.statements]
    assert support == sorted(support, reverse=True)
    gates = edition.statements[0]
    assert gates.articles == ("radio", "ledger", "post")
    assert gates.independent_sources == 2


def test_outlets_are_not_sources(edition: Edition) -> None:
    blame = next(s for s in edition.statements if "blamed" in s.text)
    assert len(blame.articles) == 2
    assert blame.independent_sources == 1


def test_identifiers_run_through(edition: Edition) -> None:
    assert [s.id for s in edition.statements] == [f"s{i}" for i in range(1, 10)]
    claims = [c.id for s in edition.statements for c in s.claims]
    assert claims == [f"c{i}" for i in range(1, len(claims) + 1)]


def test_discrepancies_conflicts_first_then_the_surest(edition: Edition) -> None:
    assert [d.verdict for d in edition.discrepancies] == ["conflict"] * 3 + ["variant", "compatible"]
    assert [d.weight for d in edition.discrepancies[:3]] == [0.95, 0.9, 0.8]
    assert edition.discrepancies[0].statement == "s1"
    assert edition.discrepancies[1].quotation == "q2"


def test_what_happened_comes_before_who_vouches_for_it_and_before_words() -> None:
    kinds = (DiscrepancyKind.NAMING, DiscrepancyKind.MODE, DiscrepancyKind.DATE, DiscrepancyKind.SCOPE)
    weights = (0.9, 0.8, 0.6, 0.7)
    there = findings()
    one = replace(there.discrepancies[0], verdict=Verdict.VARIANT)
    found = tuple(replace(one, kind=kind, weight=weight) for kind, weight in zip(kinds, weights, strict=True))
    ordered = build(replace(there, discrepancies=found)).discrepancies
    assert [d.kind for d in ordered] == [kinds[3], kinds[2], kinds[1], kinds[0]]


def test_sides_are_numbered_by_first_reading(edition: Edition) -> None:
    assert all(d.readings[0].side == 0 for d in edition.discrepancies)


def test_the_title_is_the_one_whose_words_the_others_have(edition: Edition) -> None:
    assert edition.story.title == "Dam gates opened at Orrin after record rain"


def test_a_title_on_something_else_is_not_taken() -> None:
    drafts = findings().collation.articles
    odd = replace(drafts[1], article=replace(drafts[1].article, title="Editorial: seven things nobody tells gardeners"))
    f = findings()
    assert build(replace(f, collation=replace(f.collation, articles=(drafts[0], odd, drafts[2])))).story.title == (
        "Orrin dam: two gates open, 400 evacuated"
    )


def test_without_titles_the_first_statement_is_the_title() -> None:
    assert of_text("A bell rang twice.").story.title == "A bell rang twice."


def test_an_outlet_s_name_is_no_title() -> None:
    assert (
        of_text("A bell rang twice.", outlet="The Bell Post", title="The bell post").story.title == "A bell rang twice."
    )
    assert of_text("A bell rang twice.", title="Home").story.title == "A bell rang twice."
    assert of_text("钟响了两次。", title="钟响了两次").story.title == "钟响了两次"


def test_speakers_are_named_by_entity(edition: Edition) -> None:
    wordings = edition.quotations[1].wordings
    assert [w.speaker for w in wordings] == ["Ilse Maren", "Ilse Maren", "Jonas Feld"]
    assert wordings[0].source == "she"
    assert edition.quotations[1].speaker == "Ilse Maren"


def test_a_claim_in_the_outlet_s_own_voice_has_no_speaker(edition: Edition) -> None:
    own = next(c for c in edition.statements[0].claims if c.article == "post")
    told = next(c for c in edition.statements[0].claims if c.article == "radio")
    assert own.speaker is None
    assert told.speaker == "the water board"


def test_the_same_findings_give_the_same_bytes(edition: Edition) -> None:
    again = build(
        findings(), settings={"encoder": "ngrams", "one_story": True}, models={"parser": "none"}, created=CREATED
    )
    assert again.to_json() == edition.to_json()


def test_only_created_differs_between_runs() -> None:
    a, b = build(findings(), created="2024-01-01T00:00:00Z"), build(findings(), created="2025-01-01T00:00:00Z")
    assert a.digest == b.digest
    assert a.to_json() == b.to_json().replace("2025-01-01", "2024-01-01")


def test_the_order_of_articles_does_not_matter(edition: Edition) -> None:
    shuffled = build(turned(findings()), settings=edition.generator.settings, models=edition.generator.models,
                     created=CREATED)  # fmt: skip
    assert shuffled.to_json() == edition.to_json()


def test_the_story_is_named_by_its_texts_alone() -> None:
    first, second = many(3, 6), many(3, 6)
    assert first.story.id == second.story.id
    assert first.story.id != many(3, 7).story.id


def test_two_articles_with_one_id_are_refused() -> None:
    f = findings()
    a, b, c = f.collation.articles
    twin = replace(b, article=replace(b.article, id=a.article.id))
    with pytest.raises(ValueError, match="same id"):
        build(replace(f, collation=replace(f.collation, articles=(a, twin, c))))


def turned(f: Findings) -> Findings:
    """The same findings with the articles the other way round."""

    def at(article: int) -> int:
        return len(f.collation.articles) - 1 - article

    def refs(found: tuple[Ref, ...]) -> tuple[Ref, ...]:
        return tuple(Ref(at(r.article), r.item) for r in reversed(found))

    def spans(found: tuple[tuple[int, int, int], ...]) -> tuple[tuple[int, int, int], ...]:
        return tuple((at(a), start, end) for a, start, end in found)

    c = f.collation
    collation = replace(
        c,
        articles=tuple(reversed(c.articles)),
        entities=tuple(replace(e, mentions=refs(e.mentions)) for e in c.entities),
        entity_of={Ref(at(r.article), r.item): e for r, e in c.entity_of.items()},
        statements=tuple(replace(s, claims=refs(s.claims), central=refs((s.central,))[0]) for s in c.statements),
        utterances=tuple(replace(u, wordings=refs(u.wordings)) for u in c.utterances),
    )
    return Findings(
        collation,
        tuple(
            replace(
                d,
                readings=tuple(replace(r, article=at(r.article)) for r in reversed(d.readings)),
                claims=refs(d.claims),
            )
            for d in reversed(f.discrepancies)
        ),
        Lineage(
            tuple(
                replace(
                    e,
                    derived=at(e.derived),
                    source=at(e.source),
                    evidence=tuple(replace(v, spans=spans(v.spans)) for v in e.evidence),
                )
                for e in f.lineage.edges
            ),
            tuple(tuple(at(a) for a in g) for g in reversed(f.lineage.groups)),
        ),
        replace(
            f.coverage,
            stances=tuple(tuple(reversed(s)) for s in f.coverage.stances),
            exclusives=tuple(reversed(f.coverage.exclusives)),
            omissions=tuple(reversed(f.coverage.omissions)),
        ),
        tuple(replace(t, claims=refs(t.claims), spans=spans(t.spans)) for t in reversed(f.timeline)),
        tuple(replace(b, citations=spans(b.citations)) for b in f.brief),
    )
