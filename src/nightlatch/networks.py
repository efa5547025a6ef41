"""Whose network an address is in, by a table on this machine: nothing is looked up anywhere.

One range a line, cells apart by tabs: first address, last address, number of the autonomous system, country, and what
else there may be; plain or gzip. It is the form in which iptoasn.com gives its tables, which are in the public domain.
What the inventory says of a host goes before it.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from socket import AF_INET, AF_INET6, inet_pton
from typing import BinaryIO, cast

from nightlatch.model import Finding

_MAX_LINES = 5_000_000
_MAX_LINE = 4096
_NOBODYS = (b"0", b"None")  # what stands in the table where a range is not routed, or of no country

_MAPPED = bytes(10) + b"\xff\xff"  # an IPv4 address in IPv6

_Key = tuple[int, bytes]  # an address in network order; IPv4 sorts before IPv6


class NetworksError(Exception):
    """A table that cannot be taken; says the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """The table at *path*. Memory: a line at a time."""

    path: Path

    def __post_init__(self) -> None:
        if next(self._rows(), None) is None:
            raise NetworksError(f"{self.path}: the table of networks is empty")

    def told(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """*findings*, with the tags ``asn`` and ``country`` where the table has them and no inventory had."""
        findings = tuple(findings)
        keys = [_key(one.endpoint.address) if one.endpoint.address else None for one in findings]
        wanted = sorted({key for key in keys if key})
        known: dict[_Key, tuple[tuple[str, str], ...]] = {}
        for first, last, tags in self._rows() if wanted else ():
            for at in range(bisect_left(wanted, first), bisect_right(wanted, last)):
                known[wanted[at]] = tags
        return tuple(_tagged(one, known.get(key, ()) if key else ()) for one, key in zip(findings, keys, strict=True))

    def _rows(self) -> Iterator[tuple[_Key, _Key, tuple[tuple[str, str], ...]]]:
        """First and last address of each range, and its tags. Errors: :class:`NetworksError`."""
        number = 0
        try:
            with self._opened() as file:
                while line := file.readline(_MAX_LINE):
                    number += 1
                    if number > _MAX_LINES:
                        raise NetworksError(f"{self.path}: the table of networks has more than {_MAX_LINES:,} lines")
                    yield _row(line)
        except (OSError, EOFError) as error:
            why = getattr(error, "strerror", None) or "it is no whole gzip file"
            raise NetworksError(f"{self.path}: cannot read the table of networks: {why.lower()}") from None
        except (ValueError, IndexError):
            raise NetworksError(
                f"{self.path}: line {number} is no range: first address, last address, AS number, country, by tabs"
            ) from None

    def _opened(self) -> BinaryIO:
        return cast(BinaryIO, gzip.open(self.path) if self.path.suffix == ".gz" else self.path.open("rb"))


def _row(line: bytes) -> tuple[_Key, _Key, tuple[tuple[str, str], ...]]:
    first, last, number, country = line.rstrip(b"\r\n").split(b"\t")[:4]
    tags = []
    if number not in _NOBODYS:
        tags.append(("asn", str(int(number))))
    if country not in _NOBODYS and len(country) == 2 and country.isalpha():
        tags.append(("country", country.decode("ascii").upper()))
    return _key(first.decode("ascii")), _key(last.decode("ascii")), tuple(tags)


def _key(address: str) -> _Key:
    try:
        packed = inet_pton(AF_INET6 if ":" in address else AF_INET, address.partition("%")[0]).removeprefix(_MAPPED)
    except OSError as error:
        raise ValueError(address) from error
    return len(packed), packed


def _tagged(finding: Finding, tags: tuple[tuple[str, str], ...]) -> Finding:
    named = {name.lower() for name, _ in finding.target.tags}
    more = tuple((name, value) for name, value in tags if name not in named)
    return replace(finding, target=replace(finding.target, tags=finding.target.tags + more)) if more else finding
