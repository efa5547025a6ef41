"""Qdrant 1.x over its REST API, HTTP or HTTPS.

Sends GET /, GET /collections and GET /cluster, a path that does not exist, and two POST requests that are reads:
points/count with ``{"exact": true}``, and points/scroll with payloads and without vectors. Never a search, a snapshot,
/telemetry or /stacktrace (which stops the server's threads for a moment).

There are keys, and no users: without a key in its configuration whoever comes may do everything; with one, nobody may
do anything but ask for the version. A login is such a key, or a JWT, whose own claims say what it may do.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Target, Trace
from nightlatch.stores import Ask, Batch, Reading, Tells
from nightlatch.stores import _qdrant_traces as signs_left
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._plain import (
    HttpSession,
    Number,
    Rights,
    denied,
    documents,
    each,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    told,
    unknown,
    wrong_login,
)
from nightlatch.stores._qdrant_about import REMEDIES, SIGNS, seen

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

LIST, ONE, NOBODY = "GET /collections", "GET /collections/{collection}", "GET /nightlatch"
COUNT, SCROLL = "POST /collections/{collection}/points/count", "POST /collections/{collection}/points/scroll"
_READS = frozenset({"GET /", signs_left.CLUSTER, LIST, ONE, NOBODY, COUNT, SCROLL})
_PAGE, _RUNS, _MOST = 1_000, 40, 64 << 20
_PAGE_BYTES = 4 << 20


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """The two POST requests carry what is written here, and nothing else has a body."""
    if template == COUNT:
        return None if body == b'{"exact":true}' else "a count of another kind"
    if template != SCROLL:
        return "a body" if body else None
    try:
        msgspec.json.decode(body, type=_Scroll)
    except msgspec.MsgspecError:
        return "a scroll of another kind"
    return None


class _Scroll(msgspec.Struct, forbid_unknown_fields=True):
    limit: int
    with_payload: bool
    with_vector: bool
    offset: int | str | None = None


class Qdrant:
    """One file per kind: this one."""

    kind = "qdrant"
    title = "Qdrant"
    schemes: tuple[str, ...] = ("qdrant",)
    tls_schemes: tuple[str, ...] = ("qdrant+https",)
    port = 6333
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "inferred: without a key in its configuration everybody may do everything"),
        count="exact",
        sample="runs of payloads behind 40 random ids; vectors are not read",
        tested="fake: from the OpenAPI description of 1.9 to 1.15",
        notes="a login is an API key or a JWT: give it as the password.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> QdrantSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a key is a session without rights."""
        key = {"api-key": target.login.password} if target.login and target.login.password else {}
        http = Http(target, dialer, ask, _READS, guard=guard, headers=key)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> QdrantSession:
    reply = http.ask("GET /", most=1 << 20)
    if (found := seen(reply.page("/"))) is None:
        raise not_this(target, "Qdrant", reply, "GET /")
    listed = http.ask(LIST, most=_MOST)
    if target.login is not None and listed.status in (401, 403):
        raise wrong_login(target, listed.status)
    identity = identified("qdrant", found, http)
    return QdrantSession(target=target, ask=ask, http=http, identity=identity, listed=listed)


class _Name(msgspec.Struct):
    name: str


class _Names(msgspec.Struct):
    collections: list[_Name]


class _List(msgspec.Struct):
    result: _Names


class _Facts(msgspec.Struct):
    points: Number | None = msgspec.field(name="points_count", default=None)
    schema: dict[str, Any] = msgspec.field(name="payload_schema", default_factory=dict)


class _One(msgspec.Struct):
    result: _Facts


class _Number(msgspec.Struct):
    count: Number


class _Count(msgspec.Struct):
    result: _Number


class _Point(msgspec.Struct):
    id: int | str
    payload: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))


class _Points(msgspec.Struct):
    points: list[_Point]
    next: int | str | None = msgspec.field(name="next_page_offset", default=None)


class _Scrolled(msgspec.Struct):
    result: _Points


