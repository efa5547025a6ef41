"""HBase 1 to 2 over its REST server, HTTP or HTTPS.

Sends GET: version, names of tables, rows of a table by a stateless scan with a limit, and one row that nobody has, by
whose answer reading is told. Never a scanner, which would be something of ours on the server, a write, or a filter.

Nothing in the REST API tells what else one may do: the server may be read-only, or its rules may be those of the user
that it runs as. So all but reading stays unknown.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Extent, Failed, Failure, Right, Target
from nightlatch.stores import Ask, Batch, Column, Reading, Seen, Tells
from nightlatch.stores._hbase_about import REMEDIES, SIGNS, VERSION, is_shut, seen
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._kept import KEPT
from nightlatch.stores._plain import (
    HttpSession,
    denied,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    told,
    unknown,
    within,
    wrong_login,
)
from nightlatch.stores._spread import places

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

CLUSTER, TABLES = "GET /version/cluster", "GET /"
SCAN, NOBODY = "GET /{table}/*", "GET /{table}/nightlatch-nobody-has-this"
_READS = frozenset({f"GET {VERSION}", CLUSTER, TABLES, SCAN, NOBODY})
_JSON = {"accept": "application/json"}
_NUMBER = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.-]{0,30}", re.ASCII)
_LOOKED, _RUNS, _PAGE, _LARGEST = 40, 40, 100, 2_000
_PAGE_BYTES, _MOST = 4 << 20, 64 << 20
_PATHS = 1_024  # columns of one batch that have a path of their own


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """A scan has a limit, and perhaps a place to begin and a direction; all else has no parameters."""
    if body:
        return "a body"
    if template == SCAN:
        return None if "limit" in query and set(query) <= {"limit", "startrow", "reversed"} else "another scan"
    return "a parameter" if query else None


class Hbase:
    """One file per kind: this one."""

    kind = "hbase"
    title = "HBase"
    schemes: tuple[str, ...] = ("hbase",)
    tls_schemes: tuple[str, ...] = ("hbase+https",)
    port = 8080
    driver = ""
    reads = _READS
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, "unknown: nothing in its REST API tells"), "read": "exact, table by table"},
        count="no",
        sample="runs of rows behind 40 random keys",
        tested="fake: from the Reference Guide and the source of 1.4 to 2.6",
        notes="rows whose keys are no text end the reading, since REST cannot name them. Thrift and the binary "
        "protocol are not spoken.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> HbaseSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        http = Http(target, dialer, ask, _READS, guard=guard, login=target.login)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> HbaseSession:
    reply = http.ask(f"GET {VERSION}", most=1 << 20)
    page = reply.page(VERSION)
    found = Seen(product="HBase") if is_shut(page) else seen(page)
    if found is None:
        raise not_this(target, "HBase's REST server", reply, f"GET {VERSION}")
    if reply.status == 401 and target.login is not None:
        raise wrong_login(target, 401)
    identity = identified("hbase", found, http)
    if reply.status == 200:
        told_version = _NUMBER.search(http.ask(CLUSTER, most=1 << 16).body[:200].decode("latin-1"))
        identity = replace(identity, version=told_version[0] if told_version else None)
    return HbaseSession(target=target, ask=ask, http=http, identity=identity, is_shut=reply.status == 401)


class _Name(msgspec.Struct):
    name: str


class _Tables(msgspec.Struct):
    table: list[_Name] = []


class _Cell(msgspec.Struct):
    column: str
    value: str = msgspec.field(name="$", default="")


class _Row(msgspec.Struct):
    key: str
    cells: list[_Cell] = msgspec.field(name="Cell", default=[])


class _Rows(msgspec.Struct):
    rows: list[msgspec.Raw] = msgspec.field(name="Row", default=[])


@dataclass(slots=True, kw_only=True)
class HbaseSession(HttpSession):
    """One conversation with one REST server; see :class:`nightlatch.stores.Session`."""

    is_shut: bool
    _listed: tuple[int, list[str] | None] | None = field(default=None, init=False, repr=False)
    _page: int = field(default=_PAGE, init=False)

    def access(self) -> Access:
        """Reading, by the answer for a row that nobody has; nothing tells the rest."""
        if self.is_shut:
            return Access(principal=self.whoever, rights=refused(f"GET {VERSION}", 401, "asks for a login"))
        status, names = self._names()
        silent = unknown(saw(TABLES, status, "read-only mode and rules of the server's own user are not told"))
        rights = told(create=silent, update=silent, delete=silent, administer=silent, read=self._reading(status, names))
        note = f"{_LOOKED} of {len(names or ())} tables were asked about"
        return Access(principal=self.whoever, rights=rights, notes=(note,) if names and len(names) > _LOOKED else ())

    def containers(self) -> Iterator[Container]:
        """Tables; a count would be a full scan."""
        for name in self._names()[1] or ():
            yield Container(name=name, key=(name,), records=Count(value=None, method="only a full scan would tell"))

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows in the order of their keys; a sample in runs behind random ones."""
        (name,) = container.key
        pages = self._all(name) if reading.full else self._some(name, reading)
        held: list[bytes] = []
        length = 0
        for text in within(reading, (bytes(one) for page in pages for one in page)):
            held.append(text)
            length += len(text)
            if length >= _PAGE_BYTES * 2:
                yield _batch(held, length, self.target.url)
                held, length = [], 0
        if held:
            yield _batch(held, length, self.target.url)

    def _names(self) -> tuple[int, list[str] | None]:
        if self._listed is None:
            reply = (
                self.http.ask(TABLES, headers=_JSON, most=_MOST)
                if not self.is_shut
                else Reply(status=401, headers={}, body=b"")
            )
            listed = reply.json_or_none(_Tables) if reply.status == 200 else None
            names = None if listed is None else [one.name for one in listed.table if one.name not in ("", ".", "..")]
            self._listed = reply.status, names
        return self._listed

    def _reading(self, status: int, names: list[str] | None) -> Right:
        if names is None and status in (401, 403):
            return denied(saw(TABLES, status, "may not list tables"), known_by="denied-on-read")
        if not names:
            return unknown(saw(TABLES, status, "lists no table"))
        statuses = [self.http.ask(NOBODY, {"table": name}, headers=_JSON).status for name in names[:_LOOKED]]
        if 404 in statuses:
            extent: Extent = "all" if set(statuses) == {404} else "some"
            which = "every table" if extent == "all" else "some tables"
            seen_ = saw(NOBODY, 404, f"looks for a row that nobody has, in {which}, and finds none")
            return granted(seen_, extent=extent, known_by="observed")
        if set(statuses) <= {401, 403}:
            return denied(saw(NOBODY, statuses[0], "may not look for a row"), known_by="denied-on-read")
        return unknown(saw(NOBODY, statuses[0], "is answered as if there were such a row, or not at all"))

    def _all(self, table: str) -> Iterator[list[msgspec.Raw]]:
        last: bytes | None = None
        while page := self._scan(table, last, self._page):
            yield page
            key = _key(page[-1], self.target.url)
            if last is not None and key <= last:
                what = "lists rows that it has listed before"
                raise Failed(Failure(kind="hostile", target=self.target.url, what=what))
            last = key

    def _some(self, table: str, reading: Reading) -> Iterator[list[msgspec.Raw]]:
        run = max(1, min(_LARGEST, -(-reading.records // _RUNS)))
        first = self._scan(table, None, run)
        yield first
        if len(first) < run:
            return
        end = self._scan(table, None, 1, reversed=True)
        keys = [_key(one, self.target.url) for one in (*first, *end)]
        came = set(keys[: len(first)])
        for start in places([key.decode("utf-8", "replace") for key in keys], _RUNS, reading.seed):
            page = self._scan(table, start.encode(), run)
            yield [one for one in page if _key(one, self.target.url) not in came]
            came.update(_key(one, self.target.url) for one in page)

    def _scan(self, table: str, after: bytes | None, limit: int, *, reversed: bool = False) -> list[msgspec.Raw]:
        """At most *limit* rows behind the key *after*."""
        query = {"limit": str(limit)}
        if after is not None:
            try:
                query["startrow"] = after.decode() + "\0"  # the next key there can be
            except UnicodeDecodeError:
                what = "its rows have keys that are no text, and REST cannot go on behind them"
                raise Failed(Failure(kind="over-budget", target=self.target.url, what=what)) from None
        if reversed:
            query["reversed"] = "true"
        seconds = self.ask.statement_seconds * 2
        reply = self.http.ask(SCAN, {"table": table}, query=query, headers=_JSON, most=_MOST, seconds=seconds)
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        if reply.status == 404:  # so an empty scan is answered by some versions
            return []
        if reply.status != 200:
            what = f"answers for its rows with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target.url, what=what))
        rows: list[msgspec.Raw] = reply.json(_Rows).rows[:limit]
        self._page = max(1, min(_LARGEST, 4 * self._page, _PAGE_BYTES * limit // max(1, len(reply.body))))
        return rows


def _row(raw: msgspec.Raw | bytes, target: str) -> _Row:
    try:
        return msgspec.json.decode(raw, type=_Row)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Failed(Failure(kind="hostile", target=target, what="sends rows of another shape")) from None


def _key(raw: msgspec.Raw, target: str) -> bytes:
    return _plain(_row(raw, target).key) or b""


def _plain(text: str) -> bytes | None:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None


def _batch(held: Sequence[bytes], length: int, target: str) -> Batch:
    """Cells by family and qualifier; what is in the key is the field ``key``."""
    from nightlatch.stores._keyed import name_columns

    cells: dict[str, tuple[list[bytes], list[int]]] = {}
    keys: list[bytes | None] = []
    for at, text in enumerate(held):
        row = _row(text, target)
        keys.append(_plain(row.key))
        for cell in row.cells:
            path, value = (_plain(cell.column) or b"").decode("utf-8", "replace"), _plain(cell.value)
            if value is None:
                continue
            if path not in cells and len(cells) >= _PATHS:
                path = "*"
            values, rows = cells.setdefault(path, ([], []))
            values.append(value[:KEPT])
            rows.append(at)
    columns = name_columns(keys)
    for path, (values, rows) in cells.items():
        columns += _columns(path or "value", values, rows)
    return Batch(records=len(held), columns=tuple(columns), bytes=length)


def _columns(path: str, values: list[bytes], rows: list[int]) -> Iterator[Column]:
    import numpy as np
    import pyarrow as pa

    from nightlatch.stores._texts import texts
    from nightlatch.survey.flatten import expand_json

    for one in texts(path, pa.array(values, pa.large_binary()), np.asarray(rows, np.int32)):
        if pa.types.is_large_string(one.array.type):
            yield from expand_json(path, one.array, one.rows)
        else:
            yield one


STORE = Hbase()
