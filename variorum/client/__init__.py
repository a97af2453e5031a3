"""A client of the web API that `variorum serve` offers; needs httpx and nothing else of variorum."""

from variorum.client.calls import Calls
from variorum.client.transport import ApiError

__all__ = ["ApiError", "Client"]


class Client(Calls):
    """A desk at an address: `Client("http://127.0.0.1:8000")`, with a token where one wants to judge.

    Use it in a `with`, or close it. Every call raises `ApiError` where the desk refuses or cannot be reached.
    """
