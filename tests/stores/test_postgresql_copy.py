"""Large tables, read over a connection of our own: the same values as by the driver, from real and hostile servers."""

from __future__ import annotations

import socket
import struct
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.dial import Dialer
from nightlatch.model import Target
from nightlatch.scope import Scope
from nightlatch.stores import Reading
from nightlatch.stores import _postgresql_copy as copying
from nightlatch.stores import _postgresql_copy_kernels as kernels
from nightlatch.stores import _postgresql_read as reader
from nightlatch.stores._postgresql_copy import FORMS, TEXT, Copy
from nightlatch.stores._postgresql_link import Refused
from nightlatch.stores.postgresql import STORE
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.stores.test_postgresql import (
    ALL_OF_IT,
    ANN,
    ASK,
    READY,
    TYPES,
    _typed,
    flat,
    listed,
    message,
    session,
    spoken,
    statements,
    verb,
)  # fmt: skip

MANY = (
    """CREATE TABLE many AS SELECT g AS id, (g % 7)::int2 AS few, g * 1.5::float8 AS half, g % 3 = 0 AS flag,
    CASE WHEN g % 5 > 0 THEN repeat('雪x', g % 11) END AS word, DATE '2000-01-01' + g % 9000 AS day,
    CASE WHEN g % 4 > 0 THEN TIMESTAMPTZ '2020-01-01Z' + g * interval '1 s' END AS moment, g::numeric / 8 AS eighth
    FROM generate_series(1, 40000) g""",
    "INSERT INTO many (id, word) VALUES (0, repeat('long', 12000)), (-1, '')",
)
ROWS = 40_002


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table counts as large, and a batch is small."""
    monkeypatch.setattr(reader, "_LARGE_BYTES", 0)
    monkeypatch.setattr(copying, "_CHUNK", 1 << 14)


def both(monkeypatch: pytest.MonkeyPatch, port: int, name: str, **how: Any) -> list[dict[str, list[Any]]]:
    """What is read of a table by ourselves, and by the driver."""
    found = []
    for least in (0, 1 << 60):
        monkeypatch.setattr(reader, "_LARGE_BYTES", least)
        with session(port, **how) as one:
            found.append(flat(one.read(listed(one)[name], ALL_OF_IT)))
    return found


@pytest.mark.parametrize("version", ["postgres15", "postgres"])
def test_values_of_every_type(version: str) -> None:
    """Each type comes as it does by the driver, but for how "not a number" is spelled."""
    with session(_typed(version).port) as one:
        found = listed(one)
        for place, (what, expected) in enumerate(TYPES.items()):
            columns = flat(one.read(found[f"postgres.public.t{place}"], ALL_OF_IT))
            spelled = {path: ["NaN" if value == "nan" else value for value in all_] for path, all_ in expected.items()}
            assert columns == {f"v{path}": values for path, values in spelled.items()}, what


def test_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that lie across the ends of what was received, nulls, empty texts and one longer than a batch: all come."""
    mine, drivers = both(monkeypatch, lab.server("postgres15", sql=MANY).port, "postgres.public.many")
    assert mine == drivers and len(mine["id"]) == ROWS
    assert [type(mine[name][1]) for name in ("id", "half", "flag", "word")] == [int, float, bool, str]


def test_a_bound_ends_a_reading() -> None:
    """Of a whole reading that may take fewer records only those are handed out; the next one is none the worse."""
    with session(lab.server("postgres15", sql=MANY).port) as one:
        (many,) = one.containers()
        some = Reading(full=True, records=1000, bytes=None, seconds=None)
        assert sum(batch.records for batch in one.read(many, some)) == 1000
        assert len(flat(one.read(many, ALL_OF_IT))["id"]) == ROWS


