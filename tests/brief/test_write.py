import re
from dataclasses import replace

import pytest
from stories import articles, harbour

from variorum.brief import grammar, unsupported_words, write
from variorum.brief.told import acts, same_act, told
from variorum.brief.topics import topic
from variorum.edition import build, verify
from variorum.encode import NgramEncoder
from variorum.model import DiscrepancyKind, Verdict
from variorum.pipeline import find
from variorum.settings import Settings

FERRY = {
    "dawn": (
        "Dawn",
        "2025-05-02",
        "The ferry Alma ran aground off Pell on Thursday with 120 passengers on board, the coast guard said.\n\n"
        "Tugs pulled the ferry free in the evening. Nobody was hurt.\n",
    ),
    "dusk": (
        "Dusk",
        "2025-05-02",
        "The ferry Alma ran aground off Pell on Thursday. The coast guard said 180 passengers were on board.\n\n"
        "Tugs pulled the ferry free in the evening.\n",
    ),
}


def cited(findings, sentence):
    texts = [a.article.text for a in findings.collation.articles]
    return [texts[article][start:end] for article, start, end in sentence.citations]


def outlets(findings):
    return [a.article.outlet for a in findings.collation.articles]


def test_every_word_is_in_what_is_cited_or_in_the_grammar():
    for findings in (harbour(), find(articles(FERRY), NgramEncoder(), Settings(one_story=True))):
        assert findings.brief
        for sentence in findings.brief:
            assert unsupported_words(sentence.text, cited(findings, sentence), outlets(findings)) == set()


def test_an_invented_word_is_found():
    assert unsupported_words("The mayor resigned.", ["The mayor spoke."], []) == {"resigned"}


def test_agreed_facts_come_first():
    findings = find(articles(FERRY), NgramEncoder(), Settings(one_story=True))
    disputed = [sentence.disputed for sentence in findings.brief]
    assert disputed == sorted(disputed)


def test_what_all_report_is_in_it_and_what_one_adds_is_not_first():
    first = harbour().brief[0].text
    assert "harbour" in first
    assert "Ebba Stone" not in first


def test_no_sentence_leans_on_one_that_is_not_there():
    for sentence in harbour().brief:
        assert not re.match(r"(he|she|it|they|but|however)\b", sentence.text, re.IGNORECASE)


def test_a_limit_is_kept():
    findings = find(articles(FERRY), NgramEncoder(), Settings(one_story=True, brief_sentences=1))
    assert sum(not sentence.disputed for sentence in findings.brief) == 1


def test_speech_without_its_speaker_is_not_told():
    reports = {
        "one": ("One", "2025-05-02", "The mine in Karr will close.\n\n“Three hundred families will leave.”\n"),
        "two": ("Two", "2025-05-02", "The mine in Karr will close in autumn, its owner said.\n"),
    }
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    assert not any("families" in sentence.text for sentence in findings.brief)


def test_a_sentence_cites_the_other_articles_that_state_it():
    findings = harbour()
    articles_cited = [{article for article, _, _ in sentence.citations} for sentence in findings.brief]
    assert max(map(len, articles_cited)) == 3
    for sentence in findings.brief:
        assert len({article for article, _, _ in sentence.citations}) <= 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ann called Bob “a friend”", "Ann called Bob ‘a friend’"),
        ('Ann called Bob "a friend" twice', "Ann called Bob ‘a friend’ twice"),
        ('Ann called Bob his "old friend', "Ann called Bob his old friend"),
        ("“Leave”", "Leave"),
        ("it “goes", "it goes"),
    ],
)
def test_marks_inside_marks(words, expected):
    assert grammar.nested(words) == expected


def test_a_sentence_with_a_stop_in_its_middle_is_not_told():
    reports = {
        "one": (
            "One",
            "2025-05-02",
            "The mine in Karr closed on Friday. to show that it means it.\n\nThe mine is old.\n",
        ),
        "two": ("Two", "2025-05-02", "The mine in Karr was closed on Friday, its owner said.\n"),
    }
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    assert not any("Friday. to" in sentence.text for sentence in findings.brief)


