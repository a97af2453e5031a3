"""Dataclasses to JSON and back, driven by their annotations; canonical bytes and their digest."""

from __future__ import annotations

import hashlib
import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class FormatError(ValueError):
    """Data that is no edition: `place` says where in it, `reason` what is wrong."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def field_names(value: Any) -> tuple[str, ...]:
    """The names of the fields of a dataclass's instance, in order."""
    cls: Any = type(value)
    return _names(cls)


@cache
def field_types(cls: type) -> dict[str, Any]:
    """The evaluated annotations of a dataclass."""
    return get_type_hints(cls)


def to_plain(value: Any) -> Any:
    """Dataclasses to dicts, tuples to lists, enums to their values; the order of fields is kept."""
    cls = type(value)
    if cls in (str, int, bool, float) or value is None:
        return value
    if is_dataclass(cls):
        return {name: to_plain(getattr(value, name)) for name in _names(cls)}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    return value.value if isinstance(value, Enum) else value


def from_plain(cls: type[T], data: object, place: str = "") -> T:
    """Read a dataclass from dicts and lists. Raises `FormatError` where they do not fit the annotations."""
    found: T = _reader(cls)(data, place)  # type: ignore[arg-type]
    return found


Reader = Callable[[Any, str], Any]


@cache
def _reader(annotation: Any) -> Reader:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if is_dataclass(annotation):
        return _dataclass_reader(annotation)  # type: ignore[arg-type]
    if origin is tuple:
        return _tuple_reader(_reader(arguments[0]))
    if origin in (Mapping, dict):
        return _mapping_reader(_reader(arguments[1]))
    if origin in (types.UnionType, Union):
        return _optional_reader(_reader(next(a for a in arguments if a is not type(None))))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _enum_reader(annotation)
    return _scalar_reader(annotation)


def _dataclass_reader(cls: type) -> Reader:
    readers = [(f.name, _reader(field_types(cls)[f.name]), f) for f in fields(cls)]
    required = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}

    def read(data: Any, place: str) -> Any:
        if not isinstance(data, dict):
            raise FormatError(place, f"an object is needed for {cls.__name__}, not {_kind(data)}")
        missing = sorted(required - data.keys())
        if missing:
            raise FormatError(place, f"{', '.join(missing)} missing")
        return cls(**{name: reader(data[name], f"{place}.{name}") for name, reader, _ in readers if name in data})

    return read


def _tuple_reader(item: Reader) -> Reader:
    def read(data: Any, place: str) -> Any:
        if not isinstance(data, list | tuple):
            raise FormatError(place, f"a list is needed, not {_kind(data)}")
        return tuple(item(each, f"{place}[{i}]") for i, each in enumerate(data))

    return read


def _mapping_reader(item: Reader) -> Reader:
    def read(data: Any, place: str) -> Any:
        if not isinstance(data, Mapping):
            raise FormatError(place, f"an object is needed, not {_kind(data)}")
        return {str(key): item(each, f"{place}.{key}") for key, each in data.items()}

    return read


def _optional_reader(item: Reader) -> Reader:
    return lambda data, place: None if data is None else item(data, place)


def _enum_reader(cls: type[StrEnum]) -> Reader:
    def read(data: Any, place: str) -> Any:
        try:
            return cls(data)
        except ValueError:
            raise FormatError(place, f"{data!r} is none of {', '.join(cls)}") from None

    return read


def _scalar_reader(kind: Any) -> Reader:
    def read(data: Any, place: str) -> Any:
        if kind is object:
            return data
        if kind is float and isinstance(data, int) and not isinstance(data, bool):
            return float(data)
        if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
            raise FormatError(place, f"{kind.__name__} is needed, not {_kind(data)}")
        return data

    return read


def _kind(data: object) -> str:
    return "null" if data is None else type(data).__name__


def dumps(plain: Mapping[str, Any]) -> str:
    """JSON with one item a line in the top-level lists: small, quick to write, and readable in a diff.

    Characters stand for themselves, except lone surrogates, which UTF-8 cannot hold.
    """
    parts = []
    for key, value in plain.items():
        if isinstance(value, list) and value:
            body = "[\n" + ",\n".join(_compact(each) for each in value) + "\n]"
        else:
            body = _compact(value)
        parts.append(f"{json.dumps(key)}: {body}")
    return _LONE_SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", "{\n" + ",\n".join(parts) + "\n}\n")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def loads(text: str) -> Any:
    """Read JSON. Raises `FormatError`, also for nesting that is too deep to be an edition."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise FormatError("file", f"this is no JSON: {error}") from None


def digest(plain: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an edition without its digest and its time of creation."""
    kept = {key: value for key, value in plain.items() if key != "digest"}
    generator = kept.get("generator")
    if isinstance(generator, Mapping):
        kept["generator"] = {key: value for key, value in generator.items() if key != "created"}
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
