"""When a server slows down, reading it stops by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nightlatch.model import Failed
from nightlatch.stores import Batch
from nightlatch.survey.pace import SLOW_BATCHES, paced


class Clock:
    """Goes on only when a batch is made."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def batches(self, seconds: list[float], size: int = 1 << 20) -> Iterator[Batch]:
        for each in seconds:
            self.now += each
            yield Batch(records=10, columns=(), bytes=size)


def test_a_server_that_slows_down_is_left_alone() -> None:
    """Three batches in a row that take over twenty times as long as the best end the reading, none later."""
    clock = Clock()
    got = []
    with pytest.raises(Failed) as raised:
        for batch in paced(clock.batches([0.1] * 5 + [5.0] * 10), "redis://127.0.0.1:6379", clock):
            got.append(batch)
    assert raised.value.failure.kind == "over-budget"
    assert len(got) == 5 + SLOW_BATCHES


@pytest.mark.parametrize(
    "seconds",
    [[0.1] * 20, [5.0] * 20, [0.1] * 5 + [5.0, 5.0, 0.1] * 6, [0.001] * 5 + [0.9] * 20],
    ids=["fast", "always slow", "slow now and then", "slower but not slow"],
)
def test_a_server_that_keeps_its_pace_is_read_to_the_end(seconds: list[float]) -> None:
    """A server that was never faster, hiccups, or still answers within a second is not taken for a troubled one."""
    clock = Clock()
    assert len(list(paced(clock.batches(seconds), "redis://127.0.0.1:6379", clock))) == len(seconds)


def test_time_on_our_side_does_not_count() -> None:
    """What happens between two batches is not the server's slowness."""
    clock = Clock()
    got = 0
    for _ in paced(clock.batches([0.1] * 20), "redis://127.0.0.1:6379", clock):
        clock.now += 60.0
        got += 1
    assert got == 20
