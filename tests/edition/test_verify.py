import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from edition.many import many, of_text
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition import Edition, verify
from variorum.edition.codec import digest
from variorum.edition.html import render


def test_editions_hold(edition: Edition) -> None:
    assert verify(edition) == []
    assert verify(edition.to_dict()) == []
    assert verify(many(5, 12)) == []
    assert verify(of_text("Bell \ud800 and \x00 and \u202e.")) == []


def test_a_file_and_a_page(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    path.write_text(edition.to_json(), "utf-8")
    assert verify(path) == []
    assert verify(str(path)) == []
    page = tmp_path / "edition.html"
    page.write_text(render(edition), "utf-8")
    assert [f.place for f in verify(page)] == ["file"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"[1]", b'{"format": "variorum-edition/1"}'])
def test_what_is_no_edition_fails(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert len(verify(path)) == 1


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        verify(tmp_path / "none.json")


@pytest.mark.parametrize("take", [lambda d: d.update(digest=""), lambda d: d.pop("digest")])
def test_an_edition_without_its_digest_is_not_sealed(edition: Edition, take) -> None:  # type: ignore[no-untyped-def]
    plain = json.loads(edition.to_json())
    plain["discrepancies"][0]["reason"] = "Somebody else's reason."
    take(plain)
    assert [str(f) for f in verify(plain)] == [
        "digest: the edition is not sealed: without its digest, what was changed cannot be told"
    ]


def numbers(value: Any, *, spans: bool) -> Iterator[tuple[Any, str]]:
    """Every start and end in the data, as the object that holds it and its name."""
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, int) and (key in ("start", "end") or key.endswith(("_start", "_end"))):
                if not spans or ("article" in value and not key.startswith("focus")):
                    yield value, key
            else:
                yield from numbers(each, spans=spans)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each, spans=spans)


@given(st.data())
def test_any_moved_span_is_found(edition: Edition, data: st.DataObject) -> None:
    """By its text, even when whoever moved it made a new digest."""
    plain = json.loads(edition.to_json())
    places = list(numbers(plain, spans=True))
    holder, key = data.draw(st.sampled_from(range(len(places))).map(places.__getitem__))
    holder[key] += data.draw(st.integers(-500, 500).filter(bool))
    plain["digest"] = digest(plain)
    assert verify(plain)


@given(st.data())
def test_any_changed_number_is_found(edition: Edition, data: st.DataObject) -> None:
    """Blocks and focuses, too: by the digest."""
    plain = json.loads(edition.to_json())
    places = list(numbers(plain, spans=False))
    holder, key = data.draw(st.sampled_from(range(len(places))).map(places.__getitem__))
    holder[key] += data.draw(st.integers(-500, 500).filter(bool))
    assert verify(plain)


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for key, each in pairs:
        if isinstance(each, dict | list):
            yield from leaves(each)
        elif isinstance(each, str) and key != "created":
            yield value, key


@given(st.data())
def test_any_changed_string_is_found(edition: Edition, data: st.DataObject) -> None:
    plain = json.loads(edition.to_json())
    places = list(leaves(plain))
    holder, key = data.draw(st.sampled_from(range(len(places))).map(places.__getitem__))
    holder[key] += data.draw(st.sampled_from(["x", " ", "0"]))
    assert verify(plain)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("articles[0].sha256", lambda d: d["articles"][0].update(sha256="0" * 64)),
        ("articles[0].blocks[1]", lambda d: d["articles"][0]["blocks"][1].update(start=0)),
        ("articles[0].blocks[4]", lambda d: d["articles"][0]["blocks"][4].update(end=9999)),
        ("statements[0].text", lambda d: d["statements"][0].update(text="Three gates were shut")),
        ("statements[0].independent_sources", lambda d: d["statements"][0].update(independent_sources=3)),
        ("statements[0].articles", lambda d: d["statements"][0].update(articles=["radio"])),
        ("statements[0].claims[0]", lambda d: d["statements"][0]["claims"][0].update(article="nobody")),
        ("s1", lambda d: d["statements"][1].update(id="s1")),
        ("lineage.groups", lambda d: d["lineage"].update(groups=[["radio"]])),
        ("lineage.edges[0].source", lambda d: d["lineage"]["edges"][0].update(source="nobody")),
        ("coverage.stances.s1", lambda d: d["coverage"]["stances"]["s1"].update(radio="silent")),
        ("coverage.stances.s1", lambda d: d["coverage"]["stances"].pop("s1")),
        ("coverage.exclusives.radio", lambda d: d["coverage"]["exclusives"].update(radio=["s1"])),
        ("coverage.omissions.radio", lambda d: d["coverage"]["omissions"].update(radio=["s1"])),
        ("coverage.stances", lambda d: d["coverage"]["stances"].update(s99={"radio": "states"})),
        ("coverage.exclusives", lambda d: d["coverage"]["exclusives"].update(nobody=["s1"])),
        ("coverage.omissions", lambda d: d["coverage"]["omissions"].update(nobody=["s1"])),
        ("brief[0].citations", lambda d: d["brief"][0].update(citations=[])),
        ("brief[0].text", lambda d: d["brief"][0].update(text="Reckless engineers opened two spillway gates.")),
        ("brief[0].statements", lambda d: d["brief"][0].update(statements=["s99"])),
        ("timeline[0].statement", lambda d: d["timeline"][0].update(statement="s99")),
        ("discrepancies[0].statement", lambda d: d["discrepancies"][0].update(statement="s99")),
        ("quotations[0].wordings[0].source", lambda d: d["quotations"][0]["wordings"][0].update(source="Nobody")),
        ("discrepancies[0].readings[0].focus", lambda d: d["discrepancies"][0]["readings"][0].update(focus_end=None)),
    ],
)
def test_what_fails_is_named(edition: Edition, place: str, change) -> None:  # type: ignore[no-untyped-def]
    plain = json.loads(edition.to_json())
    change(plain)
    failures = verify(plain)
    assert place in [f.place for f in failures]
    assert str(failures[0]).startswith(failures[0].place + ": ")
    assert failures[-1].place == "digest"


