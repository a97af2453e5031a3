"""What went wrong, told so that one can do something about it: as a page, or as JSON for programs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from variorum.store import StoreError, UnknownError
from variorum.web.twins import site_of

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response

log = logging.getLogger("variorum.web")

_TITLES = {
    400: "That does not work",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not this way",
    409: "It changed in the meantime",
    422: "That does not work",
    500: "A fault in variorum",
    503: "Not at the moment",
}


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(HTTPException, _refused)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _invalid)  # type: ignore[arg-type]
    app.add_exception_handler(UnknownError, _unknown)
    app.add_exception_handler(StoreError, _store)


def _refused(request: Request, error: HTTPException) -> Response:
    return told(request, error.status_code, str(error.detail), dict(error.headers or {}))


def _invalid(request: Request, error: RequestValidationError) -> Response:
    reasons = (f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors())
    return told(request, 422, "; ".join(reasons))


def _unknown(request: Request, error: Exception) -> Response:
    return told(request, 404, str(error))


def _store(request: Request, error: Exception) -> Response:
    log.warning("store: %s", error)
    return told(request, 503, str(error))


def fault(request: Request, error: Exception) -> Response:
    """The answer where a handler failed: the reason goes to the log, not to the asker."""
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return told(request, 500, "It was written to the log of the server. The store is as it was.")


def told(request: Request, status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    """An error as the asker can take it. `X-Reason` tells it to the page's script."""
    wants_json = request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
    title = _TITLES.get(status, "That does not work")
    response: Response
    if wants_json:
        response = JSONResponse({"error": title, "reason": reason}, status)
    else:
        response = site_of(request).page(request, "error.html.j2", reason, title=title, status=status)
    plain = " ".join(reason.encode("ascii", "replace").decode().split())[:300]
    response.headers.update({"X-Reason": plain} | (headers or {}))
    return response
