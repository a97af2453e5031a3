from __future__ import annotations

import pytest

from variorum.annotate import annotate
from variorum.compare import compare
from variorum.model import Article, Block, BlockKind, DiscrepancyKind, Verdict

FILLER = (
    "{0} sells {1} at the corner of {2} street. A neighbour of {0} repairs {1} behind the old chapel. "
    "In winter {0} carries {1} over the frozen canal. The cousin of {0} paints {1} for a small museum. "
)
SUBJECTS = ("Arno", "Bettina", "Cosimo", "Dagny", "Egon", "Fenja")
THINGS = ("lanterns", "clocks", "saddles", "kettles", "barrels", "violins")


def article(name: str, text: str) -> Article:
    return Article(name, text, (Block(0, len(text), BlockKind.BODY),), outlet=name, language="en")


def padded(text: str, first: int) -> str:
    """A report with much else in it, which no other report tells."""
    turned = [(first + i) % 6 for i in range(6)]
    return (
        text + " " + " ".join(FILLER.format(SUBJECTS[i], THINGS[(i * 2 + first) % 6], THINGS[i][:-1]) for i in turned)
    )


def conflicts(*texts: str):
    from variorum.align import align
    from variorum.encode import default_encoder

    articles = [article(f"r{i}", text) for i, text in enumerate(texts)]
    found = compare(align(tuple(annotate(articles)), default_encoder()))
    return [d for d in found if d.verdict is Verdict.CONFLICT]


STORM = "The storm tore the roof off the fish market in Dunhaven, and {} boats sank in the harbour."


def test_a_difference_between_twin_sentences_is_found_in_long_reports_too():
    found = conflicts(padded(STORM.format("eleven"), 0), padded(STORM.format("sixteen"), 3))
    assert [d.kind for d in found] == [DiscrepancyKind.NUMBER]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Kelvik is about 90 miles from the Tarnish border, where troops are waiting.",
            "Protesters hold the town hall of Brenno, a regional centre 30 miles from the Tarnish border.",
        ),
        (
            "Practice for the race went ahead under tight security.",
            "The champion failed to make progress in the second session.",
        ),
        (
            "Minister Tora Blix had claimed 90,000 crowns in expenses for the flat of her parents.",
            "The inspector wants minister Tora Blix to repay 45,000 crowns in expenses for the flat of her parents.",
        ),
    ],
)
def test_pairs_that_share_a_few_words_are_no_conflict_in_long_reports(one, other):
    assert conflicts(padded(one, 0), padded(other, 3)) == []


def test_what_is_not_clear_is_not_denied():
    one = "The port authority runs the ferry office and clears 30 million a year with it."
    other = "It is not clear what the new owner will do with the ferry office of the port authority."
    assert conflicts(one, other) == []


def test_a_charge_told_twice_is_no_accusation_taken_for_a_fact():
    one = "Last week Tilo Brandt was charged with aiding the robbery of the Vellmar bank."
    other = "Tilo Brandt faces charges of aiding the robbery of the Vellmar bank. He denies them."
    assert not [d for d in conflicts(one, other) if d.kind is DiscrepancyKind.ATTRIBUTION]


def test_she_after_two_women_may_be_either():
    quoted = "“We want to know who made those calls to the harbour office and why nobody stopped them.”"
    one = f"Opposition leader Runa Olsen said the tapes raised questions for Vera Hald. {quoted[:-1]}” she said."
    other = f"Opposition leader Runa Olsen said: {quoted}"
    assert not [d for d in conflicts(one, other) if d.kind is DiscrepancyKind.SPEAKER]


def test_what_an_outlet_says_of_its_article_is_no_part_of_the_story():
    one = "The ban on the powder came into force in Kestrel Bay on 1 May 2019. This article was updated on 9 May 2019."
    other = "The ban on the powder came into force in Kestrel Bay on 1 May 2019. This story was edited on 3 May 2019."
    assert conflicts(one, other) == []


def differing(*texts: str):
    from variorum.align import align
    from variorum.encode import default_encoder

    articles = [article(f"r{i}", text) for i, text in enumerate(texts)]
    found = compare(align(tuple(annotate(articles)), default_encoder()))
    return [d for d in found if d.verdict is not Verdict.COMPATIBLE and d.kind is DiscrepancyKind.WORDING]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We shall mend the old pier every day until the herring come back to us", "every day|everyday"),
        ("Nobody asked him to paint the tower red and yellow before the feast", "asked him|asked (Egon)"),
        ("We found a whale with a tail of twenty feet on the beach this morning", "feet|feet (six metres)"),
        ("I have known Mr. Brandt since he sold newspapers at the tram depot", "Mr.|Mr"),
    ],
)
def test_brackets_and_spelling_are_no_other_wording(one, other):
    old, new = other.split("|")
    first = f"“{one},” harbour master Ole Krag said."
    assert differing(first, f"“{one.replace(old, new)},” said harbour master Ole Krag.") == []


def test_a_word_put_in_without_brackets_is_another_wording():
    first = "“We shall mend the old pier until the herring come back,” harbour master Ole Krag said."
    second = "“We shall hardly mend the old rotten pier until the herring come back,” harbour master Ole Krag said."
    assert differing(first, second)


def test_one_article_that_quotes_twice_does_not_differ_from_itself():
    text = (
        "“There is a feeling in the country that the dam could break,” minister Ines Rask wrote. "
        "“There is a feeling... Read more,” minister Ines Rask wrote."
    )
    assert differing(text, "The minister has not spoken to the press since Friday.") == []
