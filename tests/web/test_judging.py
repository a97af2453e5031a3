"""Judging by forms and by programs: kept at once, signed, undone, and refused where it should be."""

import time

import pytest
from web.conftest import ATTACK, form_token, open_client, sign_in

HOME = {"origin": "http://localhost"}
HUSH = {"token": "hush"}
GUESS = {"token": "guess", "name": "Eve"}
UNNAMED = {"token": "whisper", "name": "\u202e "}
AWAY = {"token": "hush", "next": "//evil.example"}


def post(client, path, proof="", **fields):
    fields = {"form_token": proof} | fields if proof else fields
    return client.post(path, data=fields, headers=HOME)


def bridge_of(client) -> str:
    lines = client.get("/index.json").json()["stories"]
    return next(line["story"]["id"] for line in lines if "Bridge" in line["story"]["title"])


@pytest.fixture
def story(editor):
    return bridge_of(editor)


@pytest.fixture
def token(editor, story):
    return form_token(editor.get(f"/stories/{story}").text)


def judgements(client, story) -> list[dict]:
    return client.get(f"/stories/{story}/judgements.json").json()["judgements"]


def settled(client, story, wanted, seconds=60.0) -> dict:
    """The story's twin, once an edition is as wanted."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = client.get(f"/stories/{story}.json").json()
        if wanted(data):
            return data
        time.sleep(0.2)
    raise AssertionError(f"not settled after {seconds} s")


def test_a_discrepancy_is_rejected_shown_and_taken_back(editor, story, token):
    before = editor.get(f"/stories/{story}.json").json()
    d = before["edition"]["discrepancies"][0]
    answer = post(editor, "/judge/discrepancy", token, story=story, discrepancy=d["id"], decision="rejected",
                  edition=str(before["edition_number"]), comment="the nine include two under repair")  # fmt: skip
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/stories/{story}#{d['id']}"
    html = editor.get(f"/stories/{story}").text
    assert "Rejected" in html
    assert "the nine include two under repair" in html
    (made,) = judgements(editor, story)
    assert (made["author"], made["decision"], made["undone_at"]) == ("Ada", "rejected", "")
    after = settled(editor, story, lambda data: data["edition"]["judgements"])
    (rejected,) = [x for x in after["edition"]["discrepancies"] if x["judgement"] == made["id"]]
    assert rejected["verdict"] == "compatible"
    assert "Rejected by Ada" in rejected["reason"]
    assert "Rejected</span> by <bdi>Ada</bdi>" in editor.get(f"/stories/{story}").text
    assert post(editor, "/judge/undo", token, judgement=made["id"]).status_code == 303
    again = settled(editor, story, lambda data: not data["edition"]["judgements"])
    assert again["edition"]["discrepancies"] == before["edition"]["discrepancies"]
    assert judgements(editor, story)[0]["undone_by"] == "Ada"
    assert "taken back by" in editor.get(f"/stories/{story}/judgements").text


def test_in_place_a_fragment_comes_back(editor, story, token):
    d = editor.get(f"/stories/{story}.json").json()["edition"]["discrepancies"][0]
    fields = {"story": story, "discrepancy": d["id"], "decision": "confirmed", "form_token": token}
    answer = editor.post("/judge/discrepancy", data=fields, headers=HOME | {"hx-request": "true"})
    assert answer.status_code == 200
    assert answer.text.strip().startswith(f'<div class="judge-box confirmed" id="judge-{d["id"]}">')
    assert "<html" not in answer.text
    fresh = form_token(answer.text)
    undo = {"judgement": judgements(editor, story)[0]["id"], "form_token": fresh}
    answer = editor.post("/judge/undo", data=undo, headers=HOME | {"hx-request": "true"})
    assert f'<div class="judge-box" id="judge-{d["id"]}">' in answer.text


def test_retyping_needs_a_kind_and_a_change(editor, story, token):
    d = editor.get(f"/stories/{story}.json").json()["edition"]["discrepancies"][0]
    told = {"story": story, "discrepancy": d["id"], "decision": "retyped"}
    assert post(editor, "/judge/discrepancy", token, **told, to_kind="weather").status_code == 422
    assert post(editor, "/judge/discrepancy", token, **told, to_kind=d["kind"]).status_code == 422
    assert post(editor, "/judge/discrepancy", token, **told, to_kind="scope", to_verdict="variant").status_code == 303
    assert judgements(editor, story)[0]["subject"]["to_kind"] == "scope"
    assert post(editor, "/judge/discrepancy", token, **(told | {"decision": "noted"})).status_code == 422, "no words"


def test_stories_are_merged_and_split(editor, story, token):
    other = next(
        line["story"]["id"] for line in editor.get("/index.json").json()["stories"] if line["story"]["id"] != story
    )
    assert post(editor, "/judge/merge", token, story=story, other=story).status_code == 422
    assert post(editor, "/judge/merge", token, story=story).status_code == 422
    answer = post(editor, "/judge/merge", token, story=story, named=f"http://localhost/stories/{other}")
    assert answer.status_code == 303
    whole = settled(editor, story, lambda data: len(data["edition"]["articles"]) > 5 and not data["story"]["stale"])
    kept = whole["story"]["id"]
    gone = other if kept == story else story
    assert editor.get(f"/stories/{gone}").headers["location"] == f"/stories/{kept}"
    assert "Merged with" in editor.get(f"/stories/{kept}/history").text
    chosen = whole["edition"]["articles"][0]["id"]
    assert post(editor, "/judge/split", token, story=kept, articles=chosen).status_code == 409, "decided otherwise"
    assert "take that back" in post(editor, "/judge/split", token, story=kept, articles=chosen).text
    assert post(editor, "/judge/undo", token, judgement=judgements(editor, kept)[0]["id"]).status_code == 303
    settled(editor, story, lambda data: len(data["edition"]["articles"]) == 5 and not data["story"]["stale"])
    assert post(editor, "/judge/split", token, story=story).status_code == 422, "nothing chosen"
    article = editor.get(f"/stories/{story}/articles.json").json()["articles"][0]["id"]
    assert post(editor, "/judge/split", token, story=story, articles=article).status_code == 303
    settled(editor, story, lambda data: len(data["edition"]["articles"]) == 4)


def test_statements_are_parted_and_joined(editor, story, token):
    data = editor.get(f"/stories/{story}.json").json()
    number = str(data["edition_number"])
    statement = next(s for s in data["edition"]["statements"] if len(s["claims"]) > 1)
    page = editor.get(f"/stories/{story}/statements/{statement['id']}")
    assert "The chosen claims state something else" in page.text
    told = {"story": story, "statement": statement["id"], "edition": number}
    assert post(editor, "/judge/statements/split", token, **told).status_code == 422
    out = statement["claims"][-1]["id"]
    stale = told | {"edition": str(data["edition_number"] + 7)}
    assert post(editor, "/judge/statements/split", token, **stale, claims=out).status_code == 409
    assert post(editor, "/judge/statements/split", token, **told, claims=out).status_code == 303
    after = settled(editor, story, lambda d: d["edition_number"] != data["edition_number"])
    assert len(after["edition"]["statements"]) == len(data["edition"]["statements"]) + 1
    (applied,) = after["edition"]["judgements"]
    assert len(applied["statements"]) == 2
    a, b = applied["statements"]
    told = {"story": story, "statement": a, "other": b, "edition": str(after["edition_number"])}
    assert post(editor, "/judge/statements/merge", token, **told).status_code == 303


def test_who_only_reads_sees_what_was_decided_of_statements(editor, story, token, copy):
    data = editor.get(f"/stories/{story}.json").json()
    statements = data["edition"]["statements"]
    shared = next(s for s in statements if len(s["articles"]) > 1)
    alone = next(s for s in statements if len(s["articles"]) == 1)
    told = {"story": story, "edition": str(data["edition_number"])}
    for statement, words in ((shared, "ask the yard"), (alone, f"seen {ATTACK}")):
        post(editor, "/judge/comment", token, **told, statement=statement["id"], comment=words)
    with open_client(copy, read_only=True) as reader:
        html = reader.get(f"/stories/{story}").text
        row = html[html.index(f'<tr id="{shared["id"]}"') :].partition("</tr>")[0]
        assert "Comment</span> by <bdi>Ada</bdi>" in row
        assert "ask the yard" in row
        item = html[html.index(f'<li id="{alone["id"]}"') :].partition("</li>")[0]
        assert "Comment</span> by <bdi>Ada</bdi>" in item
        assert "<script>window.flag" not in html
        assert "✎" not in html
        others = [row for row in html.split("<tr ")[1:] if not row.startswith(f'id="{shared["id"]}"')]
        assert not [row for row in others if "Ada" in row.partition("</tr>")[0]]


def test_downloads_name_who_judged(editor, story, token):
    post(editor, "/judge/discrepancy", token, story=story, discrepancy="d1", decision="confirmed", comment="so it is")
    post(editor, "/judge/comment", token, story=story, comment="call the harbour")
    settled(editor, story, lambda data: len(data["edition"]["judgements"]) == 2)
    for kind in ("html", "md"):
        text = editor.get(f"/stories/{story}/download/{kind}").text
        told = text[text.index("Discrepancy confirmed") :]
        assert "Ada" in told.partition("Comment")[0]
        assert "call the harbour" in told


def test_what_was_judged_on_an_older_page_is_found_again(editor, story, token):
    old = editor.get(f"/stories/{story}.json").json()
    statement = next(s for s in old["edition"]["statements"] if len(s["claims"]) > 1)
    d = old["edition"]["discrepancies"][1]
    told = {"story": story, "edition": str(old["edition_number"])}
    first = old["edition"]["discrepancies"][0]["id"]
    post(editor, "/judge/discrepancy", token, **told, discrepancy=first, decision="rejected")
    new = settled(editor, story, lambda data: data["edition"]["judgements"])
    assert new["edition"]["discrepancies"][1]["id"] == d["id"]
    assert new["edition"]["discrepancies"][1]["reason"] != d["reason"], "the same id is another discrepancy now"
    post(editor, "/judge/discrepancy", token, **told, discrepancy=d["id"], decision="confirmed")
    latest = judgements(editor, story)[0]
    assert {p["text"] for p in latest["subject"]["passages"]} == {r["text"] for r in d["readings"]}
    said = post(editor, "/judge/comment", token, **told, statement=statement["id"], comment="seen")
    assert said.status_code == 303
    latest = judgements(editor, story)[0]
    assert {p["text"] for p in latest["subject"]["passages"]} == {c["text"] for c in statement["claims"]}


def test_comments(editor, story, token):
    said = f"Ask the ministry. {ATTACK}"
    assert post(editor, "/judge/comment", token, story=story, comment="  ").status_code == 422
    assert post(editor, "/judge/comment", token, story=story, comment=said).status_code == 303
    html = editor.get(f"/stories/{story}/judgements").text
    assert "Ask the ministry" in html
    assert "<script>window.flag" not in html
    assert post(editor, "/judge/comment", token, story=story, comment="x" * 4001).status_code == 422


def test_programs_judge_with_the_token_itself(copy):
    with open_client(copy) as client:
        story = bridge_of(client)
        told = {"story": story, "comment": "checked by hand"}
        bearer = {"authorization": "Bearer whisper", "x-variorum-author": "Bo", "accept": "application/json"}
        answer = client.post("/judge/comment", data=told, headers=bearer)
        assert answer.status_code == 201
        assert answer.json()["author"] == "Bo"
        assert (
            client.post("/judge/comment", data=told, headers=bearer | {"authorization": "Bearer x"}).status_code == 401
        )


def test_who_is_not_signed_in_is_refused(copy):
    with open_client(copy) as client:
        story = bridge_of(client)
        for path in (
            "discrepancy",
            "merge",
            "split",
            "statements/merge",
            "statements/split",
            "comment",
            "undo",
            "settle",
        ):
            answer = post(client, f"/judge/{path}", story=story, discrepancy="d1", decision="rejected", statement="s1",
                          other="s2", judgement="j1", comment="x")  # fmt: skip
            assert answer.status_code == 401, path
        assert judgements(client, story) == []


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"referer": "http://x/"}],
)
def test_a_forged_form_is_refused(editor, story, token, headers):
    fields = {"story": story, "comment": "forged", "form_token": token}
    assert editor.post("/judge/comment", data=fields, headers=headers).status_code == 403
    assert judgements(editor, story) == []


def test_a_form_without_its_token_or_with_another_s_is_refused(editor, story, copy):
    with open_client(copy) as other:
        sign_in(other, "whisper", "Bob")
        foreign = form_token(other.get(f"/stories/{story}").text)
    for bad in ("", "x", "x.y", foreign):
        assert post(editor, "/judge/comment", form_token=bad, story=story, comment="forged").status_code == 403


def test_read_only_has_no_forms_and_takes_none(copy):
    with open_client(copy, read_only=True) as client:
        story = bridge_of(client)
        for page in ("/", f"/stories/{story}", f"/stories/{story}/articles", f"/stories/{story}/judgements"):
            html = client.get(page).text
            assert 'method="post"' not in html
            assert "Sign in" not in html
            assert "htmx" not in html
        bearer = {"authorization": "Bearer hush"}
        assert client.post("/judge/comment", data={"story": story, "comment": "x"}, headers=bearer).status_code == 403
        assert client.get("/login").status_code == 403
        assert client.post("/login", data={"token": "hush"}).status_code == 403
        assert judgements(client, story) == []


def test_signing_in(copy):
    with open_client(copy) as client:
        token = form_token(client.get("/login").text)
        wrong = post(client, "/login", token, **GUESS)
        assert wrong.status_code == 403
        assert "not known here" in wrong.text
        assert post(client, "/login", token, **UNNAMED).status_code == 422
        assert post(client, "/login", "stale.token", **HUSH).status_code == 403
        answer = post(client, "/login", token, **AWAY)
        assert answer.headers["location"] == "/"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "secure" not in cookie
        html = client.get("/").text
        assert "Sign out" in html
        out = post(client, "/logout", form_token(html))
        assert out.status_code == 303
        assert "Sign in" in client.get("/").text


def test_a_proxy_names_the_user(copy):
    with open_client(copy, tokens=(), user_header="X-Remote-User", proxies=("10.0.0.0/8",)) as client:
        client._transport.client = ("10.0.0.9", 4)
        story = bridge_of(client)
        named = {"x-remote-user": "ada@desk"}
        html = client.get(f"/stories/{story}", headers=named).text
        assert "ada@desk" in html
        assert "Sign out" not in html
        fields = {"story": story, "comment": "seen", "form_token": form_token(html)}
        assert client.post("/judge/comment", data=fields, headers=HOME).status_code == 401, "without the header"
        forged = {"story": story, "comment": "forged"}
        assert client.post("/judge/comment", data=forged, headers=HOME | named).status_code == 403
        assert client.post("/judge/comment", data=fields, headers=HOME | named).status_code == 303
        assert judgements(client, story)[0]["author"] == "ada@desk"
        secure = client.get("/login", headers=named | {"x-forwarded-proto": "https"})
        assert secure.status_code == 403, "there is nothing to sign in with"
