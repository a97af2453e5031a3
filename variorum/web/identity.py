"""Who asks, and whether they may judge."""

from __future__ import annotations

import hmac
import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.web.session import COOKIE, Session, Signer

if TYPE_CHECKING:
    from starlette.requests import Request

    from variorum.web.settings import Token, WebSettings

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks.

    user: The name that judgements are signed with; empty for a reader.
    session: The browser's session; `new` tells that the cookie has still to be set.
    bearer: The request carries the token itself, which no foreign page can make a browser do.
    """

    user: str
    session: Session
    new: bool = False
    bearer: bool = False

    @property
    def may_judge(self) -> bool:
        """Whether this visitor can judge."""
        return bool(self.user)


class Door:
    """Tells who a request comes from, by the settings."""

    def __init__(self, settings: WebSettings) -> None:
        self.settings = settings
        self.signer = Signer(settings.key())
        self._proxies = [ipaddress.ip_network(p, strict=False) for p in settings.proxies]

    def visitor(self, request: Request) -> Visitor:
        """Who asks: by the proxy's header, a bearer token, or the cookie."""
        session = self.signer.open(request.cookies.get(COOKIE, ""))
        new = session is None
        session = session or Session.fresh()
        if self.settings.read_only:
            return Visitor("", session, new)
        if self.settings.user_header:
            return Visitor(self._named_by_proxy(request), session, new)
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer":
            token = self.token(secret.strip())
            name = token.name or clean_name(request.headers.get("x-variorum-author", "")) or "token" if token else ""
            return Visitor(name, session, new=False, bearer=bool(token))
        return Visitor(session.user if self.settings.tokens else "", session, new)

    def token(self, secret: str) -> Token | None:
        """The token with that secret; every token is compared, whichever fits."""
        found = None
        for token in self.settings.tokens:
            if hmac.compare_digest(token.secret.encode("utf-8", "replace"), secret.encode("utf-8", "replace")):
                found = token
        return found

    def refusal(self, request: Request, visitor: Visitor, form_token: str) -> str:
        """Why a form is not taken from this visitor, or empty. What comes with the token itself needs no form."""
        if visitor.bearer:
            return ""
        if not same_origin(request):
            return "The form was sent from another site."
        if visitor.new or not self.signer.fits(form_token, visitor.session):
            return "The form is too old or was not made here. Load the page again."
        return ""

    def over_tls(self, request: Request) -> bool:
        """Whether the browser came by TLS: to us, or to a proxy we believe."""
        forwarded = request.headers.get("x-forwarded-proto", "") if self._from_proxy(request) else ""
        return request.url.scheme == "https" or forwarded.casefold() == "https"

    def _named_by_proxy(self, request: Request) -> str:
        values = request.headers.getlist(self.settings.user_header)
        return clean_name(values[0]) if len(values) == 1 and self._from_proxy(request) else ""

    def _from_proxy(self, request: Request) -> bool:
        peer = request.client.host if request.client else ""
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._proxies)


def clean_name(name: str) -> str:
    """A name one can sign with: one line, nothing unprintable, not too long."""
    return " ".join(_UNPRINTABLE.sub(" ", name).split())[:LONGEST_NAME]


def same_origin(request: Request) -> bool:
    """Whether the browser says that the request comes from our own page. Old browsers that say nothing pass: the
    form's token still has to fit.
    """
    site = request.headers.get("sec-fetch-site", "")
    if site and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin") or request.headers.get("referer", "")
    if not origin:
        return True
    return urlsplit(origin).netloc.casefold() == request.headers.get("host", "").casefold()
