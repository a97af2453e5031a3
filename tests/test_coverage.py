from stories import harbour

from variorum.coverage import cover
from variorum.model import Lineage, Stance


def index_of(findings, words):
    """The statements with a claim that has these words."""
    c = findings.collation
    return {
        s
        for s, statement in enumerate(c.statements)
        if any(words in c.articles[ref.article].text_of(c.claim(ref)) for ref in statement.claims)
    }


def test_every_statement_has_a_stance_of_every_article():
    coverage = harbour().coverage
    assert {len(row) for row in coverage.stances} == {3}
    assert all(any(stance is not Stance.SILENT for stance in row) for row in coverage.stances)


def test_what_one_article_alone_has():
    findings = harbour()
    anchor = [a.article.id for a in findings.collation.articles].index("anchor")
    assert index_of(findings, "Ebba Stone") <= set(findings.coverage.exclusives[anchor])


def test_an_exclusive_is_nobody_elses():
    coverage = harbour().coverage
    for article, statements in enumerate(coverage.exclusives):
        for s in statements:
            assert [a for a, stance in enumerate(coverage.stances[s]) if stance is not Stance.SILENT] == [article]


def test_an_omission_is_what_most_others_have():
    findings = harbour()
    coverage = findings.coverage
    for article, statements in enumerate(coverage.omissions):
        for s in statements:
            assert coverage.stances[s][article] is Stance.SILENT
            assert coverage.independent_sources[s] >= 2


def test_reprints_count_once():
    findings = harbour()
    one_source = Lineage((), ((0, 1, 2),))
    coverage = cover(findings.collation, one_source)
    assert set(coverage.independent_sources) == {1}
    assert coverage.omissions == ((), (), ())


def test_an_article_omits_nothing_that_only_its_own_source_and_one_other_have():
    """A reprint that was cut leaves out what its original has: that is one other source less, not one more."""
    findings = harbour()
    lineage = Lineage((), ((0, 1), (2,)))
    coverage = cover(findings.collation, lineage)
    assert coverage.omissions == ((), (), ())
