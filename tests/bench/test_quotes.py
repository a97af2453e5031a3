"""Quotations in the shape of PolNeAR."""

from variorum.bench.quotes import predict


def contents(text: str) -> list[str]:
    (row,) = predict([{"id": "a", "text": text}])
    attributions = row["attributions"]
    return [" / ".join(text[start:end] for start, end in each["content"]) for each in attributions]


def test_what_is_said_inside_anothers_words_is_left_to_the_outer_attribution() -> None:
    assert contents("Holt said that the mayor wants to close the bridge.") == [
        "that the mayor wants to close the bridge"
    ]


def test_two_that_stand_beside_each_other_are_two() -> None:
    assert len(contents("Holt said the bridge was closed. Brandt said the road was open.")) == 2