def _first_claim(plain: dict[str, Any]) -> dict[str, Any]:
    claim: dict[str, Any] = next(c for s in plain["statements"] for c in s["claims"] if c["entity"])
    return claim


ALTERATIONS: dict[str, tuple[str, Any]] = {
    "a later publication": ("story", lambda d: d["story"].update(last="2024-03-19")),
    "more sources": ("story.independent_sources", lambda d: d["story"].update(independent_sources=3)),
    "an edge left out": ("lineage.groups", lambda d: d["lineage"].update(edges=[])),
    "an edge made partial": ("lineage.groups", lambda d: d["lineage"]["edges"][0].update(partial=True)),
    "another speaker of a claim": ("speaker", lambda d: _first_claim(d).update(speaker="Pavel Oster")),
    "a claim in the outlet's own voice": ("speaker", lambda d: _first_claim(d).update(attribution=[])),
    "another speaker of a quotation": ("quotations[0].speaker", lambda d: d["quotations"][0].update(speaker="X")),
    "another speaker of a wording": ("speaker", lambda d: d["quotations"][0]["wordings"][0].update(speaker="X")),
    "an exclusive left out": ("coverage.exclusives.post", lambda d: d["coverage"]["exclusives"].update(post=[])),
    "somebody's word as a statement": (
        "coverage.stances.s1",
        lambda d: d["coverage"]["stances"]["s1"].update(radio="states", ledger="quotes"),
    ),
    "another day": ("timeline[0]", lambda d: d["timeline"][0].update(date="1963")),
    "a day later": ("timeline[1]", lambda d: d["timeline"][1].update(latest="2024-03-14")),
    "an entry left out": ("timeline", lambda d: d["timeline"].pop()),
    "an entry twice": ("timeline", lambda d: d["timeline"].append(d["timeline"][0])),
    "a time somewhere else": ("timeline[0]", lambda d: d["timeline"][0].update(spans=d["timeline"][1]["spans"])),
    "words of a reason": (
        "reason",
        lambda d: next(x for x in d["discrepancies"] if "“any danger”" in x["reason"]).update(
            reason="One report prints “no danger”, the others “danger”."
        ),
    ),
    "words in another order": (
        "brief[1].text",
        lambda d: d["brief"][1].update(
            text="The water board blamed Pavel Oster, the mayor of Tarn, for waiting too long."
        ),
    ),
    "one side's words given to the other": (
        "brief[2].text",
        lambda d: d["brief"][2].update(
            text="Sources differ on a number. The Valley Post: “340 residents”; Coast Radio: “More than 400 people”."
        ),
    ),
    "another topic": (
        "brief[2].text",
        lambda d: d["brief"][2].update(text=d["brief"][2]["text"].replace("on a number", "on who said it")),
    ),
    "a number of what is not counted": (
        "brief[2].text",
        lambda d: d["brief"][2].update(text=d["brief"][2]["text"].replace("a number", "the number of boats")),
    ),
    "a dispute told as agreed": ("brief[2].disputed", lambda d: d["brief"][2].update(disputed=False)),
    "a citation of something else": (
        "brief[1].citations",
        lambda d: d["brief"][1]["citations"].append(d["brief"][2]["citations"][0]),
    ),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_what_follows_from_the_rest_is_recomputed_under_a_new_seal(edition: Edition, alteration: str) -> None:
    place, change = ALTERATIONS[alteration]
    plain = json.loads(edition.to_json())
    change(plain)
    plain["digest"] = digest(plain)
    found = [f.place for f in verify(plain)]
    assert found
    assert place in found[0]


def test_a_file_may_be_called_like_a_statement() -> None:
    plain = json.loads(of_text("Bells rang in Orvik.").to_json().replace('"one"', '"s1"'))
    plain["digest"] = digest(plain)
    assert verify(plain) == []
