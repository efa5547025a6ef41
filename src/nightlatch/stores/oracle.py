"""Oracle Database, by its listener (Oracle Net, TNS): told for what it is, and no further.

Sends CONNECT without a service, and again if the listener asks for it; never a listener's command, a service's name or
a login. There is no anonymous access. A REDIRECT to another address is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Identity, Target
from nightlatch.stores import Ask, Session, Tells
from nightlatch.stores import _oracle_wire as wire
from nightlatch.stores._named_only import NamedOnly
from nightlatch.stores._oracle_about import PRODUCT, REMEDIES, SIGNS
from nightlatch.stores._plain import saw
from nightlatch.stores._stream import PROTOCOL_HINT, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer


class Oracle:
    """One file per kind: this one."""

    kind = "oracle"
    title = "Oracle Database"
    schemes: tuple[str, ...] = ("oracle",)
    tls_schemes: tuple[str, ...] = ("oracle+tcps",)
    port = 1521
    driver = ""
    reads = frozenset({"CONNECT"})
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "unknown: there is no anonymous access, and no login is tried or used"),
        count="no",
        sample="no",
        tested="fake: from public descriptions of Oracle Net",
        notes="identified, with the release where the listener tells it (newer ones do not).",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """See :class:`nightlatch.stores.Store`."""
        stream = opened(target, dialer, ask)
        try:
            return _open(target, stream)
        except BaseException:
            stream.close()
            raise


def _open(target: Target, stream: Stream) -> NamedOnly:
    told = _asked(stream)
    if told.kind == wire.RESEND:
        told = _asked(stream)
    identity = Identity(kind="oracle", product=PRODUCT, version=told.version, tls=stream.tls)
    code = {wire.REFUSE: f"REFUSE {told.error}", wire.ACCEPT: "ACCEPT"}.get(told.kind, "RESEND")
    seen = saw("CONNECT", code, "what an account may do is not told without a login")
    return NamedOnly(target=target, stream=stream, identity=identity, seen=seen)


def _asked(stream: Stream) -> wire.Told:
    stream.begin()
    stream.send(wire.connect())
    head = stream.exactly(wire.HEAD)
    size = int.from_bytes(head[:2], "big")
    told = wire.told(head + stream.exactly(size - wire.HEAD)) if wire.HEAD <= size <= wire.MOST else None
    if told is None:
        raise stream.fail("not-this-protocol", "does not answer CONNECT as a listener does", PROTOCOL_HINT)
    return told


STORE = Oracle()
