"""One entity for what several articles mention, whatever their order."""

from itertools import permutations

from variorum.align.entities import resolve
from variorum.annotate import annotate
from variorum.model import Annotated, Article, Block, BlockKind, Entity, Ref

_REPORTS = (
    "Norwegian President Kari Solheim met Pablo Rojas in Oslo. The ambassador of Torvania left.",
    "The Norwegian leader praised Mr Rojas. Torvania said nothing. The Torvanian government waits.",
    "Solheim thanked Chilean President Pablo Rojas. Norway and Chile will sign the pact.",
)


def annotated(texts: tuple[str, ...], languages: tuple[str, ...] = ()) -> tuple[Annotated, ...]:
    return tuple(
        annotate(
            [
                Article(str(k), t, (Block(0, len(t), BlockKind.BODY),), language=(languages or ("en",) * len(texts))[k])
                for k, t in enumerate(texts)
            ]
        )
    )


def phrases(articles: tuple[Annotated, ...], entity: Entity) -> set[str]:
    return {articles[r.article].text_of(articles[r.article].mentions[r.item]) for r in entity.mentions}


def named(entities: tuple[Entity, ...], name: str) -> Entity:
    return next(e for e in entities if name in e.names or e.name == name)


def test_full_names_surnames_and_roles_are_one_person() -> None:
    articles = annotated(_REPORTS)
    entities, _ = resolve(articles)
    assert {"The Norwegian leader", "Solheim"} <= phrases(articles, named(entities, "Kari Solheim"))
    assert {"Mr Rojas", "Pablo Rojas"} <= phrases(articles, named(entities, "Pablo Rojas"))


def test_every_mention_has_one_entity() -> None:
    articles = annotated(_REPORTS)
    entities, entity_of = resolve(articles)
    assert set(entity_of) == {Ref(a, m) for a, each in enumerate(articles) for m in range(len(each.mentions))}
    assert all(ref in entities[position].mentions for ref, position in entity_of.items())


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = annotated(_REPORTS)
    seen = set()
    for order in permutations(articles):
        entities, _ = resolve(order)
        seen.add(
            tuple(
                (e.name, e.names, e.kin, frozenset((order[r.article].article.id, r.item) for r in e.mentions))
                for e in entities
            )
        )
    assert len(seen) == 1


def test_a_capital_and_a_government_are_kin_of_their_country() -> None:
    entities, _ = resolve(annotated(_REPORTS))
    norway, torvania = named(entities, "Norway"), named(entities, "Torvania")
    assert "Oslo" in [entities[k].name for k in norway.kin]
    assert "The Torvanian government" in [entities[k].name for k in torvania.kin]


def test_two_bodies_of_one_country_are_two_entities_and_no_kin() -> None:
    articles = annotated(("The Torvanian parliament met.", "The Torvanian foreign ministry protested."))
    entities, _ = resolve(articles)
    assert len(entities) == 2
    assert all(not e.kin for e in entities)


def test_ambassadors_of_two_countries_are_two_persons() -> None:
    articles = annotated(("Norway summoned the Chilean ambassador.", "Chile summoned the Norwegian ambassador."))
    entities, _ = resolve(articles)
    ambassadors = [e for e in entities if "ambassador" in e.name]
    assert len(ambassadors) == 2


def test_an_ambassador_is_found_by_the_country_or_its_adjective() -> None:
    articles = annotated(("Norway summoned the Orlani ambassador. Orlan waits.", "Orlan's ambassador went to Oslo."))
    entities, _ = resolve(articles)
    assert len([e for e in entities if "ambassador" in e.name]) == 1


def test_other_given_names_are_other_persons() -> None:
    articles = annotated(("Kari Solheim spoke in Oslo.", "Jonas Solheim spoke in Oslo."))
    entities, _ = resolve(articles)
    assert {"Kari Solheim", "Jonas Solheim"} <= {e.name for e in entities}


def test_languages_and_scripts_meet() -> None:
    texts = ("Vladimir Orlov visited Norway.", "Wladimir Orlow reiste nach Norwegen.", "代表团抵达挪威。")
    entities, _ = resolve(annotated(texts, ("en", "de", "zh")))
    assert len(named(entities, "Norway").mentions) == 3
    assert set(named(entities, "Vladimir Orlov").names) == {"Vladimir Orlov", "Wladimir Orlow"}


def test_nothing_comes_of_nothing() -> None:
    assert resolve(()) == ((), {})


def test_a_noun_stands_for_a_territory_before_its_adjective():
    text = "Turkish officials spoke. Turkish troops left. Turkey said so."
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    entities, _ = resolve(tuple(annotate([article])))
    assert all(e.name != "Turkish" for e in entities if "Turkey" in e.names)
