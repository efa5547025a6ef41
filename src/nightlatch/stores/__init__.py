"""Kinds of data store. One file per kind; each binds ``STORE``, an object with the shape of :class:`Store`.

A store connects only through the dialer it is given, sends only the verbs it declares in ``reads``, tells rights from
the server's own introspection, and hands out contents as columns. It knows nothing of categories, people or reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, runtime_checkable

from nightlatch import registry as folder  # under its own name the kind of that name would take its place
from nightlatch.model import Access, Container, Count, Identity, RightName, Target, Trace

if TYPE_CHECKING:  # columns only pass through here: whoever asks who may do what need not wait for their libraries
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from nightlatch.dial import Dialer


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Values of one flattened path in one batch.

    *array*: an Arrow array of a primitive type (nulls allowed). *rows*: the record each value belongs to, ascending,
    where a record holds several or none (arrays, sparse fields); None when value *i* belongs to record *i*. One path
    may come as several columns where a field holds several types.
    """

    path: str
    array: pa.Array
    rows: NDArray[np.int32] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some records of a container, as columns; *bytes* as they came over the wire or nearly so."""

    records: int
    columns: tuple[Column, ...]
    bytes: int = 0
    undecodable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much of a container may be read. *full* reads all of it, the other bounds still hold where not None.

    A sample is spread over the container where the store can do that cheaply (TABLESAMPLE, $sample, SCAN), is at most
    *records* records and *bytes* bytes, and takes at most *seconds*. *seed* makes it repeatable.
    """

    full: bool = False
    records: int = 20_000
    bytes: int | None = 64 << 20
    seconds: float | None = 60.0
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tells:
    """What a kind can tell read-only, for ``nightlatch stores`` and the docs; ``tested`` claims no more than is so."""

    rights: dict[RightName, str]  # how each right is known: "exact", "inferred" or "unknown"
    count: str  # "exact", "estimate" or "no"
    sample: str  # how contents are sampled, or "no"
    tested: str  # "real: PostgreSQL 15, 18" | "stand-in: ..." | "fake"
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A kind was recognised: its *product* and *version* where offered; *suspect* says why it may be a honeypot."""

    product: str
    version: str | None = None
    suspect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One HTTP answer: *headers* by their names in lower case, at most 64 KiB of *body*."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """How a kind is told by protocol, never by port: what it says unasked, what it answers to one harmless message.

    *greeting* and *reply* are given what came (at most 64 KiB, perhaps cut short) and say whether it is this kind; both
    are asked about every answer, whoever's *hello* drew it. *hello* is a client's first message of this protocol,
    never text that a line protocol punishes; *other* is one more, on a connection of its own, for servers of the kind
    that speak another dialect. *page* is given the answers to GET ``/`` and to *paths*, one at a time.
    *ports* are where the kind is usually met, TLS ones among them: they order the probes and decide nothing.
    """

    ports: tuple[int, ...] = ()
    greeting: Callable[[bytes], Seen | None] | None = None
    hello: bytes = b""
    other: bytes = b""
    reply: Callable[[bytes], Seen | None] | None = None
    paths: tuple[str, ...] = ()
    page: Callable[[Page], Seen | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """How a store of this kind is closed. *versions*: the majors it holds for, "" for all: "7", "6-7", "8+".

    *steps* are sentences; *file* and *text* a piece of a configuration file; *command* what to run on the server;
    *terraform* a piece of HCL where the kind is run that way. *source* is the title of the vendor's page.
    """

    versions: str = ""
    steps: tuple[str, ...]
    file: str = ""
    text: str = ""
    command: str = ""
    terraform: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the run allows a session to ask for: *timeout_seconds* bounds each answer, *client* is who we say we are."""

    timeout_seconds: float = 10.0
    client: str = "nightlatch"
    statement_seconds: float = 30.0


