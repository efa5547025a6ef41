"""The file of an address, asked of real web servers on loopback: ones that show it, and ones that do something else."""

from __future__ import annotations

import http.server
import json
import socket
import time
from datetime import datetime
from pathlib import Path

import pytest

from nightlatch import _proof_web
from nightlatch._proof_token import token
from nightlatch._proof_web import Fetched, request
from nightlatch.audit_log import AuditLog
from nightlatch.dial import Dialer
from nightlatch.model import Endpoint
from nightlatch.scope import Scope
from tests.lab import hostile
from tests.proofs import ENDS, NOW, WELL_KNOWN, Answer, file, other, scope, web

SCOPE = scope("127.0.0.1", names=("db.example.org",))
TOKEN = token(SCOPE)
CLIENT = "nightlatch/1 t0 security@example.org"


def fetched(
    port: int, *, tls: bool = False, host: str = "127.0.0.1", seconds: float = 5.0, now: datetime = NOW
) -> Fetched:
    """What *port* of loopback says about the scope."""
    with Dialer(Scope.loopback(), timeout_seconds=seconds) as dialer:
        endpoint = Endpoint(host=host, address="127.0.0.1", port=port)
        return _proof_web.fetch(dialer, endpoint, SCOPE, now, tls=tls, client=CLIENT)


def said(answer: Answer, now: datetime = NOW) -> tuple[str, str]:
    """Outcome and words for a server that answers so."""
    with web(answer) as server:
        seen = fetched(server.server_port, now=now).seen
    return seen.outcome, seen.what


