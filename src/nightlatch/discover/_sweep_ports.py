"""Which ports a sweep asks: those of the scope, else those of the kinds of store; fragile ones only if listed.

Fragile is what may act on, or break down at, a connection alone. 9100-9107: printers print what they are sent (nmap
leaves the same ports out: ``Exclude T:9100-9107`` in its nmap-service-probes). The others are industrial control, whose
controllers are known to stop when they are scanned: ports of the IANA register of service names, and those that nmap's
scripts for such protocols look at (s7-info, modbus-discover, fox-info, pcworx-info, enip-info, omron-info, ...).
"""

from __future__ import annotations

from collections.abc import Iterable

from nightlatch import stores
from nightlatch.scope import Scope

FRAGILE: dict[int, str] = {
    **dict.fromkeys(range(9100, 9108), "printers (raw printing)"),
    102: "industrial control (ISO-TSAP: Siemens S7, IEC 61850)",
    502: "industrial control (Modbus)",
    789: "industrial control (Red Lion Crimson)",
    1911: "industrial control (Niagara Fox)",
    1962: "industrial control (PCWorx)",
    2222: "industrial control (EtherNet/IP implicit messages)",
    2404: "industrial control (IEC 60870-5-104)",
    2455: "industrial control (CODESYS)",
    4840: "industrial control (OPC UA)",
    4911: "industrial control (Niagara Fox over TLS)",
    5006: "industrial control (Mitsubishi MELSEC-Q)",
    5007: "industrial control (Mitsubishi MELSEC-Q)",
    5094: "industrial control (HART-IP)",
    9600: "industrial control (OMRON FINS)",
    18245: "industrial control (GE SRTP)",
    20000: "industrial control (DNP3)",
    20547: "industrial control (ProConOS)",
    34962: "industrial control (PROFINET)",
    34963: "industrial control (PROFINET)",
    34964: "industrial control (PROFINET)",
    44818: "industrial control (EtherNet/IP)",
    47808: "industrial control (BACnet)",
    55000: "industrial control (FL-net)",
}


def asked(scope: Scope) -> tuple[int, ...]:
    """The ports that *scope* lists for its networks and hosts; where it lists none, those of every kind of store."""
    listed = scope.targets_listed.ports
    if listed:
        return tuple(port for low, high in listed for port in range(low, high + 1))
    return usual()


def usual() -> tuple[int, ...]:
    """Every port that a known kind of store has by default."""
    found: set[int] = set()
    for store in stores.all_stores().values():
        found |= {store.port, *getattr(store, "ports", ())}
    return tuple(sorted(found))


def parted(scope: Scope, ports: Iterable[int]) -> tuple[tuple[int, ...], dict[int, str]]:
    """``(ports to ask, {port left alone: why})``. Fragile ones are asked only where the scope lists them themselves.

    A listed range of ports counts for that if it holds fragile ports only: ``9100-9107`` does, ``1-65535`` does not.
    """
    meant = {
        port
        for low, high in scope.targets_listed.ports
        if all(port in FRAGILE for port in range(low, high + 1))
        for port in range(low, high + 1)
    }
    taken: list[int] = []
    left: dict[int, str] = {}
    for port in dict.fromkeys(ports):
        if port in FRAGILE and port not in meant:
            left[port] = f"{FRAGILE[port]}: fragile; list this port itself in the scope to have it asked"
        elif scope.targets_listed.ports and not scope.targets_listed.has_port(port):
            left[port] = "not among the ports of the scope"
        elif scope.excluded.has_port(port):
            left[port] = "excluded by the scope"
        else:
            taken.append(port)
    return tuple(taken), left
