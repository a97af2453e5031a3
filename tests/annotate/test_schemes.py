"""German and Chinese trees in the labels of their treebanks, turned into those that clauses and roles are read off."""

from __future__ import annotations

import pytest
from annotate.foreign_trees import CHINESE, GERMAN
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate import passives, stanford_chinese, tiger
from variorum.annotate.schemes import reading
from variorum.annotate.universal import Word, known

TIGER = frozenset({"sb", "oa", "oc", "nk", "mo", "cd", "cj", "ROOT"})
ANCORA = frozenset({"nsubj", "obj", "obl", "aux", "case", "ROOT"})
STANFORD = frozenset({"nsubj", "dobj", "nmod:prep", "auxpass", "nsubjpass", "ROOT"})


def tree(labels, text):
    """The turned words of a sentence written as in `foreign_trees`, each with its relation and the word above it."""
    rows = [word.split("/") for word in text.split(" ")]
    words = [Word(text, pos, "".join(more), dep, int(head), tag) for text, pos, tag, dep, head, *more in rows]
    found = reading(labels)(words)
    return {w.text: (w.dep, found[w.head].text) for w in found}, {w.text: w.tag for w in found}


def german(text):
    return tree(TIGER, text)[0]


def test_a_scheme_is_told_by_its_labels():
    assert reading(frozenset({"nsubj", "obj", "aux:pass"})) is known
    assert reading(ANCORA) not in (known, None)
    assert reading(frozenset({"nsubj", "dobj", "prep", "pobj"})) is known
    assert reading(TIGER) not in (known, None)
    assert reading(STANFORD) not in (known, None, reading(TIGER))
    assert reading(frozenset({"subj", "att", "root"})) is None
    assert reading(frozenset()) is None


def test_an_auxiliary_hangs_on_its_verb_and_brings_what_hung_on_it():
    found, tags = tree(TIGER, GERMAN.splitlines()[7])
    assert found["verletzt"] == ("ROOT", "verletzt")
    assert found["hat"] == ("aux", "verletzt")
    assert found["Explosion"] == ("nsubj", "verletzt")
    assert found["Arbeiter"] == ("dobj", "verletzt")
    assert found["zwölf"] == ("nummod", "Arbeiter")
    assert tags["verletzt"] == "VBD"


def test_two_auxiliaries_of_a_passive():
    found, tags = tree(TIGER, GERMAN.splitlines()[4])
    assert found["verletzt"] == ("ROOT", "verletzt")
    assert (found["sind"], found["worden"]) == (("aux", "verletzt"), ("auxpass", "verletzt"))
    assert found["Arbeiter"] == ("nsubjpass", "verletzt")
    assert (found["bei"], found["Explosion"]) == (("prep", "verletzt"), ("pobj", "bei"))
    assert tags["verletzt"] == "VBN"


def test_who_acts_in_a_passive():
    found = german(GERMAN.splitlines()[2])
    assert found["Direktor"] == ("nsubjpass", "beschuldigt")
    assert (found["vom"], found["Gewerkschafter"]) == (("agent", "beschuldigt"), ("pobj", "vom"))
    assert (found["Brandt"], found["Paul"]) == (("appos", "Direktor"), ("compound", "Brandt"))


def test_werden_with_an_infinitive_is_no_passive():
    found = german("Lind/PROPN/NE/sb/1 wird/AUX/VAFIN/ROOT/1 gehen/VERB/VVINF/oc/1")
    assert (found["wird"], found["Lind"]) == (("aux", "gehen"), ("nsubj", "gehen"))


def test_a_clause_that_says_something_and_an_infinitive_that_does_not():
    found = german(GERMAN.splitlines()[8])
    assert found["geprüft"] == ("ccomp", "sagte")
    assert (found["dass"], found["nicht"], found["sei"]) == (
        ("mark", "geprüft"),
        ("neg", "geprüft"),
        ("aux", "geprüft"),
    )
    asked = german("Sie/PRON/PPER/sb/1 bat/VERB/VVFIN/ROOT/1 zu/PART/PTKZU/pm/3 gehen/VERB/VVINF/oc/1")
    assert asked["gehen"] == ("xcomp", "bat")


def test_the_copula_is_left_as_the_head():
    found = german("Lind/PROPN/NE/sb/1 ist/AUX/VAFIN/ROOT/1 Richter/NOUN/NN/pd/1 in/ADP/APPR/mnr/2 Vik/PROPN/NE/nk/3")
    assert (found["Lind"], found["Richter"]) == (("nsubj", "ist"), ("attr", "ist"))
    assert (found["in"], found["Vik"]) == (("prep", "Richter"), ("pobj", "in"))


def test_two_conjuncts_hang_on_the_first():
    found = german("Lind/PROPN/NE/sb/3 und/CCONJ/KON/cd/0 Berg/PROPN/NE/cj/1 gingen/VERB/VVFIN/ROOT/3")
    assert (found["und"], found["Berg"]) == (("cc", "Lind"), ("conj", "Lind"))


