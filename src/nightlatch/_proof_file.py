"""``scope.toml.proof``: what a look at the owner's records proved, kept beside the scope until it expires.

JSON, mode 0600, bound to the digest of the scope: a changed scope has nothing proved. It is written and read on the
operator's own machine, so it carries no signature; it is taken only if nobody else can have written it. Sends nothing.
"""

from __future__ import annotations

import os
import stat
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from nightlatch import addresses
from nightlatch.addresses import Address

FORMAT = 1
_MAX_BYTES = 8 << 20

By = Literal["dns", "http", "https"]


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One address: *place* (a name, or the address itself) showed the token, *by* what, good *until* then."""

    address: str
    place: str
    by: By
    until: datetime


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    format: int
    scope: str
    checked: datetime
    proofs: list[Proof]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is proved now; *note* says why something that is there was not taken."""

    proved: frozenset[Address] = field(default_factory=frozenset)
    until: datetime | None = None  # when the first of them expires
    note: str = ""


def path_of(scope: Path) -> Path:
    """The file beside *scope*."""
    return scope.with_name(f"{scope.name}.proof")


def write(path: Path, digest: str, proofs: list[Proof], checked: datetime) -> None:
    """Put the file in place, whole or not at all. Errors: ``OSError``."""
    data = msgspec.json.format(
        msgspec.json.encode(_File(format=FORMAT, scope=digest, checked=checked, proofs=proofs)), indent=1
    )
    descriptor, temporary = tempfile.mkstemp(prefix=".nightlatch-", suffix=".part", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data + b"\n")
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path, digest: str, now: datetime) -> Kept:
    """What the file proves at *now* for the scope of *digest*; nothing, with a note, where it cannot be taken."""
    try:
        data = _bytes(path)
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError) as error:
        why = str(error) if isinstance(error, ValueError) else (error.strerror or "cannot be read").lower()
        return Kept(note=f"{path.name}: not taken: {why}")
    try:
        file = msgspec.json.decode(data, type=_File)
        found = {addresses.normal(proof.address): proof.until for proof in file.proofs if proof.until > now}
    except (msgspec.DecodeError, ValueError, TypeError, RecursionError):  # TypeError: a time without an offset
        return Kept(note=f"{path.name}: not taken: it is not as `nightlatch scope verify` writes it")
    if file.format != FORMAT or file.scope != digest:
        return Kept(note=f"{path.name}: not taken: the scope was changed since; `nightlatch scope verify` looks again")
    valid = {address: until for address, until in found.items() if addresses.is_public(address)}
    if not valid:
        lapsed = f"{path.name}: all of it has expired; `nightlatch scope verify` looks again"
        return Kept(note=lapsed if file.proofs else "")
    return Kept(proved=frozenset(valid), until=min(valid.values()))


def _bytes(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("it is no regular file")
        if found.st_uid not in (os.geteuid(), 0) or found.st_mode & 0o022:
            raise ValueError("others can write to it")
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError("it is too long")
    return data
