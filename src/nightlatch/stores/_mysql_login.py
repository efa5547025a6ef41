"""Gets into MySQL or MariaDB as one user: greeting, TLS where it is offered, login; tells a refusal from a failure.

Sends what `_mysql_wire` does to log in, once for each attempt; a second time without TLS where TLS fails and no
password is at stake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nightlatch.model import Certificate, Endpoint, Failed, Failure, FailureKind, Login, Target, Tls
from nightlatch.stores import Ask
from nightlatch.stores._mysql_wire import Fail, Refused, Wire

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

_DENIED = frozenset(
    {1045, 1698, 1044, 1820, 1862, 3118, 4151, 1251, 2059, 1524, 1275}
)  # wrong, locked, expired, plugin
_TURNED_AWAY = {1129: "blocks this address after failed connections", 1040: "has no connection left",
                1203: "has no connection left for this user"}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Attempt:
    """How far one user got."""

    login: Login
    line: Line
    wire: Wire
    tls: Tls
    refused: int | None = None
    name: str = ""

    @property
    def is_final(self) -> bool:
        """Will no other user fare better? So it is where the server turns our address away."""
        return self.wire.greeting.refused is not None

    def close(self) -> None:
        self.wire.close()
        self.line.close()


@dataclass(slots=True)
class Opener:
    """Opens connections to one endpoint, for the first time and again."""

    target: Target
    endpoint: Endpoint
    dialer: Dialer
    ask: Ask
    is_plain: bool = False  # TLS was tried and does not work; only without a password

    def attempt(self, login: Login) -> Attempt:
        """Connect and log in as *login*. Errors: ``Failed``; a refusal is told by the attempt."""
        line = self.dialer.connect(self.endpoint, verb="mysql")
        try:
            found = self._speak(line, login)
        except BaseException:
            line.close()
            raise
        if found is not None:
            return found
        line.close()
        self.is_plain = True
        return self.attempt(login)

    def _speak(self, line: Line, login: Login) -> Attempt | None:
        """The attempt; None if it has to be made again without TLS."""
        fail = self.failing(line)
        wire = _greeted(line, self.ask, fail)
        code = wire.greeting.refused
        found = Attempt(login=login, line=line, wire=wire, tls=Tls(), refused=code)
        if code is not None:
            if code in _TURNED_AWAY:
                raise fail(
                    "connection-refused", f"{_TURNED_AWAY[code]} (error {code})", "its owner can lift that; try later"
                )
            if code not in (1130, *_DENIED):
                raise fail("not-this-protocol", f"greets with error {code}", "")
            return found
        is_secure, certificate = self._secured(wire, login)
        if is_secure is None:
            return None
        found.tls = Tls(offered=wire.greeting.has_tls, used=is_secure, certificate=certificate)
        if login.password and not is_secure and self.target.tls:
            raise fail("tls", "offers no TLS", "ask for mysql:// without TLS if that is meant")
        try:
            wire.log_in(login.user, login.password, self.ask.client, is_secure)
        except Refused as refused:
            found.refused = _known(refused.code, fail)
        except Failed as failed:
            if failed.failure.kind != "unsupported-version" or login.password:
                raise
            found.refused = 1045  # a method that proves more than an empty password: it asks for a credential
        return found

    def _secured(self, wire: Wire, login: Login) -> tuple[bool | None, Certificate | None]:
        if not wire.greeting.has_tls or self.is_plain:
            return False, None
        from nightlatch import tls

        try:
            return True, wire.secure(self.endpoint.host, tls.wrap)
        except Failed:
            if login.password or self.target.tls:
                raise
            return None, None

    def failing(self, line: Line) -> Fail:
        def fail(kind: FailureKind, what: str, hint: str = "") -> Failed:
            return Failed(line.cut or Failure(kind=kind, target=f"mysql://{self.endpoint}", what=what, hint=hint))

        return fail


def _greeted(line: Line, ask: Ask, fail: Fail) -> Wire:
    try:
        return Wire(line.socket, ask.timeout_seconds, fail)
    except Failed as failed:
        if failed.failure.kind == "connection-refused":
            raise fail("not-this-protocol", "hangs up without a greeting", "is it another kind of store?") from None
        if failed.failure.kind == "timeout":
            hint = "MySQL speaks first: is it another kind of store? else raise --timeout"
            raise fail("timeout", "accepts the connection and says nothing", hint) from None
        raise


def _known(code: int, fail: Fail) -> int:
    if code == 3159:
        raise fail("tls", "lets nobody in without TLS, and the handshake failed (error 3159)", "")
    if code in _TURNED_AWAY:
        raise fail("connection-refused", f"{_TURNED_AWAY[code]} (error {code})", "its owner can lift that; try later")
    if code not in (1130, *_DENIED):
        raise fail("unsupported-version", f"answers a login with error {code}, which is no refusal that we know", "")
    return code


def current_user(wire: Wire) -> str:
    try:
        rows = wire.rows("SELECT CURRENT_USER()")
    except Refused:
        return ""
    return (rows[0][0] or b"").decode("utf-8", "surrogateescape") if rows else ""


def best_of(inside: list[Attempt]) -> Attempt | None:
    """The one that got in; "root", if it is an account of its own and not the anonymous one by another name."""
    names = {one.name for one in inside}
    return inside[-1] if len(names) > 1 else next(iter(inside), None)