def test_parts_of_a_noun_phrase():
    found = german(
        "Ihr/DET/PPOSAT/nk/2 alter/ADJ/ADJA/nk/2 Freund/NOUN/NN/sb/3 singt/VERB/VVFIN/ROOT/3 "
        "Lieder/NOUN/NN/oa/3 des/DET/ART/nk/6 Volkes/NOUN/NN/ag/4 vor/PART/PTKVZ/svp/3"
    )
    assert (found["Ihr"], found["alter"]) == (("poss", "Freund"), ("amod", "Freund"))
    assert (found["Volkes"], found["vor"]) == (("nmod", "Lieder"), ("prt", "singt"))


def test_a_relation_that_is_not_known_is_dep():
    assert german("So/X/XY/zz/1 geht/VERB/VVFIN/ROOT/1 es/PRON/PPER/ep/1")["So"] == ("dep", "geht")


def spanish(text):
    return tree(ANCORA, text)[0]


def test_a_passive_that_has_no_relation_is_told_by_its_auxiliary():
    found = spanish(
        "director/NOUN//nsubj/3 ha/AUX//aux/3 sido/AUX//aux/3 acusado/VERB//ROOT/3/VerbForm=Part por/ADP//case/5 "
        "sindicalista/NOUN//obj/3"
    )
    assert (found["director"], found["ha"], found["sido"]) == (
        ("nsubjpass", "acusado"),
        ("aux", "acusado"),
        ("auxpass", "acusado"),
    )
    assert (found["por"], found["sindicalista"]) == (("agent", "acusado"), ("pobj", "por"))


def test_what_only_looks_like_that_passive():
    perfect = spanish(
        "ella/PRON//nsubj/2 ha/AUX//aux/2 acusado/VERB//ROOT/2/VerbForm=Part a/ADP//case/4 juez/NOUN//obj/2"
    )
    assert (perfect["ella"], perfect["juez"]) == (("nsubj", "acusado"), ("dobj", "acusado"))
    reason = spanish(
        "casa/NOUN//nsubj/2 fue/AUX//aux/2 vendida/VERB//ROOT/2/VerbForm=Part por/ADP//case/4 dinero/NOUN//obl/2"
    )
    assert (reason["casa"], reason["por"]) == (("nsubjpass", "vendida"), ("prep", "vendida"))
    active = spanish("ella/PRON//nsubj/1 lucha/VERB//ROOT/1/VerbForm=Fin por/ADP//case/3 paz/NOUN//obj/1")
    assert active["paz"] == ("dobj", "lucha")


def test_chinese_differs_by_names():
    found = tree(STANFORD, CHINESE.splitlines()[0])[0]
    assert (found["警方"], found["主任"]) == (("nsubj", "逮捕"), ("dobj", "逮捕"))
    assert (found["昨天"], found["了"]) == (("npadvmod", "逮捕"), ("aux", "逮捕"))


def test_chinese_prepositions_below_verbs_and_below_nouns():
    found = tree(
        STANFORD,
        "他/PRON/PN/nsubj/3 在/ADP/P/case/2 上海/PROPN/NR/nmod:prep/3 工作/VERB/VV/ROOT/3 了/PART/AS/aux:asp/3",
    )[0]
    assert (found["在"], found["上海"]) == (("prep", "工作"), ("pobj", "在"))
    found = tree(STANFORD, "对/ADP/P/case/1 他/PRON/PN/nmod:prep/2 批评/NOUN/NN/ROOT/2")[0]
    assert found["他"] == ("nmod", "批评")


def test_who_acts_in_a_chinese_passive():
    found = tree(STANFORD, CHINESE.splitlines()[1])[0]
    assert found["主任"] == ("nsubjpass", "逮捕")
    assert (found["被"], found["警方"]) == (("agent", "逮捕"), ("pobj", "被"))
    short = tree(STANFORD, "主任/NOUN/NN/nsubjpass/2 被/VERB/SB/auxpass/2 逮捕/VERB/VV/ROOT/2")[0]
    assert (short["主任"], short["被"]) == (("nsubjpass", "逮捕"), ("auxpass", "逮捕"))


@pytest.mark.parametrize("scheme", [tiger.universal, stanford_chinese.universal, passives.universal])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["NOUN", "VERB", "AUX", "ADP", "CCONJ", "PROPN", "ADJ"]),
            st.sampled_from(["VAFIN", "VAPP", "VVPP", "VVINF", "VMFIN", "NN", "KON"]),
            st.sampled_from(
                ["sb", "oa", "oc", "cd", "cj", "nk", "mo", "nsubj", "auxpass", "nsubjpass", "nmod:prep", "?"]
            ),
            st.integers(0, 100),
        ),
        max_size=12,
    )
)
def test_a_tree_stays_a_tree(scheme, rows):
    """Whatever hangs on whatever: every word keeps its place and reaches a root."""
    words = [Word("wurde", pos, "", dep, i and above % i, tag) for i, (pos, tag, dep, above) in enumerate(rows)]
    for found in (scheme(words), known(scheme(words))):
        assert [w.text for w in found] == [w.text for w in words]
        for i in range(len(found)):
            here = i
            for _ in found:
                here = found[here].head
            assert found[here].head == here
