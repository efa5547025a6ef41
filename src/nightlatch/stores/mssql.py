"""Microsoft SQL Server 2005 to 2022 and Azure SQL over TDS: told for what it is, and no further.

Sends PRELOGIN and nothing else. There is no anonymous access by design, and a wrong password may lock an account: no
login is tried, and one that is given is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Identity, Target, Tls
from nightlatch.stores import Ask, Session, Tells
from nightlatch.stores import _mssql_wire as wire
from nightlatch.stores._mssql_about import PRODUCT, REMEDIES, SIGNS
from nightlatch.stores._named_only import NamedOnly
from nightlatch.stores._plain import saw
from nightlatch.stores._stream import PROTOCOL_HINT, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_ENCRYPTION = {
    wire.OFF: "of logins only", wire.ON: "of everything", wire.NOT_SUPPORTED: "not offered: logins go in the clear",
    wire.REQUIRED: "of everything, required",
}  # fmt: skip


class MsSql:
    """One file per kind: this one."""

    kind = "mssql"
    title = "Microsoft SQL Server"
    schemes: tuple[str, ...] = ("mssql", "sqlserver")
    tls_schemes: tuple[str, ...] = ("mssql+tls",)
    port = 1433
    driver = ""
    reads = frozenset({"PRELOGIN"})
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "unknown: no anonymous access by design, and no login is tried or used"),
        count="no",
        sample="no",
        tested="fake: from [MS-TDS]",
        notes="identified, with version and what it does about encryption. The certificate, which comes inside TDS, "
        "is not looked at but where TLS comes first (TDS 8).",
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
    stream.send(wire.prelogin())
    head = stream.exactly(wire.HEAD)
    size = int.from_bytes(head[2:4], "big")
    told = None
    if head[0] == wire.ANSWER and wire.HEAD <= size <= wire.MOST:
        told = wire.told(head + stream.exactly(size - wire.HEAD))
    if told is None:
        raise stream.fail("not-this-protocol", "does not answer PRELOGIN as SQL Server does", PROTOCOL_HINT)
    tls = stream.tls
    if not tls.used:
        tls = Tls(offered=told.encryption != wire.NOT_SUPPORTED, required=told.encryption in (wire.ON, wire.REQUIRED))
    identity = Identity(kind="mssql", product=PRODUCT, version=told.version, tls=tls)
    seen = saw("PRELOGIN", "answered", "what an account may do is not told without a login")
    notes = (f"encryption {_ENCRYPTION[told.encryption]}",)
    return NamedOnly(target=target, stream=stream, identity=identity, seen=seen, notes=notes)


STORE = MsSql()
