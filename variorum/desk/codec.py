"""Annotations to bytes and back, without running anything that the bytes say.

A dataclass or named tuple is the list of its fields' values, in order; tokens, of which there are most, are kept by
column. The types say how to read it back. The layout is named by a digest of all fields and their types, so that what
was written before a type changed is not read as something else but not at all.
"""

from __future__ import annotations

import hashlib
import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from variorum.model import (
    Annotated,
    BlockKind,
    Claim,
    LocalEntity,
    Mention,
    Parse,
    Quantity,
    Quotation,
    Sentence,
    TimeExpression,
    Token,
)
from variorum.values.date import TimeValue
from variorum.values.quantity import Amount

if TYPE_CHECKING:
    from variorum.model import Article

# What stands in an `Annotated` beside the article and the parse, in order.
_PARTS: tuple[tuple[str, type], ...] = (
    ("mentions", Mention),
    ("entities", LocalEntity),
    ("quotations", Quotation),
    ("quantities", Quantity),
    ("times", TimeExpression),
    ("claims", Claim),
)
_HIDDEN = {"Amount": Amount, "TimeValue": TimeValue, "BlockKind": BlockKind}
Reader = Callable[[Any], Any]


class StaleError(ValueError):
    """Bytes that were written in another layout, or are broken: what they held has to be made again."""


def encode(annotated: Annotated) -> bytes:
    """The annotations of an article, without the article."""
    parse = annotated.parse
    columns = [list(column) for column in zip(*parse.tokens, strict=True)]
    parts = [_plain(getattr(annotated, name)) for name, _ in _PARTS]
    whole = [layout(), parse.has_syntax, columns, _plain(parse.sentences), parts]
    return zlib.compress(json.dumps(whole, separators=(",", ":")).encode(), 6)


def decode(data: bytes, article: Article) -> Annotated:
    """The article with the annotations that `encode` wrote. Raises `StaleError`."""
    try:
        named, has_syntax, columns, sentences, parts = json.loads(zlib.decompress(data))
        if named != layout():
            raise StaleError("the annotations are of another layout")
        tokens = tuple(Token(*each) for each in zip(*columns, strict=True))
        parse = Parse(tokens, tuple(map(_reader(Sentence), sentences)), has_syntax)
        found = [tuple(map(_reader(kind), part)) for (_, kind), part in zip(_PARTS, parts, strict=True)]
    except (zlib.error, ValueError, TypeError, KeyError, IndexError) as wrong:
        raise StaleError(str(wrong)) from wrong
    return Annotated(article, parse, *found)


@cache
def layout() -> str:
    """A digest of the layout: the names and types of all fields."""
    seen: dict[str, list[str]] = {}
    for kind in (Token, Sentence, *(kind for _, kind in _PARTS)):
        _describe(kind, seen)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]


def _describe(kind: Any, seen: dict[str, list[str]]) -> None:
    if get_args(kind):
        for each in get_args(kind):
            _describe(each, seen)
    elif isinstance(kind, type) and kind.__name__ not in seen and _is_record(kind):
        hints = _hints(kind)
        seen[kind.__name__] = [f"{name}: {hint}" for name, hint in hints.items()]
        if issubclass(kind, Enum):
            seen[kind.__name__] = sorted(str(each.value) for each in kind)
        for hint in hints.values():
            _describe(hint, seen)


def _is_record(kind: type) -> bool:
    return is_dataclass(kind) or issubclass(kind, (tuple, Enum))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [_plain(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    if issubclass(kind, Enum):
        return {}
    return get_type_hints(kind, localns=_HIDDEN)


@cache
def _reader(kind: Any) -> Reader:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (types.UnionType, Union):
        inner = _reader(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if is_dataclass(kind):
        record: Any = kind
        readers = [_reader(hint) for hint in _hints(record).values()]
        return lambda values: record(*[read(v) for read, v in zip(readers, values, strict=True)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _reader(arguments[0])
        return lambda values: tuple([read(each) for each in values])
    readers = [_reader(each) for each in arguments]
    return lambda values: tuple([read(each) for read, each in zip(readers, values, strict=True)])
