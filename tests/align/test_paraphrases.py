"""One speaker's words told in other words."""

from __future__ import annotations

from small_stories import collation

TOLD = (
    "Mayor Anna Berg said that talks about the future of the harbour are “pointless” without the fishermen. "
    "Berg also said that the budget would be passed in spring."
)
OTHERWISE = (
    "Discussions on what becomes of the port, in which the fishing crews do not take part, can lead nowhere, according "
    "to Mayor Anna Berg. The budget, she said, will be voted on before summer."
)
ELSEWHERE = (
    "The new swimming pool will open in May, according to Mayor Anna Berg. "
    "She said that the price of tickets had not been settled."
)


def joined(story):
    return [u for u in story.utterances if len({r.article for r in u.wordings}) > 1]


def words(story, utterance):
    return [story.articles[r.article].text_of(story.quotation(r)) for r in utterance.wordings]


def test_the_nearest_by_far_are_one_utterance():
    story = collation(TOLD, OTHERWISE)
    assert any(
        any("pointless" in w for w in words(story, u)) and any("nowhere" in w for w in words(story, u))
        for u in joined(story)
    )


def test_the_same_speaker_on_something_else():
    assert not joined(collation(TOLD, ELSEWHERE))


def test_another_speaker_says_nearly_the_same():
    story = collation(TOLD, OTHERWISE.replace("Anna Berg", "Olav Lund"))
    assert not any(any("pointless" in w for w in words(story, u)) for u in joined(story))
