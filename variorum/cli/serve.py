"""`variorum serve`: the desk in a browser."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.exits import DONE, FAILED, finish
from variorum.cli.groups import grouped
from variorum.cli.store_options import Db  # noqa: TC001 - typer reads the annotations

if TYPE_CHECKING:
    from variorum.web import Token, WebSettings

TOKEN_VARIABLE = "VARIORUM_TOKEN"  # noqa: S105 - the name of the variable


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are, and of which store."""

    host: Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 for all.")] = "127.0.0.1"
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0 for any free one.")] = 8000
    db: Db = ""
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Once ready, print a line of JSON: the address, and how one signs in to judge."),
    ] = False
    log_requests: Annotated[bool, typer.Option("--log-requests", help="Print a line for every request.")] = False


@dataclass(frozen=True, slots=True)
class Who:
    """Who may read and judge."""

    read_only: Annotated[bool, typer.Option("--read-only", help="For publishing: nobody can judge.")] = False
    token: Annotated[
        list[str] | None,
        typer.Option(
            "--token",
            metavar="[NAME=]SECRET",
            envvar=TOKEN_VARIABLE,
            help="Who knows it can judge; with NAME= in front its judgements are signed so. Repeatable. "
            "Without any, one is made up and printed.",
        ),
    ] = None
    user_header: Annotated[
        str, typer.Option("--user-header", metavar="NAME", help="The header in which a reverse proxy names the user.")
    ] = ""
    trust_proxy: Annotated[
        list[str] | None,
        typer.Option("--trust-proxy", metavar="ADDRESS", help="From whom to believe it; 127.0.0.1 and ::1 by default."),
    ] = None
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A host name these pages are asked for by. Repeatable."),
    ] = None

    @property
    def proxies(self) -> tuple[str, ...]:
        """Whom to believe."""
        return tuple(self.trust_proxy or ("127.0.0.1", "::1"))


@grouped
def serve(at: Address, who: Who) -> None:
    """Serve the desk: stories, editions, articles, speakers, outlets, search, and a place to judge.

    Everything comes from this machine. Reading needs no name; to judge one signs in with a token.

    Examples:

      variorum serve --db desk.db

      variorum serve --host 0.0.0.0 --port 80 --allow-host desk.example --read-only
    """
    for proxy in who.proxies:
        _check_network(proxy)
    finish(lambda: run(at, who))


def run(at: Address, who: Who) -> int:
    """Serve until interrupted; return the exit code."""
    import uvicorn

    from variorum.store import StoreError
    from variorum.web.app import create_app

    settings = _settings(at, who)
    try:
        _make_store(at.db, read_only=who.read_only)
        app = create_app(settings)
    except StoreError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return FAILED
    config = uvicorn.Config(
        app,
        host=at.host,
        port=at.port,
        log_level="info" if at.log_requests else "warning",
        access_log=at.log_requests,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = uvicorn.Server(config)
    try:
        listening = config.bind_socket()
    except SystemExit:
        sys.stderr.write(f"nothing can listen at {at.host}:{at.port}; choose another --port\n")
        return FAILED
    # From here on the system takes connections, so that whoever reads the announcement can connect at once.
    listening.listen(config.backlog)
    _announce(at, who, settings, _address(at.host, listening.getsockname()[1]))
    server.run(sockets=[listening])
    return DONE


def _settings(at: Address, who: Who) -> WebSettings:
    from secrets import token_urlsafe

    from variorum.web import WebSettings

    tokens = tuple(map(_token, who.token or ()))
    if not tokens and not who.user_header and not who.read_only:
        tokens = (_token(token_urlsafe(16)),)
    named = () if at.host in ("0.0.0.0", "::") else (at.host,)  # noqa: S104 - compared, not bound
    return WebSettings(
        db=at.db,
        read_only=who.read_only,
        tokens=tokens,
        user_header=who.user_header,
        proxies=who.proxies,
        hosts=(*(who.allow_host or ()), *named),
    )


def _token(told: str) -> Token:
    """`NAME=SECRET`, or a secret alone; one that ends in the signs of base64 is a secret alone."""
    from variorum.web import Token

    name, _, secret = told.partition("=")
    if name.strip() and secret.strip("="):
        return Token(secret, name.strip())
    if not told.strip():
        raise typer.BadParameter("a token cannot be empty", param_hint="--token")
    return Token(told)


def _make_store(db: str, *, read_only: bool) -> None:
    """An empty store where there is none yet, so that the first page can say how to fill it; an older one made new."""
    from variorum.store import NoStoreError, StoreError, View, Writer

    try:
        View(db).close()
    except StoreError as wrong:
        if read_only:
            raise
        Writer(db, wait=5.0).close()
        if isinstance(wrong, NoStoreError):
            sys.stderr.write("The store was not there yet: an empty one was made.\n")


def _address(host: str, port: int) -> str:
    reached = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104
    shown = f"[{reached}]" if ":" in reached else reached
    return f"http://{shown}:{port}/"


def _announce(at: Address, who: Who, settings: WebSettings, address: str) -> None:
    """Where the pages are, and how to judge: for people, or for a program that waits for it."""
    if at.as_json:
        sys.stdout.write(json.dumps(_ready(who, settings, address)) + "\n")
        sys.stdout.flush()
    lines = [] if at.as_json else [f"The desk is at {address} (Ctrl-C ends it).", _signing_in(who, settings)]
    if not settings.read_only and not _loopback(at.host) and not who.user_header:
        lines.append("Others can reach this address: put TLS in front of it before tokens travel over a network.")
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


def _ready(who: Who, settings: WebSettings, address: str) -> dict[str, str | None]:
    """`sign_in` is token, header or none (nobody can judge); `token` is the secret where one was made up."""
    how = "none" if settings.read_only else "header" if settings.user_header else "token"
    made_up = settings.tokens[0].secret if how == "token" and not who.token else None
    return {"address": address, "sign_in": how, "token": made_up}


def _signing_in(who: Who, settings: WebSettings) -> str:
    if settings.read_only:
        return "For reading only: nobody can judge."
    if settings.user_header:
        return f"Who judges is named by {who.user_header}, believed from {', '.join(who.proxies)}."
    if who.token:
        return "To judge, sign in with the token."
    return f"To judge, sign in with the token {settings.tokens[0].secret}"


def _loopback(host: str) -> bool:
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_network(address: str) -> None:
    from ipaddress import ip_network

    try:
        ip_network(address, strict=False)
    except ValueError as wrong:
        raise typer.BadParameter(f"{address!r} is no address or network", param_hint="--trust-proxy") from wrong
