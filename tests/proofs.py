"""What the tests of proof share: a scope, its token, and web servers that show one."""

from __future__ import annotations

import contextlib
import http.server
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nightlatch import addresses
from nightlatch.scope import Grant, Listing, Scope

NOW = datetime.now(UTC).replace(microsecond=0)  # the dialer has a clock of its own
ENDS = NOW + timedelta(days=10)
WELL_KNOWN = "/.well-known/nightlatch.txt"
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


def scope(*networks: str, names: tuple[str, ...] = ()) -> Scope:
    """A scope of *networks* and *names* in owner standing, until :data:`ENDS`."""
    grant = Grant(
        owner="Example Ltd", contact="security@example.org", granted_by="ticket 123",
        valid_from=NOW - timedelta(days=1), valid_until=ENDS, standing="owner",
    )  # fmt: skip
    listed = Listing(networks=tuple(map(addresses.network, networks)), names=frozenset(names))
    return Scope(name="scope.toml", grant=grant, targets_listed=listed, ends=ENDS)


def other(made: Scope, *networks: str) -> Scope:
    """The same grant for something else."""
    return replace(made, targets_listed=Listing(networks=tuple(map(addresses.network, networks))))


def file(text: str, status: int = 200) -> Answer:
    """An answer that is the file with *text*, and 404 at any other path."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        is_there = handler.path == WELL_KNOWN
        body = text.encode() if is_there else b"not here"
        handler.send_response(status if is_there else 404)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class Web(http.server.ThreadingHTTPServer):
    """Answers every GET as told; keeps what was asked for, with the ``Host`` of each request."""

    daemon_threads = True

    def __init__(self, answer: Answer, address: str = "127.0.0.1", port: int = 0) -> None:
        self.asked: list[tuple[str, str]] = []
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append((self.headers["Host"], self.path))
                with contextlib.suppress(OSError):
                    answer(self)

            def log_message(self, *_: object) -> None:
                pass

        super().__init__((address, port), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no news."""


@contextlib.contextmanager
def web(
    answer: Answer, address: str = "127.0.0.1", port: int = 0, tls: tuple[Path, Path] | None = None
) -> Iterator[Web]:
    """A web server, with TLS if *tls* has a certificate and its key."""
    server = Web(answer, address, port)
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
