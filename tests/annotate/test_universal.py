"""Trees of Universal Dependencies, built by hand, in the labels that clauses and roles are read off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.universal import Word, known


def tree(*rows):
    """Words given as (text, part of speech, relation, head, features)."""
    return known([Word(text, pos, (*rest, "")[0], dep, head) for text, pos, dep, head, *rest in rows])


def labels(words):
    return [(w.text, w.dep, words[w.head].text) for w in words]


def test_an_object_and_a_recipient():
    found = tree(
        ("Lind", "PROPN", "nsubj", 1),
        ("donne", "VERB", "root", 1, "VerbForm=Fin"),
        ("une", "DET", "det", 3),
        ("clé", "NOUN", "obj", 1),
        ("lui", "PRON", "iobj", 1),
    )
    assert [w.dep for w in found] == ["nsubj", "ROOT", "det", "dobj", "dative"]


def test_the_passive_and_its_agent():
    found = tree(
        ("ouvriers", "NOUN", "nsubj:pass", 2, "Number=Plur"),
        ("sont", "AUX", "aux:pass", 2, "VerbForm=Fin"),
        ("blessés", "VERB", "root", 2, "Tense=Past|VerbForm=Part"),
        ("par", "ADP", "case", 4),
        ("explosion", "NOUN", "obl:agent", 2),
    )
    assert labels(found)[:2] == [("ouvriers", "nsubjpass", "blessés"), ("sont", "auxpass", "blessés")]
    assert labels(found)[3:] == [("par", "agent", "blessés"), ("explosion", "pobj", "par")]
    assert (found[0].tag, found[2].tag) == ("NNS", "VBN")


def test_a_perfect_tense_is_no_passive():
    found = tree(("a", "AUX", "aux:tense", 1), ("déclaré", "VERB", "root", 1, "Tense=Past|VerbForm=Part"))
    assert (found[0].dep, found[1].tag) == ("aux", "VBD")


def test_the_copula_heads_its_clause():
    found = tree(
        ("Lind", "PROPN", "nsubj", 3),
        ("n'", "ADV", "advmod", 3, "Polarity=Neg"),
        ("est", "AUX", "cop", 3),
        ("maire", "NOUN", "root", 3),
        ("pas", "ADV", "advmod", 3, "Polarity=Neg"),
        ("de", "ADP", "case", 6),
        ("Brest", "PROPN", "nmod", 3),
    )
    assert labels(found) == [
        ("Lind", "nsubj", "est"),
        ("n'", "advmod", "est"),
        ("est", "ROOT", "est"),
        ("maire", "attr", "est"),
        ("pas", "neg", "est"),
        ("de", "case", "Brest"),
        ("Brest", "nmod", "maire"),
    ]


def test_a_copula_with_a_preposition_says_where():
    found = tree(("est", "AUX", "cop", 2), ("à", "ADP", "case", 2), ("Brest", "PROPN", "root", 2))
    assert labels(found) == [("est", "ROOT", "est"), ("à", "prep", "est"), ("Brest", "pobj", "à")]


def test_a_time_without_a_preposition_stays_beside_its_verb():
    found = tree(("parle", "VERB", "root", 0), ("mardi", "NOUN", "obl:mod", 0))
    assert labels(found)[1] == ("mardi", "npadvmod", "parle")


def test_a_relative_clause_by_its_name_or_by_its_pronoun():
    plain = tree(("homme", "NOUN", "root", 0), ("vu", "VERB", "acl", 0))
    told = tree(("homme", "NOUN", "root", 0), ("vu", "VERB", "acl:relcl", 0))
    read = tree(("homme", "NOUN", "root", 0), ("qui", "PRON", "nsubj", 2, "PronType=Rel"), ("parle", "VERB", "acl", 0))
    assert (plain[1].dep, told[1].dep, read[2].dep, read[1].tag) == ("acl", "relcl", "relcl", "WP")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["NOUN", "VERB", "ADJ", "AUX", "ADP", "PRON", "X", ""]),
            st.sampled_from(["nsubj", "obj", "cop", "case", "obl", "obl:agent", "acl", "conj", "advmod", "dep", ""]),
            st.integers(0, 100),
        ),
        max_size=12,
    )
)
def test_a_tree_stays_a_tree(rows):
    """Whatever hangs on whatever: every word keeps its place and reaches a root."""
    words = [Word("w", pos, "", dep, i and above % i) for i, (pos, dep, above) in enumerate(rows)]
    found = known(words)
    assert [w.text for w in found] == [w.text for w in words]
    for i in range(len(found)):
        here = i
        for _ in found:
            here = found[here].head
        assert found[here].head == here
