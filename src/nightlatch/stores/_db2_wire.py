"""DRDA: EXCSAT and its answer, in DDM objects. Sends nothing.

Source: The Open Group, DRDA Version 5, Volume 3 (Distributed Data Management Architecture): EXCSAT, EXCSATRD, DSS.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

EXCSAT, EXCSATRD = 0x1041, 0x1443
EXTERNAL, NAME, RELEASE, CLASS, MANAGERS = 0x115E, 0x116D, 0x115A, 0x1147, 0x1404
HEAD, MOST = 6, 8192
_CORRELATOR = 0x4E4C  # a server says it again
_RELEASE = re.compile(r"(SQL|DSN|QSQ|ARI|CSS|IFX)(\d\d)(\d\d)(\d)")
_PRODUCTS = {
    "SQL": "IBM Db2", "DSN": "IBM Db2 for z/OS", "QSQ": "IBM Db2 for i", "ARI": "IBM Db2 for VM and VSE",
    "CSS": "Apache Derby", "IFX": "IBM Informix",
}  # fmt: skip
_CODE_PAGE = "cp500"  # EBCDIC, in which both sides speak until they agree on something else


@dataclass(frozen=True, slots=True)
class Told:
    """Which product answers, and its release."""

    product: str
    version: str | None


def ddm(point: int, data: bytes) -> bytes:
    """One object."""
    return struct.pack(">HH", 4 + len(data), point) + data


def segment(kind: int, content: bytes, correlator: int = _CORRELATOR) -> bytes:
    """One DSS: a request (1) or a reply (2), not chained."""
    return struct.pack(">HBBH", HEAD + len(content), 0xD0, kind, correlator) + content


def excsat() -> bytes:
    """Who we say we are, and the least of what a client of SQL speaks (SQLAM 3, SECMGR 5)."""
    managers = struct.pack(">HHHHHHHH", 0x1403, 3, 0x2407, 3, 0x1440, 5, 0x240F, 3)
    facts = ddm(EXTERNAL, "nightlatch".encode(_CODE_PAGE)) + ddm(NAME, "nightlatch".encode(_CODE_PAGE))
    facts += (
        ddm(RELEASE, "1".encode(_CODE_PAGE)) + ddm(CLASS, "nightlatch".encode(_CODE_PAGE)) + ddm(MANAGERS, managers)
    )
    return segment(1, ddm(EXCSAT, facts))


def answer(release: str, kind: str, page: str = _CODE_PAGE) -> bytes:
    """As a server says it; for fakes and tests."""
    facts = {EXTERNAL: "db2inst1", CLASS: kind, NAME: "DB2", RELEASE: release}
    return segment(2, ddm(EXCSATRD, b"".join(ddm(point, text.encode(page)) for point, text in facts.items())))


def told(data: bytes) -> Told | None:
    """What a whole EXCSATRD says; None where *data* is none."""
    if len(data) < HEAD + 4:
        return None
    size, magic, kind, correlator, length, point = struct.unpack_from(">HBBHHH", data)
    if magic != 0xD0 or kind & 0x0F != 2 or correlator != _CORRELATOR or point != EXCSATRD:
        return None
    if size != len(data) or length != size - HEAD or size > MOST:
        return None
    facts = _facts(data[HEAD + 4 :])
    if facts is None or RELEASE not in facts or CLASS not in facts:
        return None
    found = _RELEASE.match(_text(facts[RELEASE]))
    if found is None:
        return Told("DRDA server", None)
    return Told(_PRODUCTS[found[1]], f"{int(found[2])}.{int(found[3])}.{found[4]}")


def _facts(data: bytes) -> dict[int, bytes] | None:
    found: dict[int, bytes] = {}
    while data:
        if len(data) < 4:
            return None
        length, point = struct.unpack_from(">HH", data)
        if not 4 <= length <= len(data) or point in found:
            return None
        found[point], data = data[4:length], data[length:]
    return found


def _text(data: bytes) -> str:
    """In EBCDIC, or as Derby and newer servers may say it, in UTF-8."""
    for page in (_CODE_PAGE, "utf-8"):
        text = data.decode(page, "replace")
        if _RELEASE.match(text):
            return text
    return ""
