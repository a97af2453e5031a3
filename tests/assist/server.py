"""A server that speaks chat completions and misbehaves as it is told to."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Model:
    """What the server answers: a content, or raw bytes with a status; a `pause` between bytes makes it stall."""

    def __init__(self) -> None:
        self.content = ""
        self.raw: bytes | None = None
        self.status = 200
        self.pause = 0.0
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.content}}]}).encode()


@contextmanager
def serving(model: Model) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            model.requests.append(json.loads(self.rfile.read(length)))
            model.keys.append(self.headers.get("authorization", ""))
            body = model.body()
            self.send_response(model.status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            try:
                for i in range(len(body)) if model.pause else ():
                    self.wfile.write(body[i : i + 1])
                    self.wfile.flush()
                    time.sleep(model.pause)
                if not model.pause:
                    self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
