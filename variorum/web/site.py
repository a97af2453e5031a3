"""What every request can reach: the settings, the door, the store's view, and how a page is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import HTMLResponse

from variorum.web.session import COOKIE, LIFETIME
from variorum.web.templating import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from variorum.store import View
    from variorum.web.identity import Door, Visitor
    from variorum.web.session import Session
    from variorum.web.settings import WebSettings
    from variorum.web.settling import Settler


@dataclass(frozen=True)
class Site:
    """One running application."""

    settings: WebSettings
    door: Door
    view: View
    settler: Settler

    def visitor(self, request: Request) -> Visitor:
        """Who asks, worked out once a request."""
        known: Visitor | None = getattr(request.state, "visitor", None)
        if known is None:
            known = request.state.visitor = self.door.visitor(request)
        return known

    def settle(self, story: str = "") -> None:
        """See to it that judgements are obeyed, and a story's edition made: by us, if no other process writes."""
        self.settler.ask(story)

    def page(
        self, request: Request, template: str, page: object, *, title: str = "", status: int = 200, **more: object
    ) -> Response:
        """Fill a template. A visitor who is shown a form gets the cookie it is tied to."""
        visitor = self.visitor(request)
        path = address(request)
        values: dict[str, Any] = {
            "page": page,
            "page_title": title,
            "site": self.settings,
            "visitor": visitor,
            "path": path,
            "here": "",
            "twin": "",
            "form_token": self.form_field(visitor),
            "link": linker(request),
        }
        html = environment().get_template(template).render(values | more)
        response = HTMLResponse(html, status)
        self.keep(request, response, visitor)
        return response

    def form_field(self, visitor: Visitor) -> Callable[[], Markup]:
        """Makes the hidden field that ties a form to the visitor's session."""

        def field() -> Markup:
            token = self.door.signer.form_token(visitor.session)
            return Markup('<input type="hidden" name="form_token" value="{}">').format(token)

        return field

    def keep(self, request: Request, response: Response, visitor: Visitor) -> None:
        """Set the session's cookie where it is new and forms need it."""
        if visitor.new and self.settings.judging:
            self.set_cookie(request, response, visitor.session)

    def set_cookie(self, request: Request, response: Response, session: Session) -> None:
        """The session's cookie: not for scripts, not for other sites' requests, over TLS only where TLS is used."""
        value, secure = self.door.signer.seal(session), self.door.over_tls(request)
        response.set_cookie(COOKIE, value, max_age=LIFETIME, httponly=True, samesite="lax", secure=secure)


def address(request: Request) -> str:
    """The path of a request as a link can hold it."""
    return quote(request.url.path, safe="/", errors="replace")


def linker(request: Request) -> Callable[..., str]:
    """Makes links to the same page with some parameters changed."""
    current = dict(request.query_params)

    def link(**changes: object) -> str:
        wanted = current | {name: str(value) for name, value in changes.items()}
        kept = {name: value for name, value in wanted.items() if value not in ("", "0") or name not in ("offset",)}
        return "?" + urlencode({name: value for name, value in kept.items() if value})

    return link
