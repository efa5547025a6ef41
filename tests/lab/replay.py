"""A server on loopback that says what a genuine one said, up to a point: what hostile servers say later on is tested so.

def alter(reply: Reply) -> bytes | Act: ...   # other bytes, or a function that takes the connection over
with Replay(talks, alter) as server: ...
"""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.lab.hostile import Talk as Act
from tests.lab.hostile import Trap

Talk = tuple[int | bytes, ...]  # in turn: so many bytes of the client, what the server said
_QUIET_SECONDS = 0.01
_PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The *number*-th thing that was said over all connections, and what a genuine server said there."""

    number: int
    said: bytes


class Replay(Trap):
    """Plays *talks*, a connection each, then the last ones again; *alter* may say otherwise at any reply."""

    def __init__(
        self, talks: Sequence[Talk], alter: Callable[[Reply], bytes | Act] | None = None, *, patience: float = 0.12
    ) -> None:
        super().__init__(self._play)
        self._talks, self._alter, self._turn = talks, alter, itertools.count()
        self._patience = patience  # once something was altered: whoever waits for the other side then is hung up on
        self._number = itertools.count()
        self._is_altered = False
        self.replies = 0

    def _play(self, link: socket.socket, over: threading.Event) -> None:
        turn = next(self._turn)
        talk = self._talks[turn if turn < len(self._talks) else turn % len(self._talks)]
        for step in talk:
            if isinstance(step, int):
                if not self._heard(link, step):
                    return
                continue
            number = next(self._number)
            self.replies = number + 1
            said = self._alter(Reply(number, step)) if self._alter else step
            if not isinstance(said, bytes):
                self._is_altered = True
                said(link, over)
                return
            self._is_altered |= said != step
            link.sendall(said)
        if not talk or isinstance(talk[-1], int):
            return  # the genuine server hung up
        link.settimeout(self._patience if self._is_altered else _PATIENCE_SECONDS)
        with contextlib.suppress(TimeoutError):
            link.recv(1)  # the client's turn to hang up

    def _heard(self, link: socket.socket, expected: int) -> bool:
        """Wait for a message: as long as the recorded one, or shorter and then nothing."""
        heard = 0
        while heard < expected:
            link.settimeout(_QUIET_SECONDS if heard else self._patience if self._is_altered else _PATIENCE_SECONDS)
            try:
                came = link.recv(65536)
            except TimeoutError:
                return heard > 0
            if not came:
                return False
            heard += len(came)
        return True
