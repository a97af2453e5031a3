from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.diff import Change, Piece, compare, likeness, marked_apart, telling, words

SENTENCES = st.lists(
    st.sampled_from(["the", "gate", "was", "not", "open,", "on", "Tuesday.", "“Two”", "–", "men"]), max_size=12
).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_the_second_text_is_whole(a: str, b: str) -> None:
    assert "".join(p.text for p in compare(a, b) if p.change is not Change.OMITTED) == b


@given(SENTENCES, SENTENCES)
def test_the_first_text_s_words_are_all_there(a: str, b: str) -> None:
    kept = " ".join(p.text for p in compare(a, b) if p.change is not Change.ADDED)
    assert words(kept) == words(a)


@given(SENTENCES)
def test_a_text_does_not_differ_from_itself(a: str) -> None:
    assert all(p.change is Change.SAME for p in compare(a, a.upper()))
    assert likeness(a, a) == 1.0


def test_an_inserted_word() -> None:
    assert compare("we build no blocs", "We build no new blocs.") == [
        Piece(Change.SAME, "We build no "),
        Piece(Change.ADDED, "new"),
        Piece(Change.SAME, " blocs."),
    ]


def test_marks_and_case_are_no_difference() -> None:
    assert compare("“It’s late,” he said", "it's late he said!") == [Piece(Change.SAME, "it's late he said!")]


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert [p.text for p in compare("水位上升", "水位下降") if p.change is Change.ADDED] == ["下降"]


def test_a_very_long_text_is_left_whole() -> None:
    long = "word " * 5000
    assert compare(long, long + "more") == [Piece(Change.SAME, long + "more")]


def alone(text: str, *others: str) -> list[str]:
    return [p.text for p in marked_apart(text, others) if p.change is Change.ADDED]


def test_what_none_of_several_wordings_has_is_cut_out() -> None:
    text = "In hard times we keep our friendship and dig the harbour"
    others = ("Amid such hard times the friendship will be kept", "we will dig the harbour of Pell")
    assert alone(text, *others) == ["In", "we keep our", "and"]
    assert "".join(p.text for p in marked_apart(text, others)) == text


def test_words_that_tell_little_are_shared_only_beside_others() -> None:
    assert alone("We keep it for the towns", "We left the towns of it") == ["We keep it for"]


def test_what_shares_nothing_is_not_cut() -> None:
    assert alone("We keep the ferry", "Nobody came to the mayor") == []
    assert alone("Ferry " * 601, "Ferry") == []


def marked(base: str, text: str) -> list[str]:
    return [words for is_marked, words in telling(compare(base, text)) if is_marked]


@given(SENTENCES, SENTENCES)
def test_what_is_marked_or_not_is_the_text(a: str, b: str) -> None:
    assert "".join(text for _, text in telling(compare(a, b))) == b


def test_small_words_and_other_forms_are_not_marked() -> None:
    built = "Our yard is not aimed at anybody, we are building no new piers"
    assert marked(built, "Our yard is not directed at anybody, we do build no new piers") == ["directed"]
    assert marked("in the face of the storm", "in the face of a long storm") == ["long"]


def test_small_words_that_deny_grant_or_count_are_marked() -> None:
    assert marked("we will sell the pier", "we will not sell the pier") == ["not"]
    assert marked("we sell the pier", "we would sell the pier") == ["would"]
    assert marked("we sell a pier", "we sell one pier") == ["one"]


def test_small_words_alone_are_marked_where_nothing_else_differs() -> None:
    assert marked("it is at the pier", "it is at a pier") == ["a"]


def test_a_form_is_marked_where_it_stands_for_another_word() -> None:
    assert marked("the yard built ships", "the yard sold ships") == ["sold"]


def test_of_a_long_text_most_of_which_differs_nothing_is_marked() -> None:
    sold = "We will not sell the harbour to strangers while I am the mayor of Pell"
    assert marked(sold, "Nobody in Pell who keeps a boat wants that strangers buy the harbour or its pier") == []
    # A short one has to show at least that it differs.
    assert marked("sell the harbour", "buy the pier") == ["buy", "pier"]
