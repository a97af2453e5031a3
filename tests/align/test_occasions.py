"""Events of one kind, told in the same words: the last, today's and the next are three statements."""

from variorum.align import align
from variorum.align.occasions import NOWHEN, Occasion, contrasts, occasions
from variorum.annotate import annotate
from variorum.encode import default_encoder
from variorum.model import Annotated, Article, Block, BlockKind, Collation
from variorum.values.date import TimeKind, time_value


def annotated(*texts: str, published: str = "2024-05-08") -> tuple[Annotated, ...]:
    articles = [
        Article(f"a{i}", text, (Block(0, len(text), BlockKind.BODY),), published=published, language="en")
        for i, text in enumerate(texts)
    ]
    return tuple(annotate(articles))


def aligned(*texts: str, published: str = "2024-05-08") -> Collation:
    return align(annotated(*texts, published=published), default_encoder())


def together(collation: Collation, one: str, other: str) -> bool:
    """Whether a statement holds a claim with the first part and another claim with the second."""
    for statement in collation.statements:
        texts = [collation.articles[r.article].text_of(collation.claim(r)) for r in statement.claims]
        if len(texts) > 1 and any(one in t for t in texts) and any(other in t for t in texts):
            return True
    return False


MEETINGS = (
    "President Lena Orvik met President Tomas Hale in Marby on Wednesday. They will meet again in Solna in October.",
    "Lena Orvik and Tomas Hale met in Marby on Wednesday. When the two last met, in February, Hale promised a loan.",
)


def test_the_last_and_the_next_meeting_are_not_todays() -> None:
    found = aligned(*MEETINGS)
    assert together(found, "met President Tomas Hale in Marby", "Tomas Hale met in Marby")
    assert not together(found, "When the two last met", "in Marby")
    assert not together(found, "will meet again", "met in Marby")
    assert not together(found, "will meet again", "When the two last met")


CRASHES = (
    "A bus crash near Tolby killed 15 people on Friday.",
    "At least 15 people were killed in a bus crash near Tolby. In December dozens of people were killed when a bus "
    "crashed at Ronne.",
)


def test_an_older_accident_of_the_kind_is_another_statement() -> None:
    found = aligned(*CRASHES, published="2024-05-11")
    assert together(found, "killed 15 people", "At least 15 people were killed")
    assert not together(found, "killed 15 people", "dozens of people were killed")


def test_without_a_day_of_publication_two_months_still_tell_occasions_apart_and_one_does_not() -> None:
    texts = ("He won on Friday.", "He won in December.", "He won in October.")
    friday, december, october = (occasions(a)[0] for a in annotated(*texts, published=""))
    assert list(contrasts(december, october)) == ["times far apart"]
    assert not list(contrasts(friday, december))


def test_reports_that_give_one_event_two_neighbouring_days_stay_together() -> None:
    found = aligned("The ferry Alma sank off Norholm on Monday.", "The ferry Alma sank off Norholm on Tuesday.")
    assert together(found, "Monday", "Tuesday")


def test_an_older_event_told_by_two_is_one_statement_though_one_gives_no_date() -> None:
    found = aligned(
        "Norholm and Marby signed a fishing treaty in 1994.", "The fishing treaty was signed by Norholm and Marby."
    )
    assert together(found, "in 1994", "was signed by")


def test_what_is_told_together_shares_its_time() -> None:
    (article,) = annotated("Twenty people died in October when a coach left the road at Ronne.")
    assert all(occasion.times and occasion.remote for occasion in occasions(article))


def test_since_lends_no_time() -> None:
    (article,) = annotated("The two towns have grown closer since the bridge opened in 2011.")
    by_text = {article.text_of(c): o for c, o in zip(article.claims, occasions(article), strict=True)}
    assert not next(o for text, o in by_text.items() if "grown closer" in text and "opened" not in text).times


MAY, JUNE = (time_value(TimeKind.DATE, value) for value in ("2024-05-08", "2024-06-20"))


def test_occasions_of_one_day_do_not_contrast_whatever_else_is_said() -> None:
    assert not list(contrasts(Occasion((MAY,), other=True), Occasion((MAY,), coming=True)))


def test_occasions_contrast_in_time_and_in_words() -> None:
    assert list(contrasts(Occasion((MAY,)), Occasion((JUNE,)))) == ["times far apart"]
    assert list(contrasts(Occasion((JUNE,), remote=True), NOWHEN)) == ["one of another time"]
    assert list(contrasts(Occasion(coming=True), Occasion(other=True))) == ["one to come", "another of its kind"]


def test_the_last_week_is_not_another_week() -> None:
    (article,) = annotated("The council met in the last week of May. The council last met in April.")
    assert [o.other for o in occasions(article)] == [False, True]


def test_what_is_planned_is_to_come_and_what_ought_to_be_is_not() -> None:
    (article,) = annotated("They will meet in Solna. The two sides should meet in Solna.")
    assert [o.coming for o in occasions(article)] == [True, False]