class Session(Protocol):
    """One conversation with one store; a context manager that leaves nothing behind.

    A store that asks for a password is a session too: ``access`` has the rights denied, with evidence, and
    ``containers`` yields nothing. What cannot be a session is raised as ``nightlatch.model.Failed`` by ``connect``.
    """

    identity: Identity

    def access(self) -> Access:
        """Rights of whom we act as, from introspection; never raises for a right that cannot be told: it is unknown."""

    def containers(self) -> Iterator[Container]:
        """What holds records, from the catalogue; the server's own containers are left out (or marked *is_system*)."""

    def catalogue(self) -> Iterator[Container]:
        """Like ``containers``, by commands that touch no record and no key: all that a witness may list."""

    def count(self, container: Container) -> Count:
        """The best count of *container* that does not cost a full read; its ``records`` where there is none better."""

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Contents as columns; batches of about 4 to 16 MB; stops by itself at the bounds of *reading*."""

    def traces(self) -> Iterator[Trace]:
        """Signs of who was there before, by status commands that touch no record: counts and kinds, never a client.

        Where the server says since when it runs, ``identity`` says so from then on.
        """

    def close(self) -> None:
        """Say goodbye as the protocol wants it; never raises."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@runtime_checkable
class Store(Protocol):
    """One kind of store."""

    kind: str  # "postgresql"
    title: str  # "PostgreSQL"
    schemes: tuple[str, ...]  # ("postgresql", "postgres")
    tls_schemes: tuple[str, ...]  # schemes that ask for TLS from the first byte, e.g. ("rediss",)
    port: int
    driver: str  # the extra that brings its driver: "postgresql"
    reads: frozenset[str]  # every verb it may send; the wire test holds it to them
    tells: Tells
    signs: Signs
    remedies: tuple[Remedy, ...]

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """Dial *target*, prove that it speaks this protocol, log in if *target* has a login; introspect nothing yet.

        Errors: ``Failed`` with connection-refused, timeout, tls, not-this-protocol, unsupported-version, hostile,
        wrong-credentials (only if a login was given), missing-driver, out-of-scope, unresolved.
        """


@dataclass(slots=True)
class Closes:
    """The context-manager half of a session: subclass it and write ``close``."""

    is_closed: bool = field(default=False, init=False)

    def close(self) -> None:
        self.is_closed = True

    def catalogue(self) -> Iterator[Container]:
        """Where the catalogue is apart from the records, listing containers touches none."""
        return self.containers()

    def containers(self) -> Iterator[Container]:
        """Every session writes this; here for the type of ``catalogue``."""
        raise NotImplementedError

    def count(self, container: Container) -> Count:
        """The catalogue's own count, where nothing cheaper than reading betters it."""
        return container.records

    def traces(self) -> Iterator[Trace]:
        """Most kinds tell nothing of who was there before."""
        return iter(())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def all_stores() -> Mapping[str, Store]:
    """``{kind: store}`` of the registry; a kind's module is called as the kind, and imported once it is asked for."""
    return folder.load("nightlatch.stores", "STORE")


def by_scheme() -> Mapping[str, Store]:
    """``{URL scheme: store}``."""
    return _SCHEMES


class _Schemes(Mapping[str, Store]):
    """Asks kinds whose names begin as the scheme does first, so that ``rediss`` and ``postgres`` import one kind."""

    def __getitem__(self, scheme: str) -> Store:
        stores = all_stores()
        for kind in stores:
            is_alike = scheme.startswith(kind) or (scheme and kind.startswith(scheme))
            if is_alike and scheme in _schemes(stores[kind]):
                return stores[kind]
        return _every_scheme()[scheme]

    def __iter__(self) -> Iterator[str]:
        return iter(_every_scheme())

    def __len__(self) -> int:
        return len(_every_scheme())


_SCHEMES = _Schemes()


@cache
def _every_scheme() -> dict[str, Store]:
    return {scheme: store for store in all_stores().values() for scheme in _schemes(store)}


def _schemes(store: Store) -> tuple[str, ...]:
    return (*store.schemes, *store.tls_schemes)
