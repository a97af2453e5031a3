"""Write variorum/client/calls.py from the web API's OpenAPI document: `python scripts/build_client.py`.

One method for each address, named after it; one TypedDict for each object. A test checks that the file is current.
"""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.web.reference import FOR_BROWSERS, document

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).parents[1] / "variorum/client/calls.py"
_HEAD = '''"""The calls of the web API and what they answer.

Written by scripts/build_client.py from the OpenAPI document; change that, or the API.
"""
# ruff: noqa: E501 - descriptions stand as the document has them

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from variorum.client.transport import Transport

'''
_PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}


def module(api: dict[str, Any]) -> str:
    """The module's text."""
    schemas = api["components"]["schemas"]
    answers = {name: schema for name, schema in sorted(schemas.items()) if not name.startswith(("Body_", "HTTP"))}
    parts = [_HEAD]
    parts += [_alias(name, schema) for name, schema in answers.items() if "enum" in schema]
    parts += [_typed_dict(name, schema) for name, schema in answers.items() if "properties" in schema]
    parts.append('\n\nclass Calls(Transport):\n    """The calls, one for each address."""\n')
    for path, operations in api["paths"].items():
        if path == "/index.json":
            continue
        for verb, operation in operations.items():
            parts.append(_method(path, verb, operation, schemas))
    return "".join(parts)


def _alias(name: str, schema: dict[str, Any]) -> str:
    return f"{name} = Literal[{', '.join(repr(value) for value in schema['enum'])}]\n"


def _typed_dict(name: str, schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    lines = [f"\n\nclass {name}(TypedDict):\n", _docstring(schema.get("description") or f"{name}.", 4), "\n"]
    for field, kind in schema["properties"].items():
        told = _type(kind)
        lines.append(f"    {field}: {told if field in required else f'NotRequired[{told}]'}\n")
    return "".join(lines)


def _docstring(text: str, indent: int) -> str:
    pad = " " * indent
    lines = [line.strip() for line in text.strip().splitlines()]
    body = f"\n{pad}".join(lines).replace(f"\n{pad}\n", "\n\n")
    closing = f"\n{pad}" if len(lines) > 1 else ""
    return f'{pad}"""{body}{closing}"""\n'


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_type(each) for each in schema[several]))
    if "allOf" in schema:
        return _type(schema["allOf"][0])
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            kinds = {_type(each) for each in schema["prefixItems"]}
            return f"list[{' | '.join(sorted(kinds))}]"
        return f"list[{_type(schema.get('items', {}))}]"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"dict[str, {_type(schema['additionalProperties'])}]"
    return _PLAIN.get(schema.get("type", ""), "Any")


def _method(path: str, verb: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    parameters = [*_parameters(operation), *_form(operation, schemas)]
    places = [p for p in parameters if p[3] == "path"]
    rest = [p for p in parameters if p[3] != "path"]
    signature = ["self", *(f"{name}: {kind}" for name, kind, _, _ in places)]
    if rest:
        signature.append("*")
        ordered = sorted(rest, key=lambda p: p[2] is not None)
        signature += [f"{n}: {kind}" + ("" if default is None else f" = {default}") for n, kind, default, _ in ordered]
    answer = _answer(operation)
    told = ", ".join(f"{name}={name}" for name, _, _, _ in rest)
    address = re.sub(r"\{(\w+)\}", r"{self.quoted(\1)}", path)
    call = f'self.{"get" if verb == "get" else "post"}(f"{address}"{", " + told if told else ""})'
    if answer == "bytes":
        call = f'self.content(f"{address}"{", " + told if told else ""})'
    text = operation.get("description") or operation["summary"]
    marked = call if "{self" in call else call.replace('(f"', '("')
    typed = f"        found: {answer} = {marked}\n        return found\n"
    body = f"        return {marked}\n" if answer == "bytes" else typed
    return f"\n    def {_name(path)}({', '.join(signature)}) -> {answer}:\n{_docstring(text, 8)}{body}"


def _name(path: str) -> str:
    """`/stories/{story}/history.json` becomes `story_history`: what stands for one thing goes by its singular."""
    parts = [part.removesuffix(".json") for part in path.strip("/").split("/")]
    words: list[str] = []
    for i, part in enumerate(parts):
        if part.startswith("{"):
            continue
        one = i + 1 < len(parts) and parts[i + 1].startswith("{")
        words.append(_singular(part) if one else part)
    return "_".join(words)


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


Parameter = tuple[str, str, str | None, str]
"""Name, type, default as code (None where it is required), place."""


def _parameters(operation: dict[str, Any]) -> Iterator[Parameter]:
    for p in operation.get("parameters", ()):
        default = None if p.get("required") else repr(p["schema"].get("default", ""))
        yield _safe(p["name"]), _type(p["schema"]), default, p["in"]


def _form(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Parameter]:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = schemas[content["schema"]["$ref"].rpartition("/")[2]]
        required = set(schema.get("required", ()))
        for name, kind in schema["properties"].items():
            if name not in FOR_BROWSERS:
                default = None if name in required else _default(kind)
                yield _safe(name), _listed(_type(kind)), default, "form"


def _listed(kind: str) -> str:
    return kind.replace("list[", "tuple[").replace("]", ", ...]") if kind.startswith("list[") else kind


def _default(kind: dict[str, Any]) -> str:
    value = kind.get("default", "")
    return repr(tuple(value) if isinstance(value, list) else value)


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def _answer(operation: dict[str, Any]) -> str:
    for code in ("200", "201"):
        content = operation["responses"].get(code, {}).get("content", {})
        if "application/json" in content and content["application/json"]["schema"]:
            return _type(content["application/json"]["schema"])
        if code in operation["responses"] and not content:
            return "bytes"
    return "Any"


def formatted(text: str) -> str:
    """The text as ruff would have it."""
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(  # noqa: S603 - our own formatter
        [ruff, "format", "--stdin-filename", str(TARGET), "-"], input=text, capture_output=True, text=True, check=True
    )
    return done.stdout


def current() -> str:
    """What the file should hold."""
    return formatted(module(document()))


if __name__ == "__main__":
    TARGET.write_text(current(), encoding="utf-8")
