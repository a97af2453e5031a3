"""Requests to a desk."""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import quote

import httpx


class ApiError(Exception):
    """The desk refused or could not be reached: `status` is the HTTP status, 0 without one; `reason` is in words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}" if status else reason)
        self.status = status
        self.reason = reason


class Transport:
    """Asks one desk. `token` lets it judge; `timeout` is in seconds."""

    def __init__(self, address: str, *, token: str = "", timeout: float = 30.0) -> None:
        headers = {"accept": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        self._http = httpx.Client(base_url=address.rstrip("/"), headers=headers, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @staticmethod
    def quoted(part: object) -> str:
        """A part of an address with whatever it holds escaped."""
        return quote(str(part), safe="")

    def get(self, path: str, **parameters: object) -> Any:
        """The JSON at an address; parameters with nothing in them are left out."""
        return self._json(self._asked("GET", path, params=_told(parameters)))

    def post(self, path: str, **fields: object) -> Any:
        """What a form is answered with."""
        return self._json(self._asked("POST", path, data=_told(fields)))

    def content(self, path: str, **parameters: object) -> bytes:
        """The bytes at an address."""
        return self._asked("GET", path, params=_told(parameters)).content

    def _asked(self, verb: str, path: str, **told: Any) -> httpx.Response:
        try:
            answer = self._http.request(verb, path, **told)
        except httpx.HTTPError as error:
            raise ApiError(0, f"{self._http.base_url} cannot be asked ({error or type(error).__name__})") from error
        if not answer.is_success:
            raise ApiError(answer.status_code, _reason(answer))
        return answer

    @staticmethod
    def _json(answer: httpx.Response) -> Any:
        try:
            return answer.json()
        except ValueError as error:
            raise ApiError(answer.status_code, "the answer is no JSON; is there a desk at this address?") from error


def _told(values: dict[str, object]) -> dict[str, Any]:
    """Parameters by their names on the wire (`from_` is `from`), without empty ones."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if value not in ("", None, (), []):
            kept[name.removesuffix("_")] = list(value) if isinstance(value, tuple) else value
    return kept


def _reason(answer: httpx.Response) -> str:
    try:
        found = answer.json()
    except ValueError:
        return answer.reason_phrase
    if isinstance(found, dict):
        return str(found.get("detail") or found.get("reason") or found.get("message") or found)
    return str(found)
