"""Who sits before the browser: a signed cookie, and the tokens that tie a form to it.

The cookie holds a random number, the name of who signed in, and when. It is signed (HMAC-SHA-256), not secret. A form's
token is made from the cookie's random number with a fresh salt, so that no two forms hold the same characters.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from typing import Self

COOKIE = "variorum_session"
LIFETIME = 14 * 24 * 3600
"""Seconds after which one signs in again."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser: `nonce` tells it from others, `user` is who signed in with it, or empty."""

    nonce: str
    user: str = ""
    issued: int = 0

    @classmethod
    def fresh(cls, user: str = "") -> Self:
        """A session nobody had before."""
        return cls(secrets.token_urlsafe(18), user, int(time.time()))


class Signer:
    """Signs sessions and makes the tokens of forms."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def seal(self, session: Session) -> str:
        """The session as the value of a cookie."""
        body = _encode(json.dumps([session.nonce, session.user, session.issued]).encode())
        return f"{body}.{self._mac('cookie', body)}"

    def open(self, value: str, now: float | None = None) -> Session | None:
        """The session in a cookie; None where the signature is not ours or the time is over."""
        body, _, mac = value.rpartition(".")
        if not body or not hmac.compare_digest(mac.encode(), self._mac("cookie", body).encode()):
            return None
        try:
            nonce, user, issued = json.loads(_decode(body))
        except ValueError:
            return None
        age = (time.time() if now is None else now) - issued
        return Session(nonce, user, issued) if -60 <= age <= LIFETIME else None

    def form_token(self, session: Session) -> str:
        """A token for a form of this session, another one each time."""
        salt = secrets.token_urlsafe(9)
        return f"{salt}.{self._mac('form', session.nonce, session.user, salt)}"

    def fits(self, token: str, session: Session) -> bool:
        """Whether `form_token` made this token for this session."""
        salt, _, mac = token.partition(".")
        wanted = self._mac("form", session.nonce, session.user, salt)
        return bool(salt) and hmac.compare_digest(mac.encode("utf-8", "replace"), wanted.encode())

    def _mac(self, *parts: str) -> str:
        message = "\0".join(parts).encode("utf-8", "surrogatepass")
        return _encode(hmac.new(self._key, message, hashlib.sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
