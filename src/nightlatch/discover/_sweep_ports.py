"""Which of the ports that a sweep is given it asks: those that the scope has; fragile ones only if listed themselves.

Fragile is what may act on, or break down at, a connection alone. 9100-9107: printers print what they are sent (nmap
leaves the same ports out: ``Exclude T:9100-9107`` in its nmap-service-probes). The others are industrial control, whose
controllers are known to stop when they are scanned: ports of the IANA register of service names, and those that nmap's
scripts for such protocols look at (s7-info, modbus-discover, fox-info, pcworx-info, enip-info, omron-info, ...).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nightlatch.scope import Scope

_SHOWN = 30  # ranges of ports

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Ports that are not asked, and why; *is_listed*: the scope lists them, as part of a range or by listing none."""

    ports: tuple[int, ...]
    why: str
    is_listed: bool = True


def parted(scope: Scope, ports: Iterable[int]) -> tuple[tuple[int, ...], tuple[LeftOut, ...]]:
    """``(ports to ask, those left out)``. Fragile ones are asked only where the scope lists them themselves.

    A listed range of ports counts for that if it holds fragile ports only: ``9100-9107`` does, ``1-65535`` does not.
    """
    own = scope.targets_listed
    taken: list[int] = []
    foreign: list[int] = []
    excluded: list[int] = []
    fragile: list[int] = []
    for port in dict.fromkeys(ports):
        if own.ports and not own.has_port(port):
            foreign.append(port)
        elif scope.excluded.has_port(port):
            excluded.append(port)
        elif port in FRAGILE and not _is_meant(scope, port):
            fragile.append(port)
        else:
            taken.append(port)
    hint = "; list such a port itself in the scope to have it asked"
    what = ", ".join(f"{_ranges(some)} {kind}" for kind, some in _by_kind(fragile).items())
    found = (
        LeftOut(ports=tuple(foreign), why=f"not among the ports of the scope: {_ranges(foreign)}", is_listed=False),
        LeftOut(ports=tuple(excluded), why=f"ports that the scope excludes: {_ranges(excluded)}"),
        LeftOut(ports=tuple(fragile), why=f"fragile: ports {what}{hint}"),
    )
    return tuple(taken), tuple(one for one in found if one.ports)


def _is_meant(scope: Scope, port: int) -> bool:
    low, high = next((low, high) for low, high in (*scope.targets_listed.ports, (0, 65535)) if low <= port <= high)
    return all(other in FRAGILE for other in range(low, min(high, low + len(FRAGILE)) + 1))


def _by_kind(ports: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for port in ports:
        found.setdefault(FRAGILE[port].partition(" (")[0], []).append(port)
    return found


def _ranges(ports: Sequence[int]) -> str:
    """``9100-9107, 20000``"""
    runs: list[list[int]] = []
    for port in sorted(ports):
        if runs and port == runs[-1][1] + 1:
            runs[-1][1] = port
        else:
            runs.append([port, port])
    shown = ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs[:_SHOWN])
    return shown + (f" and {len(runs) - _SHOWN:,} more" if len(runs) > _SHOWN else "")
