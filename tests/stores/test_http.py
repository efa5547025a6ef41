"""What the client of all HTTP kinds does beside one request: time that passes on our side is not the server's."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from nightlatch.dial import Dialer
from nightlatch.model import Failed, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask
from nightlatch.stores._http import Http
from tests.lab.web import Answer, Asked, Web

_GET = "GET /things"
_ASK = Ask(timeout_seconds=0.5, client="nightlatch/0 run7 security@example.org", statement_seconds=0.5)
_LONG = 4 << 20  # more than lies in buffers


@contextmanager
def client(web: Web) -> Iterator[Http]:
    target = Target(url=f"arangodb://127.0.0.1:{web.port}", kind="arangodb", host="127.0.0.1", port=web.port)
    with Dialer(Scope.loopback()) as dialer:
        http = Http(target, dialer, _ASK, frozenset({_GET}))
        try:
            yield http
        finally:
            http.close()


def things(asked: Asked) -> Answer:
    return Answer(body="x" * _LONG)


def test_a_kept_connection_is_not_cut_while_nothing_is_asked() -> None:
    """Neither as idle nor as taking too long: it is we who are busy, compiling loops or judging what came."""
    with Web(things) as web, client(web) as http:
        http.ask(_GET, seconds=1.0)
        time.sleep(1.3)
        assert http.ask(_GET, seconds=1.0).status == 200
        assert http.dialer.connections == 1


def test_who_takes_an_answer_in_pieces_may_take_time() -> None:
    """Between two pieces no bound of time runs."""
    with Web(things) as web, client(web) as http:
        _, pieces = http.stream(_GET, seconds=1.0)
        came = len(next(pieces))
        time.sleep(1.3)
        assert came + sum(map(len, pieces)) > _LONG


def test_an_answer_that_does_not_come_is_waited_for_no_longer() -> None:
    """What is not on our side counts."""

    def silent(asked: Asked) -> Answer:
        time.sleep(1.5)
        return Answer(body="x")

    with Web(silent) as web, client(web) as http, pytest.raises(Failed) as failed:
        http.ask(_GET, seconds=1.0)
    assert failed.value.failure.kind == "timeout"
