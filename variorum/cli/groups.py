"""Options that several commands take, declared once: a parameter that is a frozen dataclass is a group of options."""

from __future__ import annotations

import functools
import inspect
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GIVEN = inspect.Parameter.POSITIONAL_OR_KEYWORD


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command for typer, in the place of each of whose groups stand the options that are the group's fields."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if isinstance(kind, type) and is_dataclass(kind)}

    @functools.wraps(command)
    def called(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        command(**given)

    shown = [each for own in inspect.signature(command).parameters.values() for each in _parameters(own, hints)]
    called.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in shown}
    del called.__wrapped__
    return called


def _parameters(own: inspect.Parameter, hints: dict[str, Any]) -> Iterator[inspect.Parameter]:
    kind = hints[own.name]
    if not (isinstance(kind, type) and is_dataclass(kind)):
        yield own.replace(annotation=kind, kind=_GIVEN)
        return
    inside = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        default = own.empty if field.default is MISSING else field.default
        yield inspect.Parameter(field.name, _GIVEN, default=default, annotation=inside[field.name])
