from __future__ import annotations

import time

import numpy as np
import pytest

from variorum.cluster import stories
from variorum.cluster.features import features
from variorum.cluster.linkage import average_linkage
from variorum.encode import NgramEncoder, default_encoder
from variorum.model import Article, Block, BlockKind

BRIDGE = [
    "A goods train derailed on the Karsten bridge near Holmby on Monday, and two wagons of grain fell into the Isla. "
    "Nobody was hurt, the railway office said. The line between Holmby and Port Elin will be closed until Friday.",
    "Grain for the hens of the whole valley: after the derailment on the Karsten bridge, people in Holmby have been "
    "filling sacks on the bank of the Isla. Two wagons are lying in the river. Trains to Port Elin are replaced by "
    "buses until Friday.",
    "Investigators suspect a broken rail behind Monday's accident on the Karsten bridge, in which a goods train left "
    "the track. The bridge at Holmby, built in 1911, had been inspected in May. The railway office closed the line.",
]
OTHER_BRIDGE = [
    "A goods train derailed on the Mirna viaduct outside Sellow on Saturday and spilled 40 tonnes of gravel on a road. "
    "The driver was taken to hospital with a broken arm, police in Sellow said. The road to Tarn is blocked.",
    "Forty tonnes of gravel came down from the Mirna viaduct on Saturday when a goods train jumped the rails. The "
    "driver broke an arm. Sellow's mayor demanded a speed limit on the viaduct, on which there were accidents before.",
]
OPERA = (
    "The opera in Lenz will open its season with a puppet play for adults. Tickets go on sale on 3 September at noon."
)


def articles(*texts: str) -> list[Article]:
    return [Article(str(i), text, (Block(0, len(text), BlockKind.BODY),)) for i, text in enumerate(texts)]


def together(texts: list[str], encoder=None) -> set[frozenset[str]]:
    found = stories(articles(*texts), encoder or default_encoder())
    return {frozenset(texts[i] for i in story) for story in found}


@pytest.mark.parametrize("encoder", [NgramEncoder(), None], ids=["ngrams", "default"])
def test_reports_on_two_accidents_of_one_kind_are_told_apart(encoder):
    found = together([*BRIDGE, *OTHER_BRIDGE, OPERA], encoder)
    assert found == {frozenset(BRIDGE), frozenset(OTHER_BRIDGE), frozenset([OPERA])}


def test_a_folder_of_one_story_is_one_story():
    assert together(BRIDGE) == {frozenset(BRIDGE)}


def test_two_articles_on_one_event_and_on_two():
    assert together(BRIDGE[:2]) == {frozenset(BRIDGE[:2])}
    assert together([BRIDGE[0], OPERA]) == {frozenset([BRIDGE[0]]), frozenset([OPERA])}


def test_look_alikes_alone_are_told_apart():
    assert len(together([BRIDGE[0], OTHER_BRIDGE[0]])) == 2


def test_the_order_of_articles_changes_nothing():
    texts = [*BRIDGE, *OTHER_BRIDGE, OPERA]
    there = stories(articles(*texts), default_encoder())
    back = stories(articles(*texts[::-1]), default_encoder())
    assert [[texts[i] for i in story] for story in there] == [[texts[::-1][i] for i in story] for story in back]


def test_another_language_joins_its_story():
    german = (
        "Auf der Karsten-Brücke bei Holmby ist am Montag ein Güterzug entgleist, zwei Waggons mit Getreide stürzten in "
        "die Isla. Verletzt wurde niemand. Die Strecke zwischen Holmby und Port Elin bleibt bis Freitag gesperrt."
    )
    told = [(BRIDGE[0], "en"), (OPERA, "en"), (german, "de"), (OTHER_BRIDGE[0], "en")]
    known = [
        Article(str(i), text, (Block(0, len(text), BlockKind.BODY),), language=language)
        for i, (text, language) in enumerate(told)
    ]
    assert {frozenset(story) for story in stories(known, default_encoder())} == {
        frozenset({0, 2}),
        frozenset({1}),
        frozenset({3}),
    }


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["word", ""], ["...", "1 2 3"], ["\ud800", "火災", "火災"]])
def test_odd_articles_are_each_in_one_story(texts):
    found = stories(articles(*texts), NgramEncoder())
    assert sorted(i for story in found for i in story) == list(range(len(texts)))