def test_a_sentence_that_goes_on_from_another_is_not_the_first_choice():
    reports = {
        "one": (
            "One",
            "2025-05-02",
            "Minister Karl Oduya also opened a mill in Karr on Friday.\n\n"
            "Minister Karl Oduya opened the new mill in Karr on Friday.\n\nThe mill cost nine million euros.\n",
        ),
        "two": ("Two", "2025-05-02", "Karl Oduya, the minister, opened the mill in Karr on Friday.\n"),
    }
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True, brief_sentences=1))
    assert "also" not in findings.brief[0].text


LOOKING_BACK = {
    "dawn": (
        "Dawn",
        "2025-05-02",
        "The ferries of Pell have never been as safe as they are today. This is according to Mayor Anna Berg, "
        "who opened the new pier of Pell on Thursday.\n\nThe pier of Pell cost nine million crowns.\n",
    ),
    "dusk": (
        "Dusk",
        "2025-05-02",
        "Mayor Anna Berg opened the new pier of Pell on Thursday. "
        "The ferries of Pell were safer than ever, she said.\n\n"
        "The pier of Pell cost nine million crowns.\n",
    ),
}


def test_what_somebody_says_is_not_told_as_a_fact():
    findings = find(articles(LOOKING_BACK), NgramEncoder(), Settings(one_story=True))
    assert any("nine million" in sentence.text for sentence in findings.brief)
    assert not any(sentence.text.startswith("The ferries of Pell have never") for sentence in findings.brief)


def test_words_that_begin_inside_their_marks_lose_them():
    words = "is aimed at nobody” and that Pell would join no “blocs or alliances"
    assert grammar.nested(words) == "is aimed at nobody and that Pell would join no blocs or alliances"


TIES = {
    "one": (
        "One",
        "2025-05-02",
        "Mayor Anna Berg praised the ties with Pell, saying they were “at their best level in history”, at a meeting "
        "on Thursday.\n\nThe pier of Pell cost nine million crowns.\n",
    ),
    "two": (
        "Two",
        "2025-05-02",
        "“The ties with Pell are at their best point in history,” Mayor Anna Berg said on Thursday.\n\n"
        "The new pier of Pell cost nine million crowns.\n",
    ),
    "three": (
        "Three",
        "2025-05-02",
        "The ties with Pell are “at their best level in history”, Mayor Anna Berg told reporters.\n\n"
        "“We will dig the harbour and we will pay the ferry,” she said.\n",
    ),
    "four": (
        "Four",
        "2025-05-02",
        "Mayor Anna Berg said: “We will dig the harbour and we will pay the ferry.”\n\n"
        "“The ties with Pell are at their best point in history,” she added.\n",
    ),
}


def agreed(findings):
    return [sentence.text for sentence in findings.brief if not sentence.disputed]


def test_one_utterance_is_told_in_one_of_its_wordings():
    findings = find(articles({k: TIES[k] for k in ("two", "four")}), NgramEncoder(), Settings(one_story=True))
    assert sum("ties with Pell" in text for text in agreed(findings)) == 1


def test_an_utterance_whose_words_are_disputed_is_not_told_as_agreed():
    findings = find(articles(TIES), NgramEncoder(), Settings(one_story=True))
    assert not any("ties with Pell" in text for text in agreed(findings))
    assert sum("ties with Pell" in sentence.text for sentence in findings.brief) == 1


def test_sentences_of_which_one_has_a_condition_are_told_themselves():
    findings = find(articles(FERRY), NgramEncoder(), Settings(one_story=True))
    number = next(d for d in findings.discrepancies if d.verdict is Verdict.CONFLICT)
    values = ("without", "under a condition")
    readings = tuple(replace(r, value=v) for r, v in zip(number.readings, values, strict=True))
    mode = replace(number, kind=DiscrepancyKind.MODE, readings=readings, weight=0.9)
    brief = write(findings.collation, (mode,), findings.lineage, findings.coverage)
    assert brief[-1].text.startswith("Sources differ on whether it is said outright. Dawn: “The ferry Alma")
    assert not verify(build(replace(findings, discrepancies=(mode,), brief=brief)))


