"""``scope.toml`` and its inventories, read into a :class:`Scope`; every mistake in them is named, with what to do.

TOML 1.0. Sends nothing, resolves nothing. A file that is malformed, out of date, wider than it may be or has a key
that is not known is refused whole: half a scope is no scope.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

import msgspec

from nightlatch import _proof_file, addresses, inventory, targets, windows
from nightlatch.addresses import Network
from nightlatch.inventory import Row
from nightlatch.model import Failed, Standing
from nightlatch.scope import MOST_PUBLIC, MOST_WITNESSED, Grant, Limits, Listing, Outward, Ports, Scope, server_of
from nightlatch.stores import Store

_MAX_BYTES = 4 << 20
_MAX_ENTRIES = 100_000
_NARROWEST_IPV6 = 112
_MAIL = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\]+\.[^\s@<>\"(),:;\\]+")


class ScopeError(Exception):
    """A scope file that is not taken: the first argument is what is wrong, the second what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


class _GrantTable(msgspec.Struct, forbid_unknown_fields=True):
    owner: str
    contact: str
    valid_from: Any
    valid_until: Any
    standing: Literal["owner", "witness"]
    granted_by: str = ""


class _ListingTable(msgspec.Struct, forbid_unknown_fields=True):
    networks: list[str] = []
    hosts: list[str] = []
    ports: list[int | str] = []
    urls: list[str] = []
    inventory: str = ""


class _LimitsTable(msgspec.Struct, forbid_unknown_fields=True):
    connections_per_second: float | None = None
    connections_per_second_per_host: float | None = None
    bytes_per_store: int | None = None
    rows_per_store: int | None = None
    seconds_per_store: float | None = None
    deadline: Any = None
    windows: list[str] = []


class _OutwardTable(msgspec.Struct, forbid_unknown_fields=True):
    resolvers: list[str] = []
    lookup_services: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    grant: _GrantTable
    targets: _ListingTable
    exclude: _ListingTable = msgspec.field(default_factory=_ListingTable)
    limits: _LimitsTable = msgspec.field(default_factory=_LimitsTable)
    outward: _OutwardTable = msgspec.field(default_factory=_OutwardTable)


_TABLES: dict[str, type[msgspec.Struct]] = {
    "grant": _GrantTable,
    "targets": _ListingTable,
    "exclude": _ListingTable,
    "limits": _LimitsTable,
    "outward": _OutwardTable,
}


def load(
    path: Path | str,
    now: datetime,
    *,
    by_scheme: Mapping[str, Store] | None = None,
    most_public: int = MOST_PUBLIC,
) -> Scope:
    """The scope that the file *path* grants at *now* (with an offset), and what the proofs beside it prove.

    At most *most_public* public addresses may be listed without proof; looking for proof has another bound.
    Errors: :class:`ScopeError` for a file that cannot be read, is malformed, has unknown keys, lacks a contact, is not
    valid at *now*, or is wider than it may be.
    """
    path = Path(path)
    file = _convert(path, _parse(path))
    grant = _grant(path, file.grant, now)
    listed, urls, rows = _listing(path, "targets", file.targets, by_scheme)
    excluded, _, _ = _listing(path, "exclude", file.exclude, by_scheme)
    limits = _limits(path, file.limits)
    scope = Scope(
        name=path.name,
        standing=grant.standing,
        grant=grant,
        targets_listed=listed,
        excluded=excluded,
        limits=limits,
        outward=_outward(path, file.outward),
        ends=min(grant.valid_until, limits.deadline or grant.valid_until),
        most_public=most_public,
        urls=urls,
        rows=rows,
    )
    return _with_proofs(path, scope, now)


def _with_proofs(path: Path, scope: Scope, now: datetime) -> Scope:
    kept = _proof_file.read(_proof_file.path_of(path), scope.digest, now)
    proved = kept.proved if scope.standing == "owner" else frozenset()
    scope = replace(scope, proved=proved, proved_until=kept.until, proof_note=kept.note)
    return replace(scope, counted_addresses=_width(path, scope))


