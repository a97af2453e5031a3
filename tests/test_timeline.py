from stories import harbour


def dated(findings):
    c = findings.collation
    return {
        entry.time.value: {c.articles[r.article].text_of(c.claim(r)) for r in entry.claims}
        for entry in findings.timeline
    }


def test_what_is_told_stands_at_its_time_not_at_that_of_publication():
    found = dated(harbour())
    assert "2025-03-03" in found  # Monday, seen from Tuesday and from Wednesday
    assert not {"2025-03-04", "2025-03-05"} & set(found)


def test_precision_is_kept():
    entries = {entry.time.value: entry for entry in harbour().timeline}
    assert entries["1954"].time.precision == "year"
    assert entries["2025-03-03"].time.precision == "day"


def test_the_earliest_comes_first():
    earliest = [entry.time.earliest for entry in harbour().timeline]
    assert earliest == sorted(earliest)


def test_every_entry_rests_on_time_expressions():
    findings = harbour()
    for entry in findings.timeline:
        for article, start, end in entry.spans:
            assert findings.collation.articles[article].article.text[start:end].strip()