def test_quotation_marks_of_an_outlets_name_quote_nothing():
    named = {key: (f"The “{outlet}: East”", day, text) for key, (outlet, day, text) in FERRY.items()}
    findings = find(articles(named), NgramEncoder(), Settings(one_story=True))
    assert any("“Dawn: East”" in d.reason for d in findings.discrepancies)
    assert "The “Dawn: East”: “" in findings.brief[-1].text
    assert not verify(build(findings))


def test_the_clauses_of_a_longer_speech_tell_different_things():
    findings = find(articles(TIES), NgramEncoder(), Settings(one_story=True))
    what = told(findings.collation)
    words = {
        findings.collation.articles[ref.article].article.text[claim.start : claim.end]: kind
        for ref, (kind, _) in what.items()
        for claim in [findings.collation.claim(ref)]
    }
    assert words["We will dig the harbour"] == words["we will pay the ferry"] == "statement"
    assert words["The ties with Pell are at their best point in history"] == "utterance"


def acts_of(text):
    findings = find(articles({"one": ("One", "2025-05-02", text)}), NgramEncoder(), Settings(one_story=True))
    by_sentence = {}
    for ref in findings.collation.claim_refs:
        by_sentence.setdefault(findings.collation.claim(ref).sentence, []).append(ref)
    return [acts(findings.collation, refs) for refs in by_sentence.values()]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Anna Berg met Paul Roth in Pell.\n\nPaul Roth and Anna Berg met for an hour.\n", True),
        # Another act, other parties, one party alone.
        ("Anna Berg met Paul Roth in Pell.\n\nAnna Berg sued Paul Roth over a ferry.\n", False),
        ("Anna Berg met Paul Roth.\n\nAnna Berg met Mary Lunde.\n", False),
        ("Anna Berg met reporters.\n\nAnna Berg met a farmer.\n", False),
        # Where it was and what it was about are no parties.
        ("Anna Berg met Paul Roth in Pell.\n\nAnna Berg met Mary Lunde in Pell.\n", False),
    ],
)
def test_an_act_of_the_same_parties(text, same):
    first, second = acts_of(text)
    assert same_act(first, second) is same


def test_an_act_is_that_of_its_statement_with_every_verb_and_the_parties_that_most_have():
    reports = {
        "one": ("One", "2025-05-02", "Anna Berg met Paul Roth on Thursday.\n"),
        "two": ("Two", "2025-05-02", "Anna Berg and Paul Roth convened on Thursday.\n"),
        "three": ("Three", "2025-05-02", "On Thursday Anna Berg met Paul Roth and Mary Lunde.\n"),
    }
    collation = find(articles(reports), NgramEncoder(), Settings(one_story=True)).collation
    berg, roth = (next(i for i, e in enumerate(collation.entities) if name in e.name) for name in ("Berg", "Roth"))
    together = acts(collation, collation.claim_refs)
    assert together == (("convene", frozenset({berg, roth})), ("meet", frozenset({berg, roth})))


def swapped(one, other):
    reports = {"one": ("One", "2025-05-02", f"{one}\n"), "two": ("Two", "2025-05-02", f"{other}\n")}
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    (found,) = [d for d in findings.discrepancies if d.kind == "role" and d.verdict == "conflict"]
    return topic(findings.collation, found)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "On her way in, Berg called Roth her “old friend”.",
            "In turn, Roth called Berg “his old friend”.",
            "who called whom “old friend”",
        ),
        (
            "Anna Berg sued Paul Roth over the ferry contract on Thursday.",
            "Paul Roth sued Anna Berg over the ferry contract on Thursday.",
            "who sued whom",
        ),
        # The words in marks belong to another verb.
        (
            "Anna Berg sued Paul Roth over the ferry contract, calling it “a trap”.",
            "Paul Roth sued Anna Berg over the ferry contract, calling it “a trap”.",
            "who sued whom",
        ),
        # A passive has no verb that "who ... whom" could take.
        (
            "Anna Berg was sued by Paul Roth over the ferry contract on Thursday.",
            "Paul Roth was sued by Anna Berg over the ferry contract on Thursday.",
            "who did what to whom",
        ),
    ],
)
def test_a_swapped_act_is_named(one, other, expected):
    assert swapped(one, other) == expected


