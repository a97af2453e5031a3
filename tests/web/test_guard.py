import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from variorum.web.guard import LONGEST_BODY, Guard


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture(scope="module")
def client():
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    return TestClient(Guard(app, hosts=["desk.example"]))


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8000", "10.0.0.7", "Desk.Example:1"],
)
def test_own_hosts_and_bare_addresses_are_served(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "desk.example.evil", "127.0.0.1.evil.example", "desk.example@evil", "",
     "127.0.0.1:80:80", "[::1", "a:b", "desk.example:port"],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "default-src 'none'" in answer.headers["content-security-policy"], "refusals are guarded, too"


def test_every_answer_has_the_headers(client):
    headers = client.get("/", headers={"host": "localhost"}).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "private, no-cache"


def test_a_large_body_is_refused(client):
    at = {"host": "localhost"}
    assert client.post("/", headers=at, content=b"x" * LONGEST_BODY).text == str(LONGEST_BODY)
    assert client.post("/", headers=at, content=b"x" * (LONGEST_BODY + 1)).status_code == 413
    assert client.post("/", headers=at | {"content-length": "-5"}, content=b"").status_code == 413


def test_a_body_without_a_length_is_cut_off(client):
    def endless():
        for _ in range(LONGEST_BODY // 1000 + 5):
            yield b"x" * 1000

    with pytest.raises(ClientDisconnect):
        client.post("/", headers={"host": "localhost"}, content=endless())


def test_a_fault_is_answered_with_the_headers():
    def fail(_: Request) -> None:
        raise RuntimeError("the secret of the house")

    app = Guard(
        Starlette(routes=[Route("/", fail)]), fault=lambda request, error: PlainTextResponse(request.url.path, 500)
    )
    answer = TestClient(app, raise_server_exceptions=False).get("/", headers={"host": "localhost"})
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
