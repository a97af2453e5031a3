"""Keys, words, and what programs can ask for."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from variorum.web.twins import AnySite

router = APIRouter(include_in_schema=False)

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


@router.get("/help", name="help")
def help_page(request: Request, site: AnySite) -> Response:
    """Keys and words."""
    return site.page(request, "about.html.j2", _WORDS, title="Keys and words")


@router.get("/api", name="api")
def api_page(request: Request, site: AnySite) -> Response:
    """What programs can ask for, from the OpenAPI document."""
    rows = []
    for path, methods in request.app.openapi()["paths"].items():
        for method, told in methods.items():
            if not (site.settings.read_only and method == "post"):
                rows.append((method.upper(), path, told.get("description", "").partition("\n\n")[0]))
    return site.page(request, "api.html.j2", rows, title="For programs")


@router.get("/edition.schema.json")
def edition_schema() -> Response:
    """The JSON Schema of editions."""
    from variorum.edition.schema import schema

    return JSONResponse(schema())