@pytest.mark.parametrize(
    ("told", "one", "other", "expected"),
    [
        ("A storm sank {} boats off Pell on Friday.", "seven", "nine", "the number of boats"),
        # A sum counts nothing.
        ("The pier of Pell cost {} million euros.", "seven", "nine", "a number"),
    ],
)
def test_a_dispute_over_a_count_names_what_is_counted(told, one, other, expected):
    reports = {"a": ("A", "2025-05-02", told.format(one)), "b": ("B", "2025-05-02", told.format(other))}
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    (found,) = [d for d in findings.discrepancies if d.kind == "number" and d.verdict == "conflict"]
    assert topic(findings.collation, found) == expected
    assert not verify(build(findings))


@pytest.mark.parametrize(("weight", "told"), [(0.9, True), (0.6, False)])
def test_a_conflict_that_is_not_sure_is_left_to_the_page(weight, told):
    findings = find(articles(FERRY), NgramEncoder(), Settings(one_story=True))
    discrepancies = tuple(replace(d, weight=weight) for d in findings.discrepancies if d.verdict == "conflict")
    assert discrepancies
    brief = write(findings.collation, discrepancies, findings.lineage, findings.coverage)
    assert any(sentence.disputed for sentence in brief) is told
    # What is contested is told as agreed by neither.
    assert not any("120" in s.text or "180" in s.text for s in brief if not s.disputed)


def test_the_brief_opens_with_what_opens_a_report():
    reports = {
        "one": (
            "One",
            "2025-05-02",
            "The mill is old.\n\nA fire destroyed the old mill in Karr on Friday and killed two people.\n\n"
            "Karr has four mills.\n\nIts river is slow.\n\nThe mill was built in 1890.\n\nPeople liked it.\n\n"
            "The mill employed ninety people when it was new, and later forty.\n",
        ),
        "two": (
            "Two",
            "2025-05-02",
            "A fire killed two people and destroyed the old mill in Karr on Friday.\n\nThe mill was built in 1890.\n",
        ),
    }
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    assert "fire" in agreed(findings)[0]


def short(*texts):
    reports = {f"r{n}": (f"Paper {n}", "2025-05-02", f"{text}\n") for n, text in enumerate(texts)}
    return agreed(find(articles(reports), NgramEncoder(), Settings(one_story=True)))


def test_short_sentences_are_told_where_there_are_no_others():
    told = short("The ferry Alma sank off Pell.", "Tugs raised the Alma.")
    assert told == ["The ferry Alma sank off Pell.", "Tugs raised the Alma."]


def test_a_short_sentence_is_not_told_beside_one_that_has_all_its_words():
    assert short("The ferry Alma sank.", "The ferry Alma sank Monday.") == ["The ferry Alma sank Monday."]


def test_short_sentences_are_not_told_where_there_are_enough_others():
    long = "\n\n".join(
        f"The {what} of Pell was closed on Thursday for repairs to its roof."
        for what in ("museum", "theatre", "library", "market", "station", "hospital", "school")
    )
    assert not any("Alma" in text for text in short(f"{long}\n\nThe Alma sank.", long))


def disputed_wordings(said):
    opening = "The council of Pell met on Thursday to speak about its harbour.\n\nMayor Anna Berg "
    reports = {name: (name.title(), "2025-05-02", f"{opening}{words}\n") for name, words in said.items()}
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    return [sentence.text for sentence in findings.brief if sentence.disputed]


