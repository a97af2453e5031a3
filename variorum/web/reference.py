"""The web API in words: its OpenAPI document, and a page of the documentation made from that."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What a form holds for browsers alone.
FOR_BROWSERS = frozenset({"next", "form_token"})
_INTRODUCTION = (
    "`variorum serve` answers programs at the addresses of its pages with `.json` behind them; `/openapi.json` "
    "describes all of it for machines, and `variorum.client` is written from that. To judge, send a form with the "
    "header `Authorization: Bearer TOKEN`; with `Accept: application/json` the judgement comes back. `start` and `end` "
    "are code points of an article's text, half open."
)


def document() -> dict[str, Any]:
    """The OpenAPI document of an empty desk where one may judge."""
    from variorum.store import Writer
    from variorum.web.app import create_app
    from variorum.web.settings import Token, WebSettings

    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder, "empty.db"))
        with Writer(db):
            pass
        app = create_app(WebSettings(db=db, tokens=(Token("token", "name"),)))
        found = app.openapi()
        app.state.site.settler.close()
        app.state.site.view.close()
    return found


def page(notice: str) -> str:
    """Every call with what it takes and answers, and every object that is answered, in Markdown."""
    api = document()
    schemas = api["components"]["schemas"]
    lines = ["# The web API", "", notice, "", _INTRODUCTION, "", "## Calls"]
    for path, operations in api["paths"].items():
        for verb, operation in operations.items():
            lines += ["", f"### {verb.upper()} {path}", "", *_call(operation, schemas)]
    lines += ["", "## Objects"]
    for name, schema in sorted(schemas.items()):
        if not name.startswith(("Body_", "HTTP", "Validation")):
            lines += ["", f"### {name}", "", *_object(schema)]
    return "\n".join(lines).rstrip() + "\n"


def _call(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[str]:
    yield " ".join(str(operation.get("description") or operation["summary"]).split())
    yield ""
    taken = [(p["name"], p["in"], bool(p.get("required")), p["schema"]) for p in operation.get("parameters", ())]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        form = schemas[_name(content["schema"])]
        needed = form.get("required", ())
        fields = ((name, field) for name, field in form["properties"].items() if name not in FOR_BROWSERS)
        taken += [(name, "form", name in needed, field) for name, field in fields]
    if taken:
        yield from ("| takes | in | type | |", "|---|---|---|---|")
        yield from (
            f"| `{name}` | {place} | {_type(kind)} | {_told(kind, needed)} |" for name, place, needed, kind in taken
        )
        yield ""
    schema = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema")
    if schema:
        yield f"Answers {_type(schema)}."


def _object(schema: Mapping[str, Any]) -> Iterator[str]:
    if schema.get("description"):
        yield from (" ".join(str(schema["description"]).split()), "")
    if "enum" in schema:
        yield f"One of {', '.join(f'`{value}`' for value in schema['enum'])}."
        return
    yield from ("| field | type |", "|---|---|")
    yield from (f"| `{name}` | {_type(kind)} |" for name, kind in schema.get("properties", {}).items())


def _told(kind: Mapping[str, Any], needed: bool) -> str:
    words = [str(kind["description"])] if kind.get("description") else []
    words += ["needed"] if needed else [f"`{kind['default']}`"] if kind.get("default") not in (None, "", []) else []
    return "; ".join(words).replace("|", "\\|")


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = _name(schema)
        return f"[{name}](#{name.lower()})"
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_type(each) for each in schema[several]))
    if schema.get("type") == "array":
        inside = schema.get("prefixItems") or [schema.get("items", {})]
        return f"list of {' or '.join(dict.fromkeys(_type(each) for each in inside))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_type(schema['additionalProperties'])}"
    return str(schema.get("type", "anything"))


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
