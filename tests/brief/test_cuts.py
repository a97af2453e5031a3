import pytest
from stories import articles

from variorum.annotate import annotate
from variorum.brief.candidates import joined
from variorum.brief.cuts import without


@pytest.mark.parametrize(
    ("sentence", "disputed", "left"),
    [
        (
            "The city closed the bridge on Tuesday after inspectors found cracks in seven hangers.",
            "seven",
            "The city closed the bridge on Tuesday.",
        ),
        (
            "The harbour, built in 1926 with seven cranes, was closed on Tuesday.",
            "seven",
            "The harbour was closed on Tuesday.",
        ),
        # The clause goes on with another verb.
        (
            "A van hit a crowd in Pell on Tuesday, killing seven people and closing the harbour for a day.",
            "seven",
            "A van hit a crowd in Pell on Tuesday.",
        ),
        (
            "A van hit a crowd, killing seven people and closing the harbour, and the mayor blamed the ministry.",
            "seven",
            "A van hit a crowd and the mayor blamed the ministry.",
        ),
        # What the sentence is about cannot be spared.
        ("Inspectors found cracks in seven hangers after the city closed the bridge.", "seven", None),
        # Without its reason a denial denies something else; so does a condition.
        ("The city did not close the bridge because seven hangers were cracked.", "seven", None),
        ("The city will close the bridge if seven hangers are cracked.", "seven", None),
        ("The bridge will stay shut until seven hangers are mended.", "seven", None),
        # A measure before the clause belongs to it.
        ("The city closed the bridge two days after inspectors found cracks in seven hangers.", "seven", None),
        ("The city closed the bridge only after inspectors found cracks in seven hangers.", "seven", None),
        # What follows the clause is of the main one.
        ("The city closed the bridge after seven hangers broke, and the mayor blamed the ministry.", "seven", None),
    ],
)
def test_a_disputed_clause_is_left_out_where_it_can_be_spared(sentence, disputed, left):
    (annotated,) = annotate(articles({"one": ("One", "2025-05-14", f"{sentence}\n")}))
    text = annotated.article.text
    claims = [*annotated.claims]
    pieces = without(
        annotated, annotated.parse.sentences[0], claims, [c for c in claims if disputed in text[c.start : c.end]]
    )
    assert joined(text, pieces) == (left or sentence)