def test_of_many_wordings_two_are_told_in_which_it_is_seen_what_differs():
    (dispute,) = disputed_wordings(
        {
            "one": "said the town would “dredge the harbour and pay for the ferry in the coming spring”.",
            "two": "said: “We are not going to wait, we will dredge the harbour and pay for the bridge next spring.”",
            "three": "said: “We are not going to wait, we will dredge the harbour and pay for the ferry next spring.”",
        }
    )
    assert "Two: “We are not going to wait" in dispute
    assert "Three: “We are not going to wait" in dispute


def test_of_wordings_that_are_alike_those_are_told_that_differ_most():
    (dispute,) = disputed_wordings(
        {
            "one": "said: “We sell no school and no ferry, we are just acting in the interest of our people.”",
            "two": "said: “We shut no school and no ferry, we are just acting in the interest of our people.”",
            "three": "said: “We shut no school and no harbour, we are just acting in the interest of our voters.”",
        }
    )
    assert "One: “We sell no school and no ferry" in dispute
    assert "Three: “We shut no school and no harbour" in dispute


MILL = {
    "one": (
        "One",
        "2025-05-02",
        "A dog named Otto slept through the fire in the old mill of Karr, its owner Ida Lund told a neighbour.\n\n"
        "A fire destroyed the old mill of Karr on Friday and killed two people, the police said.\n\n"
        "— The mill of Karr was built in 1890 by the Lund family and employed ninety people.\n\n"
        "A choir from Sund sang beside the ruins for an hour.\n\n"
        "The baker of Karr gave bread to all who had helped.\n\n"
        "Three cats were found alive in a cellar by children.\n\n"
        "The road to Sund was closed for half an hour because of hoses.\n",
    ),
    "two": (
        "Two",
        "2025-05-02",
        "A fire destroyed the old mill of Karr on Friday and killed two people, a spokeswoman for the region said.\n\n"
        "The mill of Karr was built in 1890 by the Lund family.\n\n"
        "Helicopters could not fly since fog lay over the valley until noon.\n\n"
        "Insurers expect to pay eleven million crowns, and the council will meet on Tuesday to hear experts.\n\n"
        "Its water wheel is on loan to a museum in Sund and was spared.\n",
    ),
}


def test_what_several_sources_have_stands_before_what_one_has_and_that_does_not_go_on_for_long():
    told = agreed(find(articles(MILL), NgramEncoder(), Settings(one_story=True)))
    assert "fire destroyed" in told[0]
    assert "built in 1890" in told[1]
    assert len(told) == 5


def test_a_sentence_is_told_without_the_dash_or_bullet_before_it():
    reports = {
        name: (outlet, day, text.replace("The mill", "— The mill")) for name, (outlet, day, text) in MILL.items()
    }
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    assert any(text.startswith("The mill of Karr was built in 1890 by the Lund family") for text in agreed(findings))


def test_words_are_told_as_most_sources_have_them_and_cite_all_who_have_them():
    said = {
        "one": "“The ferry is our best friend in the winter,” Mayor Anna Berg of Pell said on Thursday.",
        "two": "Mayor Anna Berg of Pell said on Thursday: “The ferry is our best friend in the winter.”",
        "three": "Mayor Anna Berg of Pell said on Thursday: “The ferry is our only friend in the winter.”",
    }
    more = {
        "one": "The pier of Pell cost nine million crowns in all.",
        "two": "In all nine million crowns were paid for the pier of Pell.",
        "three": "Nine million crowns is what the pier of Pell cost.",
    }
    reports = {n: (n.title(), "2025-05-02", f"{text}\n\n{more[n]}\n") for n, text in said.items()}
    findings = find(articles(reports), NgramEncoder(), Settings(one_story=True))
    # Written without the dispute, as on a page that has heavier ones.
    light = tuple(replace(d, weight=0.5) for d in findings.discrepancies)
    brief = write(findings.collation, light, findings.lineage, findings.coverage)
    told = [sentence for sentence in brief if "friend" in sentence.text]
    assert [("best" in sentence.text, sentence.disputed) for sentence in told] == [(True, False)]
    names = [findings.collation.articles[article].article.outlet for article, _, _ in told[0].citations]
    assert set(names) == {"One", "Two"}