class TestProved:
    @pytest.mark.parametrize(
        "text", [TOKEN, f"{TOKEN}\n", f"\ufeff# ours\r\n{TOKEN}\r\n", f"nightlatch1 x\n  {TOKEN}  \n"]
    )
    def test_file(self, text: str) -> None:
        """An address that serves the file with the token as one of its lines is proved until the token ends."""
        with web(file(text)) as server:
            found = fetched(server.server_port)
        assert (found.seen.outcome, found.seen.until, found.certificate) == ("proved", ENDS, "")

    def test_self_signed(self, certificate: tuple[Path, Path]) -> None:
        """Over HTTPS a certificate need not be trusted; that it was not is recorded."""
        with web(file(TOKEN), tls=certificate) as server:
            found = fetched(server.server_port, tls=True)
        assert (found.seen.outcome, found.certificate) == ("proved", "unverified")

    def test_host_is_the_name(self) -> None:
        """A name is asked for by its name, at the address that is to be proved and not by another look-up."""
        with (
            web(file(TOKEN)) as server,
            Dialer(SCOPE, resolver=lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", 0))]) as dialer,
        ):
            listed = Endpoint(host="127.0.0.1", address="127.0.0.1", port=server.server_port)
            named = Endpoint(host="db.example.org", address="127.0.0.1", port=server.server_port)
            for endpoint in (listed, named):
                _proof_web.fetch(dialer, endpoint, SCOPE, NOW, tls=False, client=CLIENT)
            assert server.asked == [("127.0.0.1", WELL_KNOWN), ("db.example.org", WELL_KNOWN)]


class TestNotProved:
    def test_other_scope(self) -> None:
        """The token of another scope, wider or narrower, proves nothing."""
        wider = token(other(SCOPE, "127.0.0.0/8"))
        assert said(file(wider))[0] == "another-scope"

    def test_expired(self) -> None:
        """A token whose time is up proves nothing."""
        outcome, what = said(file(TOKEN), now=ENDS)
        assert (outcome, what) == ("expired", f"the token there expired at {ENDS:%Y-%m-%d %H:%M} UTC")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "hello",
            "\x1b[31mnightlatch1",
            "<html>404</html>" * 100,
            TOKEN[12:],
            TOKEN.replace("nightlatch1", "nightlatch2"),
        ],
    )
    def test_other_texts(self, text: str) -> None:
        """A file without a token proves nothing."""
        assert said(file(text)) == ("nothing", "no token of Nightlatch is published there")

    @pytest.mark.parametrize(
        "text",
        [
            TOKEN[:-1],
            TOKEN.upper().replace("NIGHTLATCH", "nightlatch"),
            f"{TOKEN} x",
            f"{TOKEN[:-20]}2026-13-01T00:00:00Z",
        ],
    )
    def test_misspelt(self, text: str) -> None:
        """A token that is not written as it should be proves nothing, and is told from none."""
        assert said(file(text))[0] == "failed"

    @pytest.mark.parametrize("status", [404, 403, 500, 206])
    def test_status(self, status: int) -> None:
        """Only a whole, successful answer counts."""
        assert said(file(TOKEN, status)) == ("nothing", f"it answers {status} to the request for the file")

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_redirect(self, status: int) -> None:
        """A redirect is not followed, not even to where the token is."""
        with web(file(TOKEN)) as there:

            def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
                handler.send_response(status)
                handler.send_header("Location", f"http://127.0.0.1:{there.server_port}{WELL_KNOWN}")
                handler.send_header("Content-Length", "0")
                handler.end_headers()

            assert said(answer) == ("nothing", f"it redirects ({status}), which is not followed")
            assert there.asked == []

    def test_oversized(self) -> None:
        """A file that is longer than any token needs is not read to its end."""
        outcome, what = said(file("x\n" * 20_000 + TOKEN))
        assert (outcome, what) == ("failed", "its answer is longer than 16,384 bytes")

    def test_never_ending(self) -> None:
        """An answer that drips is cut."""

        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(1000):
                handler.wfile.write(b"x\n")
                time.sleep(0.02)

        with web(answer) as server:
            assert fetched(server.server_port, seconds=0.2).seen.outcome == "failed"

    def test_compressed(self) -> None:
        """What comes compressed though asked for plain is not unpacked."""

        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Encoding", "gzip")
            handler.send_header("Content-Length", "3")
            handler.end_headers()
            handler.wfile.write(b"abc")

        assert said(answer) == ("failed", "sends compressed what was asked for plain")

    def test_silent(self) -> None:
        """A port that accepts and says nothing costs its time and no more."""
        with hostile.silent() as trap:
            assert fetched(trap.port, seconds=0.2).seen.outcome == "failed"

    def test_closed(self) -> None:
        """A port that nobody listens at is said to be that."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        assert fetched(port).seen.what == "connection refused"

    def test_no_tls_there(self) -> None:
        """A server that speaks no TLS is not asked without it on that port."""
        with web(file(TOKEN)) as server:
            assert fetched(server.server_port, tls=True).seen.outcome == "failed"
            assert server.asked == []

    def test_out_of_scope(self) -> None:
        """An address that the scope does not list is not contacted."""
        with web(file(TOKEN)) as server, Dialer(scope("10.0.0.1")) as dialer:
            endpoint = Endpoint(host="127.0.0.1", address="127.0.0.1", port=server.server_port)
            seen = _proof_web.fetch(dialer, endpoint, SCOPE, NOW, tls=False, client=CLIENT).seen
            assert (seen.outcome, server.asked) == ("failed", [])
            assert "is not in the scope" in seen.what


def test_bytes_are_those_announced() -> None:
    """What a dry run says would be sent is what is sent, byte by byte."""
    came = bytearray()

    def talk(link: socket.socket, _: object) -> None:
        came.extend(link.recv(65536))

    with hostile.Trap(talk) as trap:
        fetched(trap.port, seconds=1.0)
    assert bytes(came) == request("127.0.0.1", CLIENT)


def test_line_of_the_audit_log(tmp_path: Path) -> None:
    """The request has its line in the audit log, with the verb ``proof``."""
    with AuditLog(tmp_path / "log") as log, web(file(TOKEN)) as server:
        with Dialer(Scope.loopback(), audit_log=log) as dialer:
            endpoint = Endpoint(host="127.0.0.1", address="127.0.0.1", port=server.server_port)
            _proof_web.fetch(dialer, endpoint, SCOPE, NOW, tls=False, client=CLIENT)
        (line,) = map(json.loads, (tmp_path / "log").read_text().splitlines())
    assert (line["verb"], line["outcome"], line["port"]) == ("proof", "done", server.server_port)
