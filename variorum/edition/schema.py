"""The JSON Schema of the edition and its reference page, both generated from the types and their docstrings.

`python -m variorum.edition.schema docs/reference` writes them; a test checks that they are current.
"""

from __future__ import annotations

import json
import re
import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from variorum.edition import codec, data

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FIELD = re.compile(r"^ {4}(\w+): (.+)$", re.M)
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an edition. Fields that it does not name are allowed: the format may grow."""
    definitions = {cls.__name__: _object(cls) for cls in _classes(data.Edition) if cls is not data.Edition}
    top = _object(data.Edition)
    top["properties"]["format"] = {"const": data.FORMAT, "description": described(data.Edition)["format"]}
    return {"$schema": _DIALECT, "title": data.FORMAT} | top | {"$defs": dict(sorted(definitions.items()))}


def described(cls: Any) -> dict[str, str]:
    """The descriptions of a dataclass's fields, out of its docstring."""
    return dict(_FIELD.findall(cls.__doc__ or ""))


def _summary(cls: Any) -> str:
    return str(cls.__doc__).partition("\n")[0]


def _classes(cls: Any) -> Iterator[Any]:
    """A dataclass and all that its fields lead to, each once."""
    seen: dict[Any, None] = {}
    waiting = [cls]
    while waiting:
        here = waiting.pop(0)
        if here not in seen:
            seen[here] = None
            for annotation in codec.field_types(here).values():
                waiting += _inside(annotation)
    return iter(seen)


def _inside(annotation: Any) -> list[Any]:
    if is_dataclass(annotation):
        return [annotation]
    return [found for argument in get_args(annotation) for found in _inside(argument)]


def _object(cls: Any) -> dict[str, Any]:
    notes, kinds = described(cls), codec.field_types(cls)
    return {
        "description": _summary(cls),
        "type": "object",
        "properties": {f.name: {"description": notes[f.name]} | _type(kinds[f.name], f.name) for f in fields(cls)},
        "required": [f.name for f in fields(cls) if not _optional(f)],
    }


def _type(annotation: Any, name: str = "") -> dict[str, Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if is_dataclass(annotation):
        return {"$ref": f"#/$defs/{annotation.__name__}"}  # type: ignore[union-attr]
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _type(arguments[1])}
    if origin in (types.UnionType, Union):
        return _nullable(_type(next(a for a in arguments if a is not type(None)), name))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return {"enum": [str(member) for member in annotation]}
    return _scalar(annotation, name)


def _nullable(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "type": [found["type"], "null"]} if "type" in found else {"anyOf": [found, {"type": "null"}]}


def _scalar(annotation: Any, name: str) -> dict[str, Any]:
    if annotation is object:
        return {}
    found: dict[str, Any] = {"type": _SCALARS[annotation]}
    if annotation is int:
        found["minimum"] = 0
    if annotation is float:
        found |= {"minimum": 0, "maximum": 1}
    if name == "sha256":
        found["pattern"] = "^[0-9a-f]{64}$"
    return found


def reference() -> str:
    """The reference page of the format, in Markdown."""
    parts = [_INTRODUCTION.format(format=data.FORMAT)]
    for cls in _classes(data.Edition):
        notes, kinds = described(cls), codec.field_types(cls)
        rows = [f"| `{f.name}` | {_named(kinds[f.name])}{_optional(f)} | {_cell(notes[f.name])} |" for f in fields(cls)]
        table = "\n".join(["| field | type | what it is |", "|---|---|---|", *rows])
        parts.append(f"## {cls.__name__}\n\n{_summary(cls)}\n\n{table}")
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _optional(field: Any) -> str:
    return "" if field.default is MISSING and field.default_factory is MISSING else " ○"


def _named(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if is_dataclass(annotation):
        name = annotation.__name__  # type: ignore[union-attr]
        return f"[{name}](#{name.lower()})"
    if origin is tuple:
        return f"list of {_named(arguments[0])}"
    if origin is Mapping:
        return f"object of {_named(arguments[1])}"
    if origin in (types.UnionType, Union):
        return f"{_named(next(a for a in arguments if a is not type(None)))} or null"
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return " · ".join(f"`{member}`" for member in annotation)
    return "any" if annotation is object else _SCALARS[annotation]


_INTRODUCTION = """# The edition as data

<!-- Generated by `python -m variorum.edition.schema docs/reference`. Change the docstrings in variorum/edition. -->

`edition.json` is the product of a run; the page, the Markdown and the summary in the terminal are made from it
alone. Its format is `{format}`, and [edition.schema.json](edition.schema.json) is its JSON Schema.

- Every `start` and `end` is a half-open range of code points into the `text` of the article that `article` names (in a
  block: of the article it stands in). A `text` beside them holds the characters of that range.
- Identifiers are unique inside an edition: `e1` entities, `s1` statements, `c1` claims, `q1` quotations, `d1`
  discrepancies. Articles keep the identifiers they came with.
- The order of every list follows from its content, never from the order of the input. The same input, settings and
  version give the same bytes but for `generator.created`.
- The file is UTF-8, with one item a line in the lists of the top level.
- A reader must pass over fields that it does not know: the format may grow without a new number. Fields marked ○ may
  be missing in editions that were made elsewhere; variorum writes all of them.

`variorum verify edition.json` proves an edition: it recomputes every hash, span, reference and count, and the digest.
It recomputes what follows from the rest, too: independent sources from the edges of the lineage, stances, exclusives
and omissions from claims, speakers from entities, the timeline from times, words quoted in reasons from the articles,
the brief from its citations. A verdict, a metadatum or the text of an article with its hash can be changed by whoever
makes a new digest: keep the digest elsewhere.
In Python, `read_edition(path)` of `variorum.edition` reads one, and `verify(path)` lists what does not hold."""


def write(folder: Path) -> None:
    """Write the schema and the reference page into a folder."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    (folder / "edition.schema.json").write_text(text, "utf-8")
    (folder / "edition.md").write_text(reference(), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