@pytest.mark.parametrize("asks", ["scram-sha-256", "md5", "password"])
def test_logins_over_tls(monkeypatch: pytest.MonkeyPatch, certificate: tuple[Path, Path], asks: str) -> None:
    """The connection of our own logs in as the greeting did, and over TLS where that did."""
    login = f"SET password_encryption = '{'md5' if asks == 'md5' else 'scram-sha-256'}'"
    role = f"CREATE ROLE ann LOGIN PASSWORD '{ANN.password}'"
    config: dict[str, Any] = {
        "sql": (*MANY, f"{login}; {role}; GRANT SELECT ON many TO ann"),
        "tls": certificate,
        "hba": [f"hostssl all ann all {asks}", "host all postgres all trust"],
    }
    with Proxy(lab.server("postgres15", **config)) as proxy:
        mine, drivers = both(monkeypatch, proxy.port, "postgres.public.many", tls=True, login=ANN)
        assert mine == drivers and len(mine["id"]) == ROWS
        assert "雪x雪x雪x".encode() not in proxy.received and (ANN.password or "").encode() not in proxy.sent


def test_only_declared_verbs_are_sent() -> None:
    """One startup with the belts on, one COPY of a SELECT and a farewell; the connection is accounted for and closed."""
    with Proxy(lab.server("postgres15", sql=MANY)) as proxy:
        target = Target(url="x", kind="postgresql", host="127.0.0.1", port=proxy.port)
        with Dialer(Scope.loopback()) as dialer, STORE.connect(target, dialer, ASK) as one:
            (many,) = one.containers()
            list(one.read(many, ALL_OF_IT))
        assert dialer.connections == len(proxy.conversations)
        told = [spoken(bytes(talk.sent)) for talk in proxy.conversations]
        (mine,) = [said for said in told if [kind for kind, _ in said] == ["STARTUP", "Q", "X"]]
        assert mine[1][1].startswith(b"COPY (SELECT ") and {verb(one) for one in statements(proxy)} <= STORE.reads
        for words in (b"default_transaction_read_only=on", b"search_path=pg_catalog", ASK.client.encode()):
            assert words in mine[0][1]


def test_where_no_further_connection_is_let_in_the_driver_reads() -> None:
    """A role that may connect once is read over that one connection."""
    sql = (*MANY, "CREATE ROLE ann LOGIN CONNECTION LIMIT 1", "GRANT SELECT ON many TO ann")
    server = lab.server("postgres15", sql=sql, hba=["host all all all trust"])
    with session(server.port, login=ANN) as one:
        assert len(flat(one.read(listed(one)["postgres.public.many"], ALL_OF_IT))["id"]) == ROWS


# --- hostile servers --------------------------------------------------------------------------------------------------

HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack("!ii", 0, 0)
BEGINS = message(b"H", struct.pack("!bhhh", 1, 2, 1, 1))
ENDS = message(b"d", struct.pack("!h", -1)) + message(b"c", b"") + message(b"C", b"COPY 1\0") + READY
COLUMNS = (("n", FORMS["int4"]), ("t", TEXT))


def row(number: int, text: bytes) -> bytes:
    return struct.pack("!hiii", 2, 4, number, len(text)) + text


def told(*said: bytes, closes: bool = True) -> list[dict[str, Any]]:
    """What is made of an answer."""

    def talk(link: socket.socket, over: threading.Event) -> None:
        link.recv(65536)
        link.sendall(b"".join(said))
        if not closes:
            over.wait()

    with hostile.Trap(talk) as trap, Dialer(Scope.loopback()) as dialer:
        line = dialer.connect(dialer.resolve("127.0.0.1", trap.port))
        copy = Copy(line=line, socket=line.socket, columns=COLUMNS)
        try:
            return [one for batch in copy.batches("SELECT 1") for one in batch.to_pylist()]
        finally:
            copy.close()


def test_the_header_may_come_alone_or_with_the_first_row() -> None:
    """Both are what servers send; notices between the rows are passed over."""
    rows = [{"n": 1, "t": "a"}, {"n": -2, "t": ""}]
    notice = message(b"N", b"SNOTICE\0\0")
    together = (BEGINS, message(b"d", HEADER + row(1, b"a")), notice, message(b"d", row(-2, b"")), ENDS)
    apart = (BEGINS, message(b"d", HEADER), message(b"d", row(1, b"a")), message(b"d", row(-2, b"")), ENDS)
    assert told(*together) == told(*apart) == told(*apart, closes=False) == rows
    assert told(BEGINS, message(b"d", HEADER), ENDS) == []


