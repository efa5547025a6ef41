"""IBM Db2 (Linux, UNIX, Windows, z/OS, i), and Apache Derby and Informix, by DRDA: told for what they are, no further.

Sends EXCSAT, the exchange of attributes with which a client begins, and nothing else: no database is named, no security
mechanism asked for, no login tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Identity, Target
from nightlatch.stores import Ask, Session, Tells
from nightlatch.stores import _db2_wire as wire
from nightlatch.stores._db2_about import REMEDIES, SIGNS
from nightlatch.stores._named_only import NamedOnly
from nightlatch.stores._plain import saw
from nightlatch.stores._stream import PROTOCOL_HINT, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer


class Db2:
    """One file per kind: this one."""

    kind = "db2"
    title = "IBM Db2"
    schemes: tuple[str, ...] = ("db2", "drda")
    tls_schemes: tuple[str, ...] = ("db2+tls",)
    port = 50000
    driver = ""
    reads = frozenset({"EXCSAT"})
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "unknown: there is no anonymous access to Db2, and no login is tried or used"),
        count="no",
        sample="no",
        tested="fake: from the DRDA specification",
        notes="identified, with product and release. Apache Derby, which as shipped asks nobody for a login, is "
        "recognised and not looked into.",
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
    stream.begin()
    stream.send(wire.excsat())
    head = stream.exactly(wire.HEAD)
    size = int.from_bytes(head[:2], "big")
    told = wire.told(head + stream.exactly(size - wire.HEAD)) if wire.HEAD <= size <= wire.MOST else None
    if told is None:
        raise stream.fail("not-this-protocol", "does not answer EXCSAT as a DRDA server does", PROTOCOL_HINT)
    identity = Identity(kind="db2", product=told.product, version=told.version, tls=stream.tls)
    seen = saw("EXCSAT", "EXCSATRD", "what an account may do is not told without a login")
    notes = ("Derby asks nobody for a login as shipped",) if told.product == "Apache Derby" else ()
    return NamedOnly(target=target, stream=stream, identity=identity, seen=seen, notes=notes)


STORE = Db2()
