import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from variorum.annotate import annotate, annotate_many
from variorum.annotate.pool import Annotators, Failure, chunks, spare
from variorum.extract import extract_all
from variorum.model import Annotated, Article, Metadata, Problem, RawDocument
from variorum.timing import spent_in_stages

_TEXT = (
    "The ferry {n} left Harle on Tuesday with {n} passengers.\n\n"
    '"We saw no ice at all," Captain Greta Hill said.\n\nThe harbour closed at noon.\n'
)


def made(count: int, language: str = "en", text: str = _TEXT) -> list[Article]:
    documents = (
        RawDocument(f"{n}.txt", text.format(n=n + 2), "text/plain", Metadata(id=f"a{n}", language=language))
        for n in range(count)
    )
    found = extract_all(documents, Metadata())
    return [article for article in found if not isinstance(article, Problem)]


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_the_number_of_processes_does_not_show(workers: int) -> None:
    articles = made(30)
    assert list(annotate_many(articles, workers=workers)) == annotate(articles)


def test_languages_mix_and_odd_texts_pass() -> None:
    articles = [
        *made(2),
        *made(2, "de", "Die Fähre {n} lief am Dienstag aus.\n"),
        Article("e", "", ()),
        *made(1, "", "\ud800 \x00 {n}\n"),
    ]
    assert list(annotate_many(articles, workers=1)) == annotate(articles)


def test_articles_are_read_a_few_ahead_only() -> None:
    read = 0

    def endless() -> Iterator[Article]:
        nonlocal read
        while True:
            read += 1
            yield from made(1)

    some = annotate_many(endless(), workers=2)
    for _ in range(10):
        next(some)
    some.close()
    assert read <= 80


def test_chunks_keep_the_order_and_a_long_article_is_alone() -> None:
    articles = [*made(10), Article("long", "word " * 20_000, ()), *made(3)]
    cut = list(chunks(articles))
    assert [article for chunk in cut for article in chunk] == articles
    assert [len(chunk) for chunk in cut] == [8, 2, 1, 3]
    assert list(chunks([])) == []


@pytest.mark.parametrize("workers", [0, 1])
def test_a_failure_costs_one_article_and_keeps_its_reason(workers: int) -> None:
    english, german = made(1), made(1, "de")
    with Annotators(workers, model="no_such_model") as annotators:
        first, second = annotators.outcomes([*english, *german])
    assert isinstance(first, Failure)
    assert first.article == english[0]
    assert "no_such_model" in str(first.error)
    assert isinstance(second, Annotated)


def test_a_failure_is_raised_where_no_outcome_is_wanted() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_model"):
        list(annotate_many(made(1), workers=1, model="no_such_model"))


def test_a_process_that_is_killed_costs_its_chunk() -> None:
    articles = made(40)
    with Annotators(2) as annotators:
        outcomes = annotators.outcomes(articles)
        found = [next(outcomes)]
        os.kill(annotators._workers[0].process.pid or 0, signal.SIGKILL)
        found.extend(outcomes)
    assert [outcome.article for outcome in found] == articles
    lost = [outcome for outcome in found if isinstance(outcome, Failure)]
    assert len(lost) <= 8
    assert all("process" in str(outcome.error) for outcome in lost)


def test_all_processes_killed_the_rest_is_done_here() -> None:
    articles = made(40)
    with Annotators(1) as annotators:
        outcomes = annotators.outcomes(articles)
        found = [next(outcomes)]
        os.kill(annotators._workers[0].process.pid or 0, signal.SIGKILL)
        found.extend(outcomes)
    assert [outcome.article for outcome in found] == articles
    assert sum(isinstance(outcome, Annotated) for outcome in found) >= 24


def test_a_second_job_ends_the_first() -> None:
    articles = made(30)
    with Annotators(1) as annotators:
        first = annotators.outcomes(articles)
        next(first)
        second = [outcome.article for outcome in annotators.outcomes(articles[:9])]
        assert second == articles[:9]
        with pytest.raises(RuntimeError, match="other articles"):
            list(first)


def test_the_time_of_the_processes_is_counted() -> None:
    before = spent_in_stages().get("annotate")
    list(annotate_many(made(8), workers=1))
    after = spent_in_stages()["annotate"]
    assert after.processor > (before.processor if before else 0.0)


def test_no_process_is_forked_beside_threads() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert spare() == 0
        assert len(list(annotate_many(made(2), workers=1))) == 2
    finally:
        done.set()
        thread.join()


def test_a_negative_number_of_processes_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Annotators(-1)


def doubled(number: int) -> int:
    return 2 * number


def of_a_process(_: None) -> int:
    return os.getpid()


def fails_elsewhere(pid: int) -> int:
    if os.getpid() != pid:
        raise ZeroDivisionError
    return pid


def never_ends_elsewhere(pid: int) -> int:
    while os.getpid() != pid:
        time.sleep(1)
    return pid


def test_other_work_is_done_by_a_process_that_has_none_and_annotation_goes_on() -> None:
    articles = made(30)
    with Annotators(2) as annotators:
        process = annotators.begin(of_a_process, None)
        assert process is not None
        # The last process is kept for annotation.
        assert annotators.begin(doubled, 4) is None
        assert len(list(annotators.outcomes(articles))) == 30
        assert process() not in (os.getpid(), 0)
        again = annotators.begin(doubled, 4)
        assert again is not None
        assert (again(), again()) == (8, 8)
        assert [outcome.article for outcome in annotators.outcomes(articles)] == articles


def test_processes_that_annotate_have_no_time_for_other_work() -> None:
    with Annotators(2) as annotators:
        found = annotators.outcomes(made(30))
        assert annotators.begin(doubled, 4) is None
        assert len(list(found)) == 30


def test_work_that_fails_elsewhere_or_is_lost_is_done_here() -> None:
    here = os.getpid()
    with Annotators(3) as annotators:
        failing, lost = annotators.begin(fails_elsewhere, here), annotators.begin(never_ends_elsewhere, here)
        assert failing is not None
        assert lost is not None
        os.kill(annotators._lent[-1].process.pid or 0, signal.SIGKILL)
        assert (failing(), lost()) == (here, here)
        assert annotators.begin(of_a_process, None) is not None


def test_without_processes_no_other_work_is_begun() -> None:
    with Annotators(0) as annotators:
        assert annotators.begin(doubled, 4) is None


def niceness(_: object) -> int:
    return os.nice(0)


@pytest.mark.skipif(not hasattr(os, "nice"), reason="the system knows no niceness")
def test_what_is_done_beside_leaves_a_core_to_the_process_that_asks() -> None:
    with Annotators(2) as annotators:
        beside = annotators.begin(niceness, None)
        assert beside is not None
        assert beside() > os.nice(0)