WRONG = {
    "nothing": (),
    "no header": (BEGINS, message(b"d", row(1, b"a")), ENDS),
    "a header of old": (BEGINS, message(b"d", HEADER[:11] + struct.pack("!ii", 1 << 16, 0)), ENDS),
    "a header without end": (BEGINS, message(b"d", HEADER[:15] + struct.pack("!i", 1 << 30)), ENDS),
    "a header of negative length": (BEGINS, message(b"d", HEADER[:15] + struct.pack("!i", -5)), ENDS),
    "too few fields": (BEGINS, message(b"d", HEADER + struct.pack("!hii", 1, 4, 1)), ENDS),
    "a number of another width": (BEGINS, message(b"d", HEADER + struct.pack("!hiqi", 2, 8, 1, -1)), ENDS),
    "a field beyond its row": (BEGINS, message(b"d", HEADER + struct.pack("!hiii", 2, 4, 1, 1 << 30)), ENDS),
    "a field of negative length": (BEGINS, message(b"d", HEADER + struct.pack("!hiii", 2, 4, 1, -7)), ENDS),
    "a row that is longer than its fields": (BEGINS, message(b"d", HEADER + row(1, b"a") + b"x"), ENDS),
    "a message of two gigabytes": (BEGINS, b"d\x7f\xff\xff\xff"),
    "a message of negative length": (BEGINS, message(b"d", HEADER), b"d\xff\xff\xff\xff"),
    "the end of the line": (BEGINS, message(b"d", HEADER + row(1, b"a"))),
    "rows that nobody asked for": (message(b"D", b"\0\0"),),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_understood_is_refused(name: str) -> None:
    """Any answer that breaks the rules ends the reading, without a code."""
    with pytest.raises(Refused) as caught:
        told(*WRONG[name])
    assert caught.value.sqlstate is None


@pytest.mark.parametrize("hangs_up", [True, False])
def test_of_an_error_the_code_is_told(hangs_up: bool) -> None:
    """Whether the server goes on listening or goes away, and after rows as well as before any."""
    error = message(b"E", b"SERROR\0C57014\0Mleak@example.org\0\0") + (b"" if hangs_up else READY)
    for before in ((), (BEGINS, message(b"d", HEADER + row(1, b"a")))):
        with pytest.raises(Refused) as caught:
            told(*before, error, closes=hangs_up)
        assert caught.value.sqlstate == "57014" and "leak" not in repr(caught.value)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6), st.integers(0, 300))
def test_no_bytes_lead_out_of_the_buffer(changes: list[tuple[int, int]], cut: int) -> None:
    """Rows with any bytes changed, and cut anywhere, are measured and laid out within what is there."""
    good = b"".join(message(b"d", row(n, b"x" * n)) for n in range(12)) + message(b"d", struct.pack("!h", -1))
    data = np.frombuffer(good, np.uint8)[: len(good) - cut].copy()
    for at, value in changes:
        data[at % len(data)] = value
    kinds, widths = np.array([kernels.INT4, kernels.TEXT]), np.array([4, -1])
    sizes = np.zeros(2, np.int64)
    with np.errstate(over="ignore"):
        rows, end, how = kernels.measure.py_func(data, 0, len(data), widths, sizes)
        assert 0 <= end <= len(data) and 0 <= sizes.sum() <= end
        cells = np.zeros((2, rows + 1), np.int64)
        texts, valid, nulls = np.zeros(int(sizes.sum()), np.uint8), np.ones((2, rows), np.uint8), np.zeros(2, np.int64)
        starts = np.cumsum(sizes) - sizes
        kernels.fill.py_func(data, 0, end, kinds, cells, starts, texts, valid, nulls)
    assert cells[1, -1] == sizes[1] or (how == kernels.BROKEN and cells[1, -1] < sizes[1])
