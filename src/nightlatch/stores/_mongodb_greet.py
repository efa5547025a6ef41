"""How a conversation with MongoDB begins: the first message, TLS, who answers, and a login where one was given.

Sends hello (isMaster to servers that lack it), buildInfo, replSetGetConfig for the id of the replica set, and with a
login saslStart and saslContinue (SCRAM-SHA-256 and -1: RFC 7677, RFC 5802). Hosts named in hello are never contacted.
buildInfo is not used to tell the kind: 8.1 and later keep it from strangers.
"""

from __future__ import annotations

import hashlib
import platform
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import scramp

from nightlatch import __version__, tls
from nightlatch.model import Endpoint, Failed, Identity, Login, Target, Tls
from nightlatch.stores import Ask
from nightlatch.stores._mongodb_wire import Refused, Wire, Words

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

OP_MSG_WIRE = 6  # maxWireVersion of 3.6
FIND_WIRE = 4  # of 3.2: find and getMore are commands
_TLS_SECONDS = 1.5  # the same port has just answered in plain text
_PRODUCTS = {"secantusVersion": "SecantusDB", "ferretdb": "FerretDB", "ferretdbVersion": "FerretDB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeted:
    """An open conversation, what hello said, and how far TLS goes."""

    line: Line
    wire: Wire
    hello: Words
    tls: Tls


def greet(target: Target, endpoint: Endpoint, dialer: Dialer, ask: Ask) -> Greeted:
    """Dial and say hello: in plain text unless *target* asks for TLS, then in TLS, then as 3.4 and older understand it.

    Errors: ``Failed`` with connection-refused, timeout, tls, not-this-protocol, unsupported-version, hostile.
    """
    words = _hello(target, ask)
    if target.tls:
        return _attempt(endpoint, dialer, ask, words, is_tls=True)
    try:
        found = _attempt(endpoint, dialer, ask, words)
    except Failed as plain:
        if plain.failure.kind != "not-this-protocol" or "closes" not in plain.failure.what:
            raise
        return _after_closing(endpoint, dialer, ask, words, plain)
    return Greeted(line=found.line, wire=found.wire, hello=found.hello, tls=_offered(endpoint, dialer))


def _after_closing(endpoint: Endpoint, dialer: Dialer, ask: Ask, words: Words, plain: Failed) -> Greeted:
    """A server that closes on OP_MSG in plain text wants TLS, or is older than 3.6, or is something else."""
    for way in ({"is_tls": True}, {"is_legacy": True}):
        with suppress(Failed):
            return _attempt(endpoint, dialer, ask, words, **way)
    raise plain


def _attempt(
    endpoint: Endpoint, dialer: Dialer, ask: Ask, words: Words, *, is_tls: bool = False, is_legacy: bool = False
) -> Greeted:
    line = dialer.connect(endpoint, verb="identify")
    try:
        sock, state = line.socket, Tls(required=False)
        if is_tls:
            sock, certificate = tls.wrap(line.socket, endpoint.host)
            state = Tls(offered=True, required=True, used=True, certificate=certificate)
        wire = Wire(line, sock, endpoint, timeout_seconds=ask.timeout_seconds, is_legacy=is_legacy)
        return Greeted(line=line, wire=wire, hello=_say_hello(wire, words), tls=state)
    except BaseException:
        line.close()
        raise


def _offered(endpoint: Endpoint, dialer: Dialer) -> Tls:
    """Does the port that talks in plain text take TLS as well? Costs one connection."""
    try:
        with dialer.connect(endpoint, verb="identify") as line:
            # mongod hangs up at once; others take a ClientHello for the start of a long message and wait for more
            line.socket.settimeout(_TLS_SECONDS)
            wrapped, certificate = tls.wrap(line.socket, endpoint.host)
            with suppress(OSError):
                wrapped.close()
            return Tls(offered=True, required=False, certificate=certificate)
    except Failed as refusal:
        return Tls(offered=False if refusal.failure.kind in ("tls", "timeout") else None, required=False)


def _hello(target: Target, ask: Ask) -> Words:
    system = {"type": platform.system() or "unknown"}
    words: Words = {
        "hello": 1,
        "client": {
            "application": {"name": ask.client[:128]},
            "driver": {"name": "nightlatch", "version": __version__},
            "os": system,
        },
    }
    if target.login:
        words["saslSupportedMechs"] = f"{auth_source(target)}.{target.login.user}"
    return words


def _say_hello(wire: Wire, words: Words) -> Words:
    verbs = ("isMaster",) if wire.is_legacy else ("hello", "isMaster")  # hello came with 4.4.2 and its like
    for verb in verbs:
        try:
            reply = wire.command("admin", {verb: 1, **{key: value for key, value in words.items() if key != "hello"}})
        except Refused as refusal:
            if refusal.code == 59:
                continue
            raise wire.failed("not-this-protocol", f"answers hello with error {refusal.code}") from None
        if isinstance(reply.get("maxWireVersion", 0 if wire.is_legacy else None), int) and (
            "isWritablePrimary" in reply or "ismaster" in reply
        ):
            return reply
    raise wire.failed("not-this-protocol", "answers hello as no MongoDB does")


def identify(greeted: Greeted) -> Identity:
    """Product, version where strangers may know it, and the replica set's own id where it may be read."""
    version, product, own_id = None, "MongoDB", None
    with suppress(Refused):
        info = greeted.wire.command("admin", {"buildInfo": 1})
        said = info.get("version")
        version = said[:40] if isinstance(said, str) and said.isprintable() else None
        product = next((name for key, name in _PRODUCTS.items() if key in info), product)
    if isinstance(greeted.hello.get("setName"), str):
        with suppress(Refused):
            own_id = _set_id(greeted.wire.command("admin", {"replSetGetConfig": 1}))
    return Identity(kind="mongodb", product=product, version=version, id=own_id, tls=greeted.tls)


def _set_id(reply: Words) -> str | None:
    config = reply.get("config")
    settings = config.get("settings") if isinstance(config, dict) else None
    number = settings.get("replicaSetId") if isinstance(settings, dict) else None
    return f"mongodb:{number}" if number is not None and len(str(number)) == 24 else None


def auth_source(target: Target) -> str:
    """The database that holds the user: authSource in the URL, else the URL's database, else admin."""
    given: list[str] = parse_qs(urlsplit(target.url).query).get("authSource", [])
    return given[0] if given else target.database or "admin"


def log_in(greeted: Greeted, target: Target, login: Login) -> str:
    """Prove *login*; returns ``user@database``. A user not found in the URL's database is looked for in admin.

    Errors: ``Failed`` with wrong-credentials or hostile (a server that does not know the password itself).
    """
    offered = greeted.hello.get("saslSupportedMechs")
    is_old = greeted.hello.get("maxWireVersion", 0) < 7  # SCRAM-SHA-256 came with 4.0
    mechanism = "SCRAM-SHA-1" if is_old or offered == ["SCRAM-SHA-1"] else "SCRAM-SHA-256"
    code = 0
    for source in dict.fromkeys((auth_source(target), "admin")):
        try:
            _scram(greeted.wire, source, login, mechanism)
        except Refused as refusal:
            code = refusal.code
        else:
            return f"{login.user}@{source}"
    what = f"does not accept the login given (code {code})"
    raise greeted.wire.failed("wrong-credentials", what, "does the user live in another database? add ?authSource=NAME")


def _scram(wire: Wire, source: str, login: Login, mechanism: str) -> None:
    password = login.password or ""
    if mechanism == "SCRAM-SHA-1":  # MongoDB's own first step, from its days of MONGODB-CR
        password = hashlib.md5(f"{login.user}:mongo:{password}".encode(), usedforsecurity=False).hexdigest()
    client = scramp.ScramClient([mechanism], login.user, password)
    start: Words = {"saslStart": 1, "mechanism": mechanism, "payload": client.get_client_first().encode()}
    start["options"] = {"skipEmptyExchange": True}
    try:
        reply = wire.command(source, start)
        client.set_server_first(_bounded(_payload(reply)))
        reply = wire.command(source, _next(reply, client.get_client_final().encode()))
        client.set_server_final(_payload(reply))
        if reply.get("done") is not True:
            wire.command(source, _next(reply, b""))
    except (scramp.ScramException, UnicodeDecodeError, ValueError, TypeError):
        raise wire.failed("hostile", "breaks off the login: it does not know the password itself") from None


def _bounded(first: str) -> str:
    """RFC 7677 asks for 4,096 rounds at least (fewer: somebody wants to guess the password); millions are a trap."""
    rounds = [part[2:] for part in first.split(",") if part.startswith("i=")]
    if len(rounds) != 1 or not rounds[0].isdecimal() or not 4096 <= int(rounds[0][:9]) <= 1_000_000:
        raise ValueError("rounds")
    return first


def _next(reply: Words, payload: bytes) -> Words:
    number: Any = reply.get("conversationId")
    return {"saslContinue": 1, "conversationId": number if isinstance(number, int) else 1, "payload": payload}


def _payload(reply: Words) -> str:
    payload = reply.get("payload")
    return payload.decode() if isinstance(payload, bytes) else ""
