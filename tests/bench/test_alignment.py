from variorum.bench.alignment import predict, reports
from variorum.bench.pairs import predict as predict_pairs
from variorum.encode import NgramEncoder

ROW = {
    "story": "x",
    "sentences": [
        {"article": "a", "text": "The ferry Alma sank off Norholm on Monday."},
        {"article": "b", "text": "Alma, a ferry, sank off Norholm on Monday."},
        {"article": "a", "text": "Rescuers saved 41 passengers of the Alma."},
        {"article": "c", "text": "Wheat prices doubled in Karland within a week."},
    ],
}


def test_sentences_are_found_again_in_their_reports() -> None:
    first, second, third = reports(ROW)
    assert first.rows == (0, 2) and second.rows == (1,) and third.rows == (3,)
    for report in (first, second, third):
        for row, start in zip(report.rows, report.starts, strict=True):
            assert report.article.text[start:].startswith(ROW["sentences"][row]["text"])


def test_sentences_of_one_event_are_paired() -> None:
    (answer,) = predict([ROW], NgramEncoder())
    assert answer["story"] == "x"
    assert [0, 1] in answer["pairs"]
    assert all(3 not in pair for pair in answer["pairs"])


def test_pairs_of_sentences() -> None:
    rows = [
        {"id": 1, "a": "The ferry Alma sank on Monday.", "b": "On Monday the ferry Alma sank."},
        {"id": 2, "a": "The ferry Alma sank on Monday.", "b": "Wheat prices doubled in Karland."},
        {"id": 3, "a": "", "b": "…"},
    ]
    assert [row["same"] for row in predict_pairs(rows, NgramEncoder())] == [True, False, False]
