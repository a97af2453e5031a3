import pytest
from spacy.tokens import Doc

from variorum.annotate.english import english
from variorum.annotate.ruler import NAME, Ruler

TEXTS = (
    "The captain of the ferry, who had not slept, said that it isn't his fault.",
    "There is a bridge; there are three, and there's one more.",
    "I ain't gonna go, let's see, c'mon y'all, I gotta run and get nuthin'.",
    "Do they have what was theirs? Being asked, she's been there once before, hasn't she?",
    "  Two  spaces, a tab\tand a line\nbreak.\n\n",
    "This is that which these and those wanted, but nobody did anything well.",
    "Ruđer 北京 \ufffd 12,5 % — “so”…",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_it_sets_what_spacys_own_sets(text: str) -> None:
    pipeline = english()
    with pipeline.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        tagged = pipeline(text)
    ours, theirs = (Doc(pipeline.vocab).from_bytes(tagged.to_bytes()) for _ in range(2))
    pipeline.get_pipe(NAME)(theirs)
    ruler = Ruler(pipeline)
    for _ in range(2):  # the second time it is remembered
        assert seen(ruler(Doc(pipeline.vocab).from_bytes(tagged.to_bytes()))) == seen(theirs)
    assert seen(ruler(ours)) == seen(theirs)


def test_a_word_that_a_pattern_names_is_told_from_one_of_the_same_tag() -> None:
    pipeline = english()
    ruler = Ruler(pipeline)
    doc = Doc(pipeline.vocab, words=["dogs", "me", "them", "me"], tags=["PRP"] * 4)
    assert [token.lemma_ for token in ruler(doc)] == ["", "I", "they", "I"]


def seen(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_, t.head.i) for t in doc]
