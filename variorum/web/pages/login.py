"""Signing in with a token, and out."""

import asyncio
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from variorum.web.identity import clean_name
from variorum.web.session import COOKIE, Session
from variorum.web.site import Site
from variorum.web.twins import AnySite

router = APIRouter(include_in_schema=False)

_PATIENCE = 0.4
"""Seconds to wait after a wrong token, so that guessing is slow."""


class LoginForm(NamedTuple):
    """What the form shows."""

    next: str
    ask_name: bool
    problem: str = ""
    name: str = ""


@router.get("/login", name="login")
def form(request: Request, site: AnySite, next: str = "/") -> Response:  # noqa: A002 - the parameter's name
    """The form to sign in with."""
    _needs_tokens(site)
    return site.page(request, "login.html.j2", _form(site, next), title="Sign in")


@router.post("/login")
async def sign_in(
    request: Request,
    site: AnySite,
    token: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """Sign in: a right token starts a new session."""
    _needs_tokens(site)
    refusal = site.door.refusal(request, site.visitor(request), form_token)
    if refusal:
        raise HTTPException(403, refusal)
    found = site.door.token(token.strip())
    if found is None:
        await asyncio.sleep(_PATIENCE)
        page = _form(site, next, "This token is not known here.", name)
        return site.page(request, "login.html.j2", page, title="Sign in", status=403)
    user = found.name or clean_name(name)
    if not user:
        page = _form(site, next, "Please give your name; judgements are signed with it.")
        return site.page(request, "login.html.j2", page, title="Sign in", status=422)
    response = RedirectResponse(inside(next), 303)
    site.set_cookie(request, response, Session.fresh(user))
    return response


@router.post("/logout")
def sign_out(request: Request, site: AnySite, form_token: Annotated[str, Form()] = "") -> Response:
    """Forget the session."""
    refusal = site.door.refusal(request, site.visitor(request), form_token)
    if refusal:
        raise HTTPException(403, refusal)
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def inside(address: str) -> str:
    """An address on this server to go on to; the front page for any other."""
    parts = urlsplit(address)
    safe = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if safe and not parts.scheme and not parts.netloc and address.isprintable() else "/"


def _form(site: Site, then: str, problem: str = "", name: str = "") -> LoginForm:
    ask = any(not t.name for t in site.settings.tokens)
    return LoginForm(inside(then), ask, problem, clean_name(name))


def _needs_tokens(site: Site) -> None:
    if site.settings.read_only or not site.settings.tokens or site.settings.user_header:
        raise HTTPException(403, "Nobody can sign in here.")
