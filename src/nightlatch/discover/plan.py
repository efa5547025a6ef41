"""What identification would send, and in which order: for ``--dry-run``, and to be read. Contacts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from nightlatch.discover.identify import HTTP, TLS, Identifier
from nightlatch.model import Target
from nightlatch.stores import Ask
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message that may be sent, on a connection of its own, and what it asks."""

    asks: str
    data: bytes


def messages(host: str, port: int, ask: Ask) -> Iterator[Message]:
    """Every message in its order, until one is answered: nothing at first, then a hello of each protocol."""
    asker = Identifier(cast("Dialer", None), ask)
    yield Message(asks="listens: does the server speak first?", data=b"")
    for step in asker.steps(port, None):
        if step.what == TLS:
            yield Message(asks="TLS: a ClientHello, and inside it all of this again", data=b"")
        elif step.what == HTTP:
            yield from _pages(asker, host, port, ask)
        else:
            yield Message(asks=asker.stores[step.what].title, data=step.hello)


def _pages(asker: Identifier, host: str, port: int, ask: Ask) -> Iterator[Message]:
    paths = asker.paths(port, None)
    target = Target(url="", kind="identify", host=host, port=port)
    nobody: Any = None
    http = Http(target, nobody, ask, frozenset(f"GET {path}" for path in paths))
    for path in paths:
        yield Message(asks=f"HTTP: GET {path}", data=http.bytes_of(f"GET {path}"))
