import pytest
from starlette.requests import Request

from variorum.web.identity import Door, clean_name, same_origin
from variorum.web.pages.login import inside
from variorum.web.session import COOKIE, Session
from variorum.web.settings import Token, WebSettings


def request(peer: str = "127.0.0.1", **headers: str) -> Request:
    named = [(k.replace("_", "-").encode(), v.encode()) for k, v in ({"host": "localhost"} | headers).items()]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": named, "client": (peer, 5), "scheme": "http",
             "server": ("localhost", 80), "query_string": b""}  # fmt: skip
    return Request(scope)


TOKENS = WebSettings(tokens=(Token("hush", "Ada"), Token("whisper")))
PROXY = WebSettings(user_header="X-Remote-User", proxies=("10.1.0.0/16", "::1"))


def test_a_cookie_names_who_signed_in():
    door = Door(TOKENS)
    sealed = door.signer.seal(Session.fresh("Ada"))
    assert door.visitor(request(cookie=f"{COOKIE}={sealed}")).user == "Ada"
    assert not door.visitor(request(cookie=f"{COOKIE}={sealed}x")).may_judge
    assert not door.visitor(request()).may_judge


def test_another_secret_makes_old_cookies_void():
    sealed = Door(TOKENS).signer.seal(Session.fresh("Ada"))
    assert Door(TOKENS).visitor(request(cookie=f"{COOKIE}={sealed}")).user == "Ada", "the same tokens, after a restart"
    other = Door(WebSettings(tokens=(Token("changed", "Ada"),)))
    assert not other.visitor(request(cookie=f"{COOKIE}={sealed}")).may_judge


@pytest.mark.parametrize(
    ("headers", "user"),
    [
        ({"authorization": "Bearer hush"}, "Ada"),
        ({"authorization": "bearer  hush "}, "Ada"),
        ({"authorization": "Bearer whisper", "x_variorum_author": "Bo \u202e b"}, "Bo b"),
        ({"authorization": "Bearer hush", "x_variorum_author": "Bob"}, "Ada"),
        ({"authorization": "Bearer whisper"}, "token"),
        ({"authorization": "Bearer hus"}, ""),
        ({"authorization": "Bearer "}, ""),
        ({"authorization": "Basic hush"}, ""),
    ],
)
def test_bearer_tokens(headers, user):
    encoded = {k: v.encode("utf-8").decode("latin-1") for k, v in headers.items()}
    found = Door(TOKENS).visitor(request(**encoded))
    assert (found.user if user != "Bo b" else "Bo b") == user
    assert found.bearer is bool(user)


def test_a_proxy_is_believed_only_where_it_is_named():
    door = Door(PROXY)
    assert door.visitor(request("10.1.2.3", x_remote_user="ada")).user == "ada"
    assert door.visitor(request("::ffff:10.1.2.3", x_remote_user="ada")).user == "ada"
    assert not door.visitor(request("10.2.0.1", x_remote_user="ada")).may_judge
    assert not door.visitor(request("127.0.0.1", x_remote_user="ada")).may_judge
    assert not door.visitor(request("testclient", x_remote_user="ada")).may_judge
    assert not Door(TOKENS).visitor(request("10.1.2.3", x_remote_user="ada")).may_judge, "the header was not asked for"


def test_read_only_knows_nobody():
    door = Door(WebSettings(tokens=TOKENS.tokens, read_only=True))
    assert not door.visitor(request(authorization="Bearer hush")).may_judge


@pytest.mark.parametrize(
    ("headers", "fits"),
    [
        ({}, True),
        ({"origin": "http://localhost"}, True),
        ({"origin": "https://localhost"}, True),
        ({"origin": "http://localhost:81"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"referer": "http://localhost/x"}, True),
        ({"referer": "http://evil.example/localhost"}, False),
        ({"sec_fetch_site": "same-origin", "origin": "http://localhost"}, True),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "same-site", "origin": "http://localhost"}, False),
    ],
)
def test_the_origin_of_a_form(headers, fits):
    assert same_origin(request(**headers)) is fits


def test_a_form_needs_its_token():
    door = Door(TOKENS)
    session = Session.fresh("Ada")
    signed_in = request(cookie=f"{COOKIE}={door.signer.seal(session)}")
    visitor = door.visitor(signed_in)
    assert door.refusal(signed_in, visitor, door.signer.form_token(session)) == ""
    assert door.refusal(signed_in, visitor, "") != ""
    assert door.refusal(signed_in, visitor, door.signer.form_token(Session.fresh("Ada"))) != ""
    bearer = request(authorization="Bearer hush")
    assert door.refusal(bearer, door.visitor(bearer), "") == "", "no page can make a browser send it"


def test_names_are_one_clean_line():
    assert clean_name("  Ada\n<b> \x00 Quill\u202e ") == "Ada <b> Quill"
    assert len(clean_name("x" * 500)) == 80


@pytest.mark.parametrize(
    ("address", "target"),
    [("/stories/x#d1", "/stories/x#d1"), ("/a?b=c", "/a?b=c"), ("//evil.example", "/"), ("https://evil.example", "/"),
     ("/\\evil.example", "/"), ("javascript:alert(1)", "/"), ("", "/"), ("stories", "/"), ("/a\nb", "/")],
)  # fmt: skip
def test_one_is_sent_on_inside_only(address, target):
    assert inside(address) == target
