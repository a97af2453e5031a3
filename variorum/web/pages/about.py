"""Keys, words, and what programs can ask for."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from variorum.web.twins import AnySite, twins

router = APIRouter(tags=["help"])

_KEYS = (
    ("j k", "the next, the previous entry of a list, discrepancy or quotation"),
    ("o", "open it"),
    ("/", "search"),
    ("?", "these keys"),
    ("Esc", "let go of the chosen statement"),
)
_JUDGING_KEYS = (("c x u", "confirm, reject the discrepancy at hand; undo its judgement"),)
_WORDS = (
    ("story", "Articles on one event."),
    ("edition", "All that was found about a story: what its articles state, where they differ, who copied whom."),
    ("statement", "What several articles, or one alone, state in one clause each."),
    ("discrepancy", "A place where reports differ: a conflict cannot be right on both sides, a variant changes the "
     "weight of the words, compatible readings only look different."),
    ("independent source", "Articles that derive from each other, or from one unseen text, are one source."),
    ("lineage", "Who derives from whom."),
    ("judgement", "What a person decided. It has an author and a time, can be undone, and survives every new edition."),
    ("silent edit", "A page that changed at its address without saying so."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A key or a word, and what it means; of several keys each stands for the part of the meaning in its place."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Help:
    """The keys that pages know, and the words that they use."""

    keys: tuple[Entry, ...]
    words: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return "Keys and words"


def help_page(site: AnySite) -> Help:
    """The keys that pages know, and the words that they use."""
    keys = (*_KEYS[:2], *(_JUDGING_KEYS if site.settings.judging else ()), *_KEYS[2:])
    return Help(tuple(Entry(*each) for each in keys), tuple(Entry(*each) for each in _WORDS))


twins(router, "/help", Help, "about.html.j2", help_page, name="help")


@router.get("/api", name="api", include_in_schema=False)
def api_page(request: Request, site: AnySite) -> Response:
    """What programs can ask for, from the OpenAPI document."""
    rows = []
    for path, methods in request.app.openapi()["paths"].items():
        for method, told in methods.items():
            if not (site.settings.read_only and method == "post"):
                rows.append((method.upper(), path, told.get("description", "").partition("\n\n")[0]))
    return site.page(request, "api.html.j2", rows, title="For programs", twin="/openapi.json")


@router.get("/edition.schema.json", include_in_schema=False)
def edition_schema() -> Response:
    """The JSON Schema of editions."""
    from variorum.edition.schema import schema

    return JSONResponse(schema())
