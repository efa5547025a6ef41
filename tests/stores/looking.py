"""One session with one store of any kind, and the short form of its rights; for tests of single kinds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from nightlatch.dial import Dialer
from nightlatch.model import Access, Login, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Batch, Session, all_stores
from nightlatch.stores._stream import Stream

ASK = Ask(timeout_seconds=2.0, client="nightlatch/0 run7 security@example.org", statement_seconds=10.0)
LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}


@contextmanager
def session(kind: str, port: int, *, login: Login | None = None, ask: Ask = ASK, **more: Any) -> Iterator[Session]:
    """A session with whatever listens on that port of loopback."""
    url = f"{kind}://127.0.0.1:{port}"
    target = Target(url=url, kind=kind, host="127.0.0.1", port=port, login=login, **more)
    with Dialer(Scope.loopback()) as dialer, all_stores()[kind].connect(target, dialer, ask) as found:
        yield found


def short(found: Access) -> str:
    """``C=all R=some U=no D=? A=no``."""
    told = {"denied": "no", "unknown": "?"}
    return " ".join(f"{LETTERS[name]}={right.extent or told[right.verdict]}" for name, right in found.rights.items())


def values(batches: Iterator[Batch]) -> dict[str, list[Any]]:
    """All values by path; asserts that every column fits its batch."""
    found: dict[str, list[Any]] = {}
    for batch in batches:
        for column in batch.columns:
            rows = range(len(column.array)) if column.rows is None else column.rows.tolist()
            assert len(rows) == len(column.array) and all(0 <= row < batch.records for row in rows)
            assert list(rows) == sorted(rows)
            found.setdefault(column.path, []).extend(column.array.to_pylist())
    return found


def canned(data: bytes) -> Stream:
    """A stream on which *data* comes, in odd pieces, and then the end."""
    pieces = iter([data[:1], data[1:8], data[8:]])

    def recv(most: int) -> bytes:
        return next((piece for piece in pieces if piece), b"")

    def ignored(*words: object) -> None:
        pass

    sock: Any = SimpleNamespace(recv=recv, settimeout=ignored, close=ignored, sendall=ignored)
    line: Any = SimpleNamespace(cut=None, check=lambda: None, close=lambda: None)
    return Stream(line, sock, "test://127.0.0.1:1", 5.0)
