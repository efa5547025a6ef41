"""``/.well-known/nightlatch.txt`` (RFC 8615) of one address, over HTTP on port 80 and HTTPS on port 443.

One GET a port, to exactly the address that is to be proved, through the dialer; its ``Host`` is the name, if one is to
be proved. Nothing is followed: a redirect proves nothing. A certificate need not be one that a stranger would trust,
since the file says all; whether it was is recorded. Nothing of the answer but our judgement of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

import h11

from nightlatch import _proof_token
from nightlatch._proof_token import Seen
from nightlatch.dial import Dialer, Line
from nightlatch.model import Endpoint, Failed, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask
from nightlatch.stores._http import Http

PATH = "/.well-known/nightlatch.txt"
TLS_PORT = 443
PORTS = (80, TLS_PORT)
VERB = "proof"
_GET = f"GET {PATH}"
_MOST_BYTES = 16 << 10
_MOVED = range(300, 400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one port said; *certificate* is ``verified`` or ``unverified`` where TLS was spoken, else empty."""

    seen: Seen
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class _Pinned:
    """A dialer that knows one endpoint: the one whose control is in question."""

    dialer: Dialer
    endpoint: Endpoint

    def resolve(self, host: str, port: int) -> Endpoint:
        return self.endpoint

    def connect(self, endpoint: Endpoint, *, verb: str = "connect") -> Line:
        return self.dialer.connect(endpoint, verb=verb)


def url(host: str, *, tls: bool) -> str:
    """Where the file is looked for."""
    return f"{'https' if tls else 'http'}://{_shown(host)}{PATH}"


def request(host: str, client: str) -> bytes:
    """What is sent to each port, byte by byte, for who wants to know beforehand."""
    web = _web(None, host, 80, tls=False, ask=Ask(client=client))  # type: ignore[arg-type]  # it dials nobody
    return h11.Connection(h11.CLIENT).send(h11.Request(method="GET", target=PATH, headers=web._headed(b"", {}))) or b""


def _web(dialer: Dialer, host: str, port: int, *, tls: bool, ask: Ask) -> Http:
    target = Target(url=url(host, tls=tls), kind=VERB, host=host, port=port, tls=tls)
    # The host as browsers write it, without the port: some servers compare it letter by letter.
    return Http(target, dialer, ask, frozenset({_GET}), headers={"host": _shown(host)})


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def fetch(dialer: Dialer, endpoint: Endpoint, scope: Scope, now: datetime, *, tls: bool, client: str) -> Fetched:
    """Ask *endpoint* for the file and judge it. Errors: none; what goes wrong is a ``failed`` look."""
    seconds = dialer.timeout_seconds
    ask = Ask(timeout_seconds=seconds, statement_seconds=seconds, client=client)
    web = _web(cast(Dialer, _Pinned(dialer, endpoint)), endpoint.host, endpoint.port, tls=tls, ask=ask)
    try:
        reply = web.ask(_GET, most=_MOST_BYTES, seconds=2 * seconds)
        seen = _proof_token.judge(_lines(reply.body), scope, now) if reply.status == 200 else _refused(reply.status)
    except Failed as failed:
        seen = Seen(outcome="failed", what=failed.failure.what)
    finally:
        web.close()
    return Fetched(seen=seen, certificate=_certificate(web))


def _refused(status: int) -> Seen:
    if status in _MOVED:
        return Seen(outcome="nothing", what=f"it redirects ({status}), which is not followed")
    return Seen(outcome="nothing", what=f"it answers {status} to the request for the file")


def _lines(body: bytes) -> list[str]:
    return body.decode("utf-8-sig", "replace").splitlines()


def _certificate(web: Http) -> str:
    if not web.tls.used:
        return ""
    return "verified" if web.tls.certificate is not None and web.tls.certificate.verified else "unverified"
