from variorum.lexicon.words import Relation, antonyms, classes, derivations, known, meanings, related


def test_synonyms_and_stems_are_near() -> None:
    assert related("buy", "purchase", "v").kind is Relation.SYNONYM
    assert related("resign", "resignation", "v", "n").kind is Relation.DERIVATION
    assert related("quake", "earthquake", "n").score > 0.8
    assert not meanings("explode").isdisjoint(meanings("explosion"))


def test_kinds_stand_above_each_other() -> None:
    assert related("murder", "kill", "v").kind is Relation.BROADER
    assert related("kill", "murder", "v").kind is Relation.NARROWER


def test_opposites_are_not_near() -> None:
    assert related("rise", "fall", "v").kind is Relation.ANTONYM
    assert related("rise", "fall", "v").score < 0.5
    assert "lose" in antonyms("win", "v")


def test_unrelated_words_have_no_relation() -> None:
    assert related("ferry", "harvest", "n").score == 0.0
    # Two things that both are in a town are still different things.
    assert related("hospital", "school", "n").score < 0.5


def test_odd_words() -> None:
    assert related("", "", "v").kind is Relation.SAME
    assert related("", "x").score == 0.0
    assert related("zzxqy", "walk", "v").kind is Relation.NONE
    assert related("a/n", "b/v").kind is Relation.NONE
    assert not known("zzxqy")
    assert classes("кот") == frozenset()


def test_classes_and_derivations() -> None:
    assert "verb.communication" in classes("announce", "v")
    assert "noun.person" in classes("minister", "n")
    assert "victory" not in derivations("win", "v")
    assert classes("Minister", "NOUN") == classes("minister", "n")


def test_relations_do_not_depend_on_the_order() -> None:
    for a, b in (("say", "tell"), ("win", "victory"), ("dead", "die"), ("kill", "die")):
        assert related(a, b).score == related(b, a).score
