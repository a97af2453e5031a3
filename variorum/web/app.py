"""The application: pages over a store's view, with what guards them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.version import __version__
from variorum.web import errors
from variorum.web.assets import assets
from variorum.web.guard import Guard
from variorum.web.identity import Door
from variorum.web.settling import Settler
from variorum.web.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from variorum.web.settings import WebSettings

_FOREVER = "public, max-age=31536000, immutable"


def create_app(settings: WebSettings) -> FastAPI:
    """The pages of the store that the settings name. Raises `StoreError` where there is none."""
    from variorum.store import View

    site = Site(settings, Door(settings), View(settings.db), Settler(settings.db))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        site.settler.close()
        site.view.close()

    app = FastAPI(
        title="variorum",
        version=__version__,
        description="Stories, their editions, articles, speakers and outlets in a store of variorum. Each page of the "
        "desk has a twin here under the same address with .json behind it.",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    app.state.site = site
    app.add_middleware(Guard, hosts=settings.hosts, fault=errors.fault)
    errors.install(app)
    app.add_api_route("/assets/{digest}/{name}", _asset, include_in_schema=False)
    app.add_api_route("/robots.txt", _robots, include_in_schema=False)
    _mount(app)
    return app


def _mount(app: FastAPI) -> None:
    from variorum.web.pages import (
        about,
        article,
        downloads,
        judge,
        login,
        outlets,
        search,
        speakers,
        status,
        stories,
        story,
    )

    for module in (login, judge, stories, downloads, story, article, search, speakers, outlets, status, about):
        app.include_router(module.router)


def _asset(digest: str, name: str) -> Response:
    """A style sheet or script; its address changes with its content, so it can be kept for ever."""
    found = assets().get(name)
    if found is None or digest != found.digest:
        raise HTTPException(404, "There is no such file.")
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": _FOREVER})


def _robots() -> Response:
    """Search engines stay out: what is here are other people's articles."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
