"""Addresses: a real server on this machine, and what is refused."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from variorum.model import Problem, RawDocument
from variorum.settings import Settings
from variorum.sources import read
from variorum.sources.network import is_public

PAGE = "<html><head><title>Late</title></head><body><p>The ferry was late – again.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        getattr(self, "get_" + self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_"), self.get_page)()

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", code: int = 200, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def get_page(self) -> None:
        self.answer(PAGE.encode())

    def get_latin(self) -> None:
        self.answer(PAGE.encode("cp1252"), "text/html; charset=windows-1252")

    def get_host(self) -> None:
        self.answer(self.headers["Host"].encode(), "text/plain")

    def get_list(self) -> None:
        self.answer(b'[{"text": "One."}, {"text": "Two."}]', "application/json")

    def get_gone(self) -> None:
        self.answer(b"", code=404)

    def get_loop(self) -> None:
        self.answer(b"", code=302, Location="/loop")

    def get_moved(self) -> None:
        self.answer(b"", code=301, Location="/page")

    def get_away(self) -> None:
        self.answer(b"", code=302, Location="file:///etc/passwd")

    def get_picture(self) -> None:
        self.answer(b"\x89PNG", "image/png")

    def get_squeezed(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def get_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 20_000_000), Content_Encoding="gzip")

    def get_nowhere(self) -> None:
        self.answer(b"", code=302)

    def get_cut(self) -> None:
        self.answer(gzip.compress(PAGE.encode())[:-12], Content_Encoding="gzip")

    def get_broken(self) -> None:
        self.answer(b"\x1f\x8bnot gzip at all", Content_Encoding="gzip")

    def get_brotli(self) -> None:
        self.answer(b"....", Content_Encoding="br")

    def get_endless(self) -> None:
        self.answer(b"")
        try:
            for _ in range(5000):
                self.wfile.write(b"word " * 20_000)
        except OSError:
            pass

    def get_slow(self) -> None:
        self.answer(b"")
        try:
            for _ in range(1200):
                self.wfile.write(b"a ")
                time.sleep(0.05)
        except OSError:
            pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def fetched(address: str, **settings: object) -> list[RawDocument | Problem]:
    given = {"allow_private": True, "timeout": 60.0, "max_bytes": 1_000_000} | settings
    return list(read([address], Settings(**given)))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["page", "latin", "squeezed", "moved"])
def test_pages(server: str, path: str) -> None:
    (found,) = fetched(f"{server}/{path}")
    assert isinstance(found, RawDocument)
    assert (found.content, found.media_type, found.origin) == (PAGE, "text/html", f"{server}/{path}")
    assert found.metadata.url == f"{server}/{'page' if path == 'moved' else path}"


def test_a_list_of_articles(server: str) -> None:
    found = fetched(f"{server}/list")
    assert [d.content for d in found if isinstance(d, RawDocument)] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone", "404"),
        ("loop", "redirects more than"),
        ("away", "redirects to file"),
        ("picture", "image/png"),
        ("bomb", "more than 1,000,000 bytes"),
        ("endless", "more than 1,000,000 bytes"),
        ("broken", "broken"),
        ("nowhere", "302"),
        ("cut", "ends too early"),
        ("brotli", "'br'"),
    ],
)
def test_bad_answers(server: str, path: str, reason: str) -> None:
    (found,) = fetched(f"{server}/{path}")
    assert isinstance(found, Problem)
    assert reason in found.reason
    assert found.place == f"{server}/{path}"


def test_the_time_is_that_of_the_whole_answer(server: str) -> None:
    before = time.monotonic()
    (found,) = fetched(f"{server}/slow", timeout=0.5)
    assert isinstance(found, Problem)
    assert "0.5 seconds" in found.reason
    assert time.monotonic() - before < 30, "the answer goes on for a minute"


def test_a_closed_port_and_a_broken_address() -> None:
    for address in ("http://127.0.0.1:9/", "http://", "http://[::1", "http://a b/", "https://127.0.0.1:9/"):
        (found,) = fetched(address)
        assert isinstance(found, Problem), address
        assert found.place == address


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:192.168.0.1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    (found,) = fetched(address, allow_private=False)
    assert isinstance(found, Problem)
    assert "not public" in found.reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("ff02::1", False),
        ("fe80::1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("::ffff:8.8.8.8", True),
    ],
)
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_the_checked_address_is_the_one_connected_to(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    asked: list[str] = []

    def resolving(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        asked.append(host)
        # A name that changes its address after the first question, as in a rebinding attack.
        address = "127.0.0.1" if len(asked) == 1 else "203.0.113.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("variorum.sources.network.socket.getaddrinfo", resolving)
    (found,) = fetched(f"http://news.example:{port}/host")
    assert isinstance(found, RawDocument)
    assert found.content == f"news.example:{port}"
    assert asked == ["news.example"]


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.sources.network.is_public", lambda address: str(address) != "127.0.0.1")
    (found,) = fetched(f"{server}/moved", allow_private=False)
    assert isinstance(found, Problem)
    assert "not public" in found.reason
