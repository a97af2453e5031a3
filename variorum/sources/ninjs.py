"""IPTC ninjs, 1.x to 3.x, recognised by its shape (https://iptc.org/standards/ninjs/).

Version 1 has one `headline` and members `body_text`, `body_html`, ...; versions 2 and 3 have lists `headlines` and
`bodies` whose entries have a role, a content type and a `value`. Version 3 writes names in camel case; names are
compared here without case and underscores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BODIES = (("bodytext", "text/plain"), ("bodyxhtml", "text/html"), ("bodyhtml", "text/html"))
_TIMES = ("versioncreated", "contentcreated", "firstcreated")


def is_ninjs(item: Mapping[str, Any]) -> bool:
    """Tell whether an object is a ninjs item: an address of its own and a body or a version as ninjs names them."""
    names = _folded(item)
    if "uri" not in names or "text" in item or "html" in item:
        return False
    return bool({"bodies", "versioncreated", "standard"} & names.keys()) or any(n.startswith("body") for n in names)


def document(item: Mapping[str, Any], origin: str) -> RawDocument | None:
    """The raw document of a ninjs item; None where it has no body."""
    names = _folded(item)
    body = next(_bodies(names), None)
    if body is None:
        return None
    content, media_type = body
    return RawDocument(origin, content, media_type, _metadata(names))


def _folded(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name.replace("_", "").replace("-", "").lower(): value for name, value in item.items()}


def _bodies(names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in _preferred(names.get("bodies")):
        kind = str(entry.get("contenttype", ""))
        yield entry["value"], "text/html" if "html" in kind else "text/plain"
    for name, media_type in _BODIES:
        if isinstance(names.get(name), str) and names[name].strip():
            yield names[name], media_type


def _preferred(value: Any) -> list[dict[str, Any]]:
    """The entries of a list that have a text, plain text first, then those of the main role."""
    entries = [_folded(e) for e in value if isinstance(e, dict)] if isinstance(value, list) else []
    entries = [e for e in entries if isinstance(e.get("value"), str) and e["value"].strip()]
    return sorted(
        entries, key=lambda e: ("plain" not in str(e.get("contenttype", "")), e.get("role") not in {"main", None})
    )


def _metadata(names: Mapping[str, Any]) -> Metadata:
    headlines = _preferred(names.get("headlines"))
    title = names.get("headline") or (headlines[0]["value"] if headlines else "")
    uri = str(names.get("uri", ""))
    return Metadata(
        id=uri,
        url=uri if uri.startswith(("http://", "https://")) else "",
        outlet=_outlet(names),
        title=str(title),
        published=next((str(names[name]) for name in _TIMES if names.get(name)), ""),
        language=str(names.get("language") or "")[:2].lower(),
    )


def _outlet(names: Mapping[str, Any]) -> str:
    sources = names.get("infosources")
    if isinstance(sources, list):
        for entry in sources:
            if isinstance(entry, dict) and entry.get("name"):
                return str(entry["name"])
    return str(names.get("source") or names.get("copyrightholder") or names.get("provider") or "")
