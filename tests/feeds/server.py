"""A real server of feeds and pages on this machine, whose contents a test changes while it runs."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RSS = "application/rss+xml"


@dataclass
class Resource:
    """What a path answers: a body with its validators, or a status with headers; `chunks` is sent slowly instead."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    validators: bool = True
    zipped: bool = False
    chunks: Callable[[], Iterator[bytes]] | None = None


@dataclass
class Site:
    """The paths of the server, and the requests it had: (path, headers) in order."""

    base: str = ""
    resources: dict[str, Resource] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    most_at_once: int = 0
    now: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, path: str, body: str | bytes = b"", **given: object) -> str:
        """Serve a body (or whatever is given) at a path; return its address."""
        raw = body.encode() if isinstance(body, str) else body
        self.resources[path] = Resource(raw, **given)  # type: ignore[arg-type]
        return self.base + path

    def page(self, path: str, title: str, *paragraphs: str, site: str = "", **given: object) -> str:
        """Serve an article's page."""
        name = f'<meta property="og:site_name" content="{escape(site)}">' if site else ""
        text = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
        body = (
            f"<!DOCTYPE html><html lang=en><head><title>{escape(title)}</title>{name}</head>"
            f"<body><article><h1>{escape(title)}</h1>{text}</article></body></html>"
        )
        return self.put(path, body, **given)

    def rss(self, path: str, *items: str, head: str = "", **given: object) -> str:
        """Serve an RSS feed of items, each the inside of its element."""
        body = (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content='
            f'"http://purl.org/rss/1.0/modules/content/"><channel><title>The Wire</title><link>{self.base}/</link>'
            f"<description>News</description>{head}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
        )
        return self.put(path, body, **{"kind": RSS, **given})

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(each[0] == path for each in self.requests)

    def headers(self, path: str) -> list[dict[str, str]]:
        """The headers of the requests for a path."""
        return [each[1] for each in self.requests if each[0] == path]


def item(link: str, title: str = "News", more: str = "") -> str:
    """The inside of an RSS item."""
    return f"<title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>{more}"


class _Handler(BaseHTTPRequestHandler):
    site: Site
    inside = False
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        site = self.site
        self.inside = True
        with site.lock:
            site.now += 1
            site.most_at_once = max(site.most_at_once, site.now)
            site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
        try:
            self._answer(site.resources.get(self.path, Resource(status=404)))
        except OSError:
            pass
        finally:
            self._leave()

    def _leave(self) -> None:
        """Count the request as over: before its last bytes go out, since whoever has them may ask again at once."""
        with self.site.lock:
            self.site.now -= self.inside
            self.inside = False

    def _answer(self, found: Resource) -> None:
        tag = f'"{sha256(found.body).hexdigest()[:16]}"'
        if found.status == 200 and found.validators and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self._leave()
            self.end_headers()
            return
        body = gzip.compress(found.body) if found.zipped else found.body
        self.send_response(found.status)
        self.send_header("Content-Type", found.kind)
        if found.validators and found.status == 200:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", formatdate(1_700_000_000, usegmt=True))
        if found.zipped:
            self.send_header("Content-Encoding", "gzip")
        for name, value in found.headers.items():
            self.send_header(name, value)
        if found.chunks:
            self.send_header("Connection", "close")
            self.end_headers()
            for chunk in found.chunks():
                self.wfile.write(chunk)
            self.close_connection = True
            return
        self.send_header("Content-Length", str(len(body)))
        self._leave()
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of the loopback network."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    running.daemon_threads = True
    site.base = f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        running.shutdown()
        running.server_close()
