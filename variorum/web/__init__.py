"""The desk in a browser: pages over a store, each with a twin in JSON."""

from variorum.web.settings import Token, WebSettings

__all__ = ["Token", "WebSettings"]