def test_exact_copies_are_together():
    assert len(stories(articles(OPERA, *BRIDGE, OPERA), NgramEncoder())) == 2


@pytest.fixture(scope="module")
def reports(examples):
    """The words of the shipped reports by story and outlet."""
    files = sorted(each for story in ("bridge", "lake") for each in (examples / story).glob("*.txt"))
    files.append(examples / "bridge/northern-ledger.md")
    return {f"{each.parent.name}/{each.stem}": each.read_text(encoding="utf-8") for each in files}


def copied(reports, copies: dict[str, int]) -> list[set[str]]:
    """The stories (names of reports) of reports that stand in so many outlets each; no report in two stories."""
    names = [name for name in reports for _ in range(copies.get(name, 0))]
    closings = [f"\nEdited by desk number {i} of the paper." for i in range(len(names))]
    found = stories(articles(*(reports[n] + c for n, c in zip(names, closings, strict=True))), default_encoder())
    told = [{names[i] for i in story} for story in found]
    assert len({name for story in told for name in story}) == sum(len(story) for story in told)
    return sorted(told, key=len)


def test_two_wires_in_three_outlets_each_do_not_split_the_story(reports):
    wires = {"bridge/estuary-gazette": 3, "bridge/northern-ledger": 3}
    others = {"bridge/callow-voice": 1, "bridge/radio-delta": 1, "lake/alpine-post": 1, "lake/olmen-today": 1}
    lake = {name for name in others if name.startswith("lake/")}
    assert copied(reports, wires | others) == [lake, {*wires, *others} - lake]


@pytest.mark.parametrize("copies", [2, 3, 8])
def test_every_report_in_several_outlets_gives_the_stories_of_one(reports, copies):
    assert copied(reports, dict.fromkeys(reports, copies)) == copied(reports, dict.fromkeys(reports, 1))


@pytest.mark.parametrize("copies", [2, 5])
def test_reprints_join_no_look_alikes(copies):
    """Two accidents of one kind, each told by a wire in several outlets."""
    found = stories(articles(*[BRIDGE[0], OTHER_BRIDGE[0]] * copies, OPERA), default_encoder())
    assert sorted(map(len, found)) == [1, copies, copies]


def test_navigation_does_not_tell_what_an_article_is_about():
    text = "Weather Traffic Puzzles\n" + OPERA
    blocks = (Block(0, 23, BlockKind.NAVIGATION), Block(24, len(text), BlockKind.BODY))
    assert features(Article("", text, blocks)).words == features(articles(OPERA)[0]).words


def test_names_are_capitalised_words_that_never_stand_in_lower_case():
    found = features(
        articles("Trains stop at Holmby. Few trains stop there. Weather permitting, Port Elin follows.")[0]
    )
    assert {"holmby", "port", "elin"} <= found.names.keys()
    assert "train" not in found.names


def test_linkage_joins_by_mean_similarity():
    pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.1), (2, 3, 0.5)]
    assert average_linkage(4, pairs, 0.46) == [(0, 1), (2, 3)]
    assert average_linkage(4, pairs, 0.44) == [(0, 1), (2, 3)]
    assert average_linkage(3, pairs[:3], 0.44) == [(0, 1, 2)]
    assert average_linkage(3, [], 0.5) == [(0,), (1,), (2,)]
    assert average_linkage(3, [(0, 1, 0.9), (1, 2, 0.8)], 0.5, [1, 3, 1]) == [(0, 1, 2)]
    assert average_linkage(3, [(0, 1, 0.9), (1, 2, 0.8)], 0.5) == [(0, 1), (2,)]
    with pytest.raises(ValueError, match="positive"):
        average_linkage(2, [], 0.0)


class _Random:
    name = "random"

    def encode(self, texts):
        rows = np.random.default_rng(1).standard_normal((len(texts), 16)).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_thousand_articles_take_seconds():
    random = np.random.default_rng(2)

    def text(i: int) -> str:
        common, telling = random.integers(0, 300, 60), 300 + i // 4 * 4 + random.integers(0, 4, 30)
        return " ".join(f"wort{j}" for j in (*common, *telling))

    texts = [text(i) for i in range(1000)]
    started = time.process_time()
    found = stories(articles(*texts), _Random())
    assert time.process_time() - started < 20
    assert 150 < len(found) < 500
