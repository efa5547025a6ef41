"""Do the probes still tell open from closed? Each kind is asked against recordings of servers whose state is known.

A recording is what an open and a closed server said, connection by connection, when a probe was last known to be right.
It is played back on loopback to the very code that looks at real stores: what it then tells must be what was told. A
kind that has gone blind, by a change here or because a recording of a newer version shows other replies, is an alarm.
Recordings hold replies of servers that held nothing but synthetic records.
"""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import Self

import msgspec

from nightlatch.dial import Dialer
from nightlatch.discover.identify import Identified, Identifier
from nightlatch.model import Access, Endpoint, Failed
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Store, all_stores
from nightlatch.targets import at

_QUIET_SECONDS = 0.05
_SECONDS = 10.0
_LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}
_MARKS = {"granted": "+", "denied": "-", "unknown": "?"}


class Step(msgspec.Struct, array_like=True):
    """Either so many bytes that the client sent, or what the server said (base64)."""

    sent: int = 0
    said: str = ""


class Recording(msgspec.Struct, kw_only=True):
    """What one server said while it was identified, and while it was asked for rights."""

    kind: str
    server: str  # "Redis 7.0.15, open"
    rights: str  # "C+ R+ U- D? A-"
    identify: list[list[Step]]
    access: list[list[Step]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one recording was told; *why* says what was told instead of what is true, "" if it was told right."""

    kind: str
    server: str
    why: str = ""


@cache
def recordings() -> tuple[Recording, ...]:
    """All that come with the package, by kind."""
    folder = files("nightlatch").joinpath("recordings")
    named = sorted((one for one in folder.iterdir() if one.name.endswith(".json")), key=lambda one: one.name)
    return tuple(one for file in named for one in msgspec.json.decode(file.read_bytes(), type=list[Recording]))


def rehearse() -> Iterator[Outcome]:
    """Play every recording to its kind. Contacts only servers of its own on loopback."""
    for one in recordings():
        yield Outcome(kind=one.kind, server=one.server, why=told(one))


def short(access: Access) -> str:
    """``C+ R+ U- D? A-``."""
    return " ".join(f"{_LETTERS[name]}{_MARKS[right.verdict]}" for name, right in access.rights.items())


def told(one: Recording) -> str:
    """What is told otherwise than it is; "" if all is told right."""
    store = all_stores().get(one.kind)
    if store is None:
        return "there is no such kind any more"
    try:
        return _identified(one, store) or _asked(one, store)
    except Failed as failed:
        return f"failed: {failed.failure.what}"


def _identified(one: Recording, store: Store) -> str:
    with Player(one.identify) as player, Dialer(Scope.loopback(), timeout_seconds=_SECONDS) as dialer:
        endpoint = Endpoint(host=player.host, address=player.host, port=player.port)
        found = Identifier(dialer, seconds=1.0, listen_seconds=0.3).identify(endpoint, store.kind)
    if isinstance(found, Identified) and (found.kind, found.also) == (store.kind, ()):
        return ""
    return f"not recognised: {found.kind if isinstance(found, Identified) else found.what}"


def _asked(one: Recording, store: Store) -> str:
    with (
        Player(one.access) as player,
        Dialer(Scope.loopback(), timeout_seconds=_SECONDS) as dialer,
        store.connect(at(store, player.host, player.port), dialer, Ask(timeout_seconds=_SECONDS)) as session,
    ):
        rights = short(session.access())
    return "" if rights == one.rights else f"tells {rights} where {one.rights} is so"


class Player:
    """A server on loopback that says what a recorded one said; as a context manager."""

    host = "127.0.0.1"

    def __init__(self, conversations: list[list[Step]]) -> None:
        self._conversations = conversations
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, name="nightlatch-player", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        for steps in self._conversations:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=_play, args=(link, steps), daemon=True).start()


def _play(link: socket.socket, steps: list[Step]) -> None:
    with link, contextlib.suppress(OSError):
        for step in steps:
            if step.said:
                link.sendall(base64.b64decode(step.said))
            elif not _hear(link, step.sent):
                return
        if not steps or not steps[-1].said:
            return
        link.settimeout(_SECONDS)
        link.recv(1)  # the client's turn to hang up


def _hear(link: socket.socket, expected: int) -> bool:
    """Wait for a message: as long as the recorded one, or shorter and then nothing (names and tokens differ)."""
    heard = 0
    while heard < expected:
        link.settimeout(_QUIET_SECONDS if heard else 10 * _SECONDS)
        try:
            came = link.recv(65536)
        except TimeoutError:
            return heard > 0
        if not came:
            return False
        heard += len(came)
    return True
