"""How the pages are served: which store, to whom, and who may judge."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """A secret that lets somebody judge. With a `name` its holder signs with that name, else with one of their own."""

    secret: str = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What `create_app` needs to know.

    db: The store, a path or a URL; empty for the default place.
    read_only: Nobody can judge; there are no forms.
    tokens: Who can sign in. Without tokens and without `user_header` nobody can judge.
    user_header: The header in which a reverse proxy names who is signed in, or empty. Believed from `proxies` only.
    proxies: Addresses or networks of reverse proxies.
    hosts: Names under which the pages may be asked for, beside `localhost` and bare addresses.
    secret: Signs the cookies; the same secret lets them outlive a restart.
    """

    db: str = ""
    read_only: bool = False
    tokens: tuple[Token, ...] = ()
    user_header: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    hosts: tuple[str, ...] = ()
    secret: bytes = field(default=b"", repr=False)

    @property
    def judging(self) -> bool:
        """Whether anybody can judge."""
        return not self.read_only and bool(self.tokens or self.user_header)

    def key(self) -> bytes:
        """What cookies are signed with: from the secret, else from the tokens, else random."""
        if self.secret:
            return hashlib.sha256(b"variorum cookie\0" + self.secret).digest()
        if self.tokens:
            joined = "\0".join(f"{t.name}\0{t.secret}" for t in self.tokens)
            return hashlib.sha256(b"variorum cookie\0" + joined.encode("utf-8", "surrogatepass")).digest()
        return secrets.token_bytes(32)
