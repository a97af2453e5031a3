"""A page and its twin in JSON, made by one function."""

# The handlers' annotations are read when they are registered: no postponed ones here.
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from variorum.web.site import Site, address


def site_of(request: Request) -> Site:
    """The application's state."""
    found: Site = request.app.state.site
    return found


AnySite = Annotated[Site, Depends(site_of)]


def twins(
    router: APIRouter,
    path: str,
    model: type[Any],
    template: str,
    build: Callable[..., Any],
    *,
    name: str,
    part: str = "",
) -> None:
    """Serve what `build` returns, a `model`, under `path` as a page and under `path`.json as data.

    `part` is a template that is filled where the page's script asks for a part of a page. `build` declares its
    parameters as any FastAPI handler does; its docstring describes the twin. The front page's twin is /index.json.
    """
    twin = "/index.json" if path == "/" else f"{path}.json"

    def data(page: Any = Depends(build)) -> Response:  # noqa: B008 - how FastAPI declares what it hands in
        return as_json(model, page)

    def shown(request: Request, page: Any = Depends(build)) -> Response:  # noqa: B008
        wanted = part if part and request.headers.get("hx-request") else template
        return _fill(site_of(request), request, wanted, page)

    description = (build.__doc__ or "").strip()
    router.add_api_route(twin, data, response_model=model, name=f"{name}_json", summary=name, description=description)
    router.add_api_route(path, shown, name=name, include_in_schema=False)


def as_json(model: type[Any], page: Any, status: int = 200) -> Response:
    """A record as JSON: what is not text in UTF-8 (a lone surrogate) is written as an escape."""
    try:
        content = _adapter(model).dump_json(page)
    except ValueError:
        import json

        content = json.dumps(_adapter(model).dump_python(page, mode="python"), default=str).encode("ascii")
    return Response(content, status, media_type="application/json")


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(model: type[Any]) -> TypeAdapter[Any]:
    if model not in _ADAPTERS:
        _ADAPTERS[model] = TypeAdapter(model)
    return _ADAPTERS[model]


def _fill(site: Site, request: Request, template: str, page: Any) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    path = address(request)
    twin = ("/index" if path == "/" else path) + ".json" + query
    title = getattr(page, "heading", "")
    return site.page(request, template, page, title=title, twin=twin)
