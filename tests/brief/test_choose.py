import pytest
from stories import articles

from variorum.brief.candidates import candidates
from variorum.brief.sides import Sides
from variorum.brief.words import SharedWords
from variorum.encode import NgramEncoder
from variorum.pipeline import find
from variorum.settings import Settings


def found(*texts, sentences=0):
    reports = {f"r{n}": (f"Paper {n}", "2025-05-02", f"{text}\n") for n, text in enumerate(texts)}
    return find(articles(reports), NgramEncoder(), Settings(one_story=True, brief_sentences=sentences))


def told(*texts, sentences=0):
    return [s.text for s in found(*texts, sentences=sentences).brief if not s.disputed]


# Each report has it twice, so no statement holds all: that they met, and where they did.
TALKS = (
    "Anna Berg met Paul Roth on Thursday.\n\n"
    "Anna Berg and Paul Roth met in the town hall of Sund for talks on the ferry to Pell.\n\n"
    "The ferry to Pell has run for ninety years and carries nine hundred people a day.\n\n"
    "Rain fell on the harbour while children sold waffles.\n",
    "A dozen gulls watched from the roof.\n\n"
    "Nine hundred people take the ferry to Pell on each day, and it is ninety years old.\n\n"
    "The mayor of Sund, Anna Berg, met shipping magnate Paul Roth on Thursday, the harbour office told reporters.\n\n"
    "Berg and Roth convened in the town hall of Sund for talks on the ferry to Pell.\n",
    "Fuel is dear, as every skipper knows.\n\n"
    "On Thursday, Paul Roth was met by Anna Berg, who offered him coffee and a chair with a view.\n\n"
    "For talks on the ferry to Pell, Paul Roth and Anna Berg met in the town hall of Sund.\n",
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_an_act_of_the_same_parties_is_told_once_whatever_one_report_calls_it(order):
    both = told(*(TALKS[i] for i in order), sentences=2)
    assert sum("Berg" in text for text in both) == 1
    assert any("ninety years" in text for text in both)


VERDICT = (
    "A court in Pell sentenced Captain Paul Roth to nine years in prison on Monday for smuggling tobacco.\n\n"
    "Snow lay on the steps.\n\n"
    "The ferry Alma had been stopped with ninety passengers on board, some of them children.\n",
    "Tobacco smuggler Paul Roth, a captain, has been given a nine-year prison term at a court in Pell.\n\n"
    "His lawyer wore a green tie.\n\n"
    "On board were ninety passengers when customs officers stopped the ferry Alma off Sund.\n",
    "Captain Roth will go to prison for nine years over the tobacco, a court in Pell decided on Monday.\n\n"
    "The café opposite was full.\n\n"
    "Passengers, ninety of them, waited for hours on the ferry Alma after it was stopped.\n",
)


def test_what_is_told_in_other_words_is_not_told_again_before_the_rest():
    both = told(*VERDICT, sentences=2)
    assert sum("prison" in text for text in both) == 1
    assert any("ninety" in text.lower() for text in both)


def test_words_weigh_what_other_sources_have_of_them_and_what_they_tell():
    findings = found(
        "The smuggler Roth fled from Pell.",
        "The smuggler Roth sank a yacht.",
        "Roth was caught.",
    )
    weights = SharedWords(findings.collation, findings.lineage).of("The smuggler Roth fled in a yacht.")
    # One report alone has that he fled, and one the yacht.
    assert set(weights) == {"the", "smuggler", "roth"}
    assert weights["roth"] > weights["smuggler"] > weights["the"]


def test_a_reprint_is_no_other_source_of_words():
    text = "The smuggler Roth fled from Pell on Monday with ninety crates of tobacco on the ferry Alma."
    findings = found(text, text.replace("smuggler", "smugler"), "Roth was caught.")
    assert len(findings.lineage.groups) == 2
    assert set(SharedWords(findings.collation, findings.lineage).of(text)) == {"roth"}


MEETINGS = (
    "Anna Berg met Paul Roth and Mary Lunde in Sund on Thursday.\n\nSnow fell on the harbour until noon.\n",
    "On Thursday Anna Berg met Paul Roth in Sund, the harbour office said.\n\n"
    "Berg also met Mary Lunde, the office said in the evening.\n",
    "In the old town hall of Sund, Anna Berg met Mary Lunde, a shipping magnate, for a whole hour.\n",
    "Anna Berg met Paul Roth on Thursday, before lunch and without any cameras.\n",
)


def told_by_the_first(*texts):
    """The reports that have something of what the first sentence of the first report tells."""
    findings = found(*texts)
    first = next(candidates(findings.collation, findings.lineage, Sides(findings.collation, ())))
    return {ref.article for s in first.statements for ref in findings.collation.statements[s].claims}


def test_a_sentence_on_two_acts_at_once_tells_what_others_tell_of_one():
    assert told_by_the_first(*MEETINGS) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "other",
    [
        "In the old town hall of Sund, Anna Berg sued Mary Lunde, a shipping magnate, over a pier.\n",
        "In the old town hall of Sund, Anna Berg met Ivar Holm, a shipping magnate, for a whole hour.\n",
    ],
)
def test_another_act_or_party_is_not_told_by_it(other):
    assert told_by_the_first(MEETINGS[0], MEETINGS[3], other) == {0, 1}
