"""A small HTTP/1.1 server in this process, on a free port of loopback: what fakes and guards of HTTP stores stand on."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: *target* as it came, *path* decoded, headers by their names in lower case."""

    method: str
    target: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON, None where there is none."""
        return json.loads(self.body) if self.body else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back; a *body* that is not bytes goes as JSON."""

    status: int = 200
    body: Any = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Web:
    """A running server; ``with`` or `close` ends it, else the end of the process."""

    answer: Callable[[Asked], Answer]
    host: str = HOST
    asked: list[Asked] = field(default_factory=list)
    _server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        self._server = _Quick((self.host, 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_port

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class _Quick(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, address: Any) -> None:
        """A client that hung up is nobody's error."""


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one packet for head and body

        def log_message(self, *words: Any) -> None: ...

        def do_any(self) -> None:
            parts = urlsplit(self.path)
            asked = Asked(
                method=self.command, target=self.path, path=unquote(parts.path),
                query=dict(parse_qsl(parts.query, keep_blank_values=True)),
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self.rfile.read(int(self.headers.get("content-length") or 0)),
            )  # fmt: skip
            web.asked.append(asked)
            told = web.answer(asked)
            is_raw = isinstance(told.body, bytes)
            body = told.body if is_raw else json.dumps(told.body).encode()
            self.send_response_only(told.status)
            headers = [] if is_raw else [("content-type", "application/json; charset=UTF-8")]
            for name, value in (*headers, *told.headers, ("content-length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if self.command != "HEAD" else b"")

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_any  # noqa: N815 - what http.server looks for

    return Handler