@dataclass(slots=True, kw_only=True)
class QdrantSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    listed: Reply
    _page: int = field(default=_PAGE, init=False)

    def access(self) -> Access:
        """Everything or nothing; of a login what its own claims say."""
        names = self._names()
        if self.listed.status in (401, 403):
            return Access(principal=self.whoever, rights=refused(LIST, self.listed.status, "asks for an API key"))
        seen = saw(LIST, self.listed.status, "lists its collections")
        if names is None:
            seen = saw(LIST, self.listed.status, "is no list of collections")
            return Access(principal=self.whoever, rights=each(unknown(seen)))
        if self.target.login is not None:
            return Access(principal=self.whoever, rights=_of_key(self.target.login.password or ""))
        nothing = self.http.ask(NOBODY)
        if nothing.status != 404:
            strange = saw(NOBODY, nothing.status, "is answered as if there were such a path, or by something before it")
            rights = told(read=granted(seen, known_by="observed"), create=unknown(strange))
            return Access(principal=self.whoever, rights=rights)
        right = granted(
            saw(LIST, 200, "asks for no key, and keys are the only access control"), known_by="no-access-control"
        )
        return Access(principal=self.whoever, rights=each(right))  # fmt: skip

    def containers(self) -> Iterator[Container]:
        """Collections."""
        for name in self._names() or ():
            reply = self.http.ask(ONE, {"collection": name})
            facts = reply.json_or_none(_One) if reply.status == 200 else None
            if facts is None:
                yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)
                continue
            points = facts.result.points
            count = Count(value=points, low=0, method="points_count, which is an estimate")
            yield Container(name=name, key=(name,), records=count, fields=tuple(facts.result.schema))

    def count(self, container: Container) -> Count:
        """Points, counted."""
        seconds = self.ask.statement_seconds
        reply = self.http.ask(COUNT, {"collection": container.key[0]}, body={"exact": True}, seconds=seconds)
        counted = reply.json_or_none(_Count) if reply.status == 200 else None
        return container.records if counted is None else Count.of(counted.result.count, "points/count")

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Payloads of points, page after page; a sample in runs behind random ids."""
        total = container.records.value
        is_whole = reading.full or total is None or total <= reading.records
        pages = self._all(container.key[0]) if is_whole else self._some(container.key[0], total or 0, reading)
        yield from documents(reading, (bytes(one.payload) for page in pages for one in page if _has_payload(one)))

    def traces(self) -> Iterator[Trace]:
        """See `_qdrant_traces`."""
        return signs_left.traces(self.http) if self.listed.status == 200 else iter(())

    def _names(self) -> list[str] | None:
        listed = self.listed.json_or_none(_List) if self.listed.status == 200 else None
        if listed is None:
            return None
        return [one.name for one in listed.result.collections if one.name not in ("", ".", "..")]

    def _all(self, name: str) -> Iterator[list[_Point]]:
        offset: int | str | None = None
        seen: set[int | str] = set()
        while True:
            page = self._scrolled(name, offset, self._page)
            yield page.points
            if page.next is None:
                return
            if page.next in seen or not page.points:
                what = "lists points that it has listed before"
                raise Failed(Failure(kind="hostile", target=self.target.url, what=what))
            seen.add(offset := page.next)

    def _some(self, name: str, total: int, reading: Reading) -> Iterator[list[_Point]]:
        """Runs in the order of ids, which are numbers or UUIDs: numbers first, then UUIDs by their value."""
        import numpy as np

        run = max(1, -(-reading.records // _RUNS))
        first = self._scrolled(name, None, run)
        yield first.points
        came = {one.id for one in first.points}
        draw = np.random.default_rng(reading.seed & 0xFFFFFFFF)
        for share in np.sort(draw.random(_RUNS)):
            points = self._scrolled(name, _id_at(first.points, float(share), total), run).points
            yield [one for one in points if one.id not in came]
            came.update(one.id for one in points)

    def _scrolled(self, name: str, offset: int | str | None, limit: int) -> _Points:
        body: dict[str, Any] = {"limit": limit, "with_payload": True, "with_vector": False}
        if offset is not None:
            body["offset"] = offset
        seconds = self.ask.statement_seconds * 2
        reply = self.http.ask(SCROLL, {"collection": name}, body=body, most=_MOST, seconds=seconds)
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        if reply.status != 200:
            what = f"answers for its points with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target.url, what=what))
        page: _Points = reply.json(_Scrolled).result
        self._page = max(1, min(5_000, 4 * limit, _PAGE_BYTES * limit // max(1, len(reply.body))))
        return page


def _has_payload(point: _Point) -> bool:
    return bytes(point.payload) not in (b"", b"null")


def _id_at(first: list[_Point], share: float, total: int) -> int | str:
    """Where the ids may be that are so far along: numbers are mostly dense, UUIDs mostly random."""
    start = first[0].id if first else 0
    if isinstance(start, int):
        return int(start + share * total)
    return str(uuid.UUID(int=int(share * (1 << 128)) % (1 << 128)))


class _Claim(msgspec.Struct):
    collection: str
    access: str


class _Claims(msgspec.Struct):
    access: str | list[_Claim] = ""


def _of_key(key: str) -> Rights:
    """What a key that was taken may do: a JWT says so itself, an API key may be one that only reads."""
    read = granted(saw(LIST, 200, "lists its collections"), known_by="observed")
    claims = _claims(key)
    if claims is None:
        seen = unknown(saw(LIST, 200, "does not say whether this key only reads"))
        return told(read=read, create=seen, update=seen, delete=seen, administer=seen)
    if claims.access in ("m", ""):
        return each(granted(saw(LIST, 200, "takes our token, which claims to manage")))
    no = denied(saw(LIST, 200, "takes our token, which claims to read, or to write some collections"))
    if isinstance(claims.access, list) and any(one.access in ("rw", "prw") for one in claims.access):
        some = granted(saw(LIST, 200, "takes our token, which claims to write some collections"), extent="some")
        return told(create=some, read=granted(*read.evidence, extent="some"), update=some, delete=some, administer=no)
    is_all = isinstance(claims.access, str)
    read = granted(*read.evidence, extent="all" if is_all else "some")
    return told(create=no, read=read, update=no, delete=no, administer=no)


def _claims(key: str) -> _Claims | None:
    parts = key.split(".")
    if len(parts) != 3:
        return None
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)), type=_Claims)
    except (ValueError, msgspec.MsgspecError):
        return None


STORE = Qdrant()