def _parse(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as opened:
            data = opened.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise ScopeError(f"{path}: the scope file is larger than {_MAX_BYTES >> 20} MB", "use an inventory")
        return tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        what = f"{path}: cannot read the scope file: {(error.strerror or '').lower()}"
        raise ScopeError(what, "`nightlatch scope new` writes one") from None
    except UnicodeDecodeError:
        raise ScopeError(f"{path}: the scope file is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        why = why[:1].lower() + why[1:]
        raise ScopeError(f"{path}: malformed: {why}", "see `nightlatch scope new` for the form") from None


def _convert(path: Path, read: dict[str, Any]) -> _File:
    try:
        return msgspec.convert(read, _File)
    except msgspec.ValidationError as error:
        raise _explained(path, str(error)) from None


def _explained(path: Path, error: str) -> ScopeError:
    """msgspec's message in the words of the file: which key of which table, and which keys there are."""
    what, _, where = error.partition(" - at ")
    place = where.strip("`").removeprefix("$").removeprefix(".")
    table = place.split(".")[0]
    key = next(iter(re.findall(r"`([^`]*)`", what)), "")
    known = _TABLES[table].__struct_fields__ if table in _TABLES else tuple(_TABLES)
    section = f"[{table}]" if table else "the file"
    if "unknown field" in what:
        return ScopeError(f"{path}: {section} has an unknown key: {key}", f"allowed: {', '.join(known)}")
    if "missing required field" in what:
        return ScopeError(f"{path}: {section} lacks {key}", "`nightlatch scope new` shows a whole file")
    hint = f"one of: {', '.join(get_args(Standing))}" if place == "grant.standing" else "see `nightlatch scope new`"
    return ScopeError(f"{path}: {place or section}: {what[:1].lower()}{what[1:]}", hint)


def _grant(path: Path, table: _GrantTable, now: datetime) -> Grant:
    refuse = partial(_refuse, path, "grant")
    for key in ("owner", "contact", "granted_by"):
        value = getattr(table, key)
        if not value.isprintable() or len(value) > 254:
            refuse(key, "holds a control character or is longer than 254 characters")
    if not _MAIL.fullmatch(table.contact) or not table.contact.isascii():
        refuse("contact", "is no mail address", "it stands in the servers' logs, so that their owners can ask")
    for key in ("owner", "granted_by") if table.standing == "owner" else ("owner",):
        if not getattr(table, key).strip():
            refuse(key, "is missing or empty", "say who allowed this; in witness standing nobody has to")
    starts = _moment(path, "grant.valid_from", table.valid_from)
    ends = _moment(path, "grant.valid_until", table.valid_until, is_end=True)
    if ends <= starts:
        refuse("valid_until", "lies before valid_from")
    if now < starts:
        refuse("valid_from", f"the grant is not valid before {starts:%Y-%m-%d %H:%M} UTC", "wait, or correct the date")
    if now >= ends:
        refuse("valid_until", f"the grant expired at {ends:%Y-%m-%d %H:%M} UTC", "have it renewed, then edit it")
    return Grant(
        owner=table.owner,
        contact=table.contact,
        granted_by=table.granted_by,
        valid_from=starts,
        valid_until=ends,
        standing=table.standing,
    )


def _moment(path: Path, key: str, value: object, *, is_end: bool = False) -> datetime:
    """A day is its first moment, or as an end the first of the next day, UTC."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ScopeError(f"{path}: {key} has a time without an offset", "add Z for UTC, or +01:00 and the like")
        return value.astimezone(UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC) + timedelta(days=is_end)
    raise ScopeError(f"{path}: {key} is no date", "write it without quotes: 2026-01-31")


@dataclass(slots=True)
class _Gathered:
    """What one table lists, as it is gathered from its keys and its inventory."""

    networks: list[Network]
    names: set[str]
    places: set[tuple[str, int]]


def _listing(
    path: Path, table: str, listed: _ListingTable, by_scheme: Mapping[str, Store] | None
) -> tuple[Listing, tuple[str, ...], tuple[Row, ...]]:
    for key in ("networks", "hosts", "ports", "urls"):
        if len(getattr(listed, key)) > _MAX_ENTRIES:
            _refuse(path, table, key, f"has more than {_MAX_ENTRIES:,} entries")
    gathered = _Gathered([], set(), set())
    for text in listed.networks:
        gathered.networks.append(_network(path, table, text))
    for text in listed.hosts:
        _add_host(path, f"{table}.hosts", table, text, gathered)
    for text in listed.urls:
        gathered.places.add(_place(path, f"{table}.urls", text, by_scheme))
    rows = _rows(path, listed.inventory)
    for row in rows:
        _add_row(path, table, row, gathered, by_scheme)
    listing = Listing(
        networks=tuple(dict.fromkeys(gathered.networks)),
        names=frozenset(gathered.names),
        ports=_ports(path, table, listed.ports),
        places=frozenset(gathered.places),
    )
    return listing, tuple(listed.urls), rows


def _network(path: Path, table: str, text: str) -> Network:
    try:
        found = addresses.network(text)
    except ValueError as error:
        _refuse(path, table, "networks", f"{_quoted(text)} {error}")
    if table == "targets" and (why := addresses.misleads(found)) is not None:
        _refuse(path, table, "networks", f"{_quoted(text)} {why}")
    return found


def _add_host(path: Path, where: str, table: str, text: str, gathered: _Gathered) -> None:
    try:
        if text.startswith("*."):
            if table == "targets":
                raise ValueError("has a wildcard, which lists nobody knows what; wildcards only exclude")
            gathered.names.add(f"*.{addresses.host_name(text[2:])}")
        elif ":" in text or text.replace(".", "").isdigit():
            gathered.networks.append(addresses.network(text))
        else:
            gathered.names.add(addresses.host_name(text))
    except ValueError as error:
        hint = "networks and URLs have keys of their own" if "/" in text else "a host with its port goes under urls"
        raise ScopeError(f"{path}: {where}: {_quoted(text)} {error}", hint) from None


def _place(path: Path, where: str, text: str, by_scheme: Mapping[str, Store] | None) -> tuple[str, int]:
    try:
        target = targets.parse(text, by_scheme=by_scheme)
    except Failed as failed:
        failure = failed.failure
        raise ScopeError(f"{path}: {where}: {failure.target!r} {failure.what}", failure.hint) from None
    return target.host, target.port


def _rows(path: Path, name: str) -> tuple[Row, ...]:
    if not name:
        return ()
    try:
        return inventory.read(path.parent / name)
    except inventory.InventoryError as error:
        raise ScopeError(str(error)) from None


def _add_row(path: Path, table: str, row: Row, gathered: _Gathered, by_scheme: Mapping[str, Store] | None) -> None:
    where = f"{table}.inventory line {row.line}"
    if row.url:
        gathered.places.add(_place(path, where, row.url, by_scheme))
        return
    try:
        host, port = targets.host_of(row.host), targets.port_of(row, by_scheme)
    except ValueError as error:
        raise ScopeError(f"{path}: {where}: {_quoted(row.host)}: {error}") from None
    if port is None:
        _add_host(path, where, table, row.host, gathered)
    else:
        gathered.places.add((host, port))


def _ports(path: Path, table: str, listed: Iterable[int | str]) -> Ports:
    """Inclusive ranges, sorted, merged where they touch."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(_port_range(path, table, entry) for entry in listed):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def _port_range(path: Path, table: str, entry: int | str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", str(entry))
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < low <= high < 65536:
        _refuse(path, table, "ports", f"{_quoted(str(entry))} is no port", 'write 6379 or "6379-6390"')
    return low, high


def _width(path: Path, scope: Scope) -> int:
    """How many of the listed addresses count towards the bound; refuses what is wider than it may be."""
    listed = scope.targets_listed
    single = [addresses.network(host) for host, _ in listed.places if addresses.is_numeric(host)]
    networks = addresses.collapsed([*listed.networks, *single])
    names = listed.names | {host for host, _ in listed.places if not addresses.is_numeric(host)}
    if not networks and not names:
        raise ScopeError(f"{path}: [targets] lists nothing", "give it networks, hosts, urls or an inventory")
    for network in networks:
        if network.version == 6 and network.prefixlen < _NARROWEST_IPV6:
            what = f"{network} is wider than /{_NARROWEST_IPV6}"
            _refuse(path, "targets", "networks", what, "IPv6 networks cannot be searched; list the hosts")
    if scope.standing == "witness":
        return _witness_width(path, listed, networks, names)
    within = addresses.Addresses(networks)
    counted = addresses.public_count(networks) - sum(address in within for address in scope.proved)
    if counted > (most := scope.most_public):
        what = f"{counted:,} public addresses, at most {most:,} may be looked at while control is not proved"
        hint = "list single hosts, or split it by who controls them"
        if most == MOST_PUBLIC:
            hint += "; or prove control of them: nightlatch scope verify"
        raise ScopeError(f"{path}: too wide: {what}", scope.proof_note or hint)
    return counted


def _witness_width(path: Path, listed: Listing, networks: Iterable[Network], names: frozenset[str]) -> int:
    for network in listed.networks:
        if network.num_addresses > 1:
            hint = "list single addresses: a witness reports what was come across, and does not search"
            _refuse(path, "targets", "networks", f"{network} is a network, which witness standing does not allow", hint)
    counted = sum(network.num_addresses for network in networks)
    if counted + len(names) > MOST_WITNESSED:
        what = f"{counted + len(names)} hosts; witness standing allows at most {MOST_WITNESSED} single addresses"
        raise ScopeError(f"{path}: too wide: {what}", "one report at a time")
    return counted


def _limits(path: Path, table: _LimitsTable) -> Limits:
    numbers: dict[str, Any] = {
        key: getattr(table, key) for key in table.__struct_fields__ if key not in ("deadline", "windows")
    }
    for key, value in numbers.items():
        if value is not None and not 0 < value < 1e18:
            _refuse(path, "limits", key, "must be more than 0", "leave the line out for no limit")
    deadline = None if table.deadline is None else _moment(path, "limits.deadline", table.deadline, is_end=True)
    return Limits(**numbers, deadline=deadline, windows=tuple(_window(path, text) for text in table.windows))


def _window(path: Path, text: str) -> windows.Window:
    try:
        return windows.parse(text)
    except ValueError as error:
        _refuse(path, "limits", "windows", f"{_quoted(text)} {error}", 'write "22:00-06:00", or "22:00-06:00 +02:00"')


def _outward(path: Path, table: _OutwardTable) -> Outward:
    for text in table.resolvers:
        try:
            server_of(text)
        except ValueError as error:
            _refuse(path, "outward", "resolvers", f"{_quoted(text)} {error}", "name servers are listed by address")
    for text in table.lookup_services:
        if not re.fullmatch(r"https://[a-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?", text, re.I):
            _refuse(path, "outward", "lookup_services", f"{_quoted(text)} is no https:// URL")
    return Outward(resolvers=tuple(table.resolvers), lookup_services=tuple(table.lookup_services))


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 100 else f"{text[:100]}...")


def _refuse(path: Path, table: str, key: str, what: str, hint: str = "") -> NoReturn:
    raise ScopeError(f"{path}: {table}.{key}: {what}", hint)
