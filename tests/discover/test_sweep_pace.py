"""Turns are handed out on a clock of the test's own: rates, jitter, and hosts that are left alone once they suffer."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nightlatch.discover._sweep_pace import Courtesy, Rates, rates
from nightlatch.scope import Limits


def test_whose_addresses_they_are_decides_the_pace() -> None:
    """Without limits: none on loopback, moderate within private ranges, gentle and one at a time where it is public."""
    assert rates(Limits(), is_loopback=True, is_private=True).is_unpaced
    private = rates(Limits(), is_loopback=False, is_private=True)
    assert (private.per_second, private.per_second_per_host, private.at_once) == (1000, 20, 0)
    public = rates(Limits(), is_loopback=False, is_private=False)
    assert (public.per_second, public.per_second_per_host, public.at_once) == (20, 2, 1)


@pytest.mark.parametrize("is_loopback", [True, False])
def test_the_limits_of_the_scope_are_kept(is_loopback: bool) -> None:
    """What the scope says is what holds, on loopback, too."""
    own = Limits(connections_per_second=7, connections_per_second_per_host=3)
    kept = rates(own, is_loopback=is_loopback, is_private=is_loopback)
    assert (kept.per_second, kept.per_second_per_host, kept.at_once) == (7, 3, 0)


def test_the_rate_in_all() -> None:
    """A hundred begun as soon as they may take ten seconds at ten a second, each apart from the next, none evenly."""
    courtesy, now, gaps = Courtesy(Rates(per_second=10), seed=1), 100.0, []
    for _ in range(100):
        ready = courtesy.ready(now)
        gaps.append(ready - now)
        now = ready
        courtesy.began("10.0.0.1", now)
    assert 9 < now - 100 < 11
    assert 0.07 < min(gaps[2:]) < 0.09 and 0.11 < max(gaps) < 0.13


def test_a_host_waits_and_others_do_not() -> None:
    """Turns of one host are half a second apart at two a second; another host's turn is now."""
    courtesy = Courtesy(Rates(per_second_per_host=2), seed=1)
    turns = [courtesy.turn("10.0.0.1", 100.0) for _ in range(5)]
    assert turns[0] == 100 and all(0.37 < b - a < 0.63 for a, b in pairwise(turns))
    assert courtesy.turn("10.0.0.2", 100.0) == 100


def test_one_at_a_time() -> None:
    """While a connection to a host is open no other is begun there."""
    courtesy = Courtesy(Rates(per_second_per_host=2, at_once=1), seed=1)
    courtesy.began("10.0.0.1", 100.0)
    assert courtesy.holds("10.0.0.1", 100.0) > 100 and not courtesy.holds("10.0.0.2", 100.0)
    courtesy.ended("10.0.0.1", 101.0, is_answer=True)
    assert not courtesy.holds("10.0.0.1", 101.0)


def test_silence_after_answers_is_backed_off_from() -> None:
    """A host that answered and then is silent three times is left alone, each time twice as long, up to a minute."""
    courtesy, now, waits = Courtesy(Rates(), seed=1), 100.0, []
    courtesy.ended("10.0.0.1", now, is_answer=True)
    for _ in range(2):
        courtesy.ended("10.0.0.1", now, is_answer=False)
        assert not courtesy.holds("10.0.0.1", now)
    for _ in range(8):
        courtesy.ended("10.0.0.1", now, is_answer=False)
        until = courtesy.holds("10.0.0.1", now)
        waits.append(until - now)
        now = until
    assert 0.7 < waits[0] < 1.3 and waits[3] > 5 and 44 < waits[-1] < 76
    courtesy.ended("10.0.0.1", now, is_answer=True)
    assert not courtesy.holds("10.0.0.1", now)


def test_who_never_answered_is_not_backed_off_from() -> None:
    """A host that says nothing at all is no host in trouble: a firewall, or nobody."""
    courtesy = Courtesy(Rates(), seed=1)
    for _ in range(20):
        courtesy.ended("10.0.0.1", 100.0, is_answer=False)
    assert not courtesy.holds("10.0.0.1", 100.0)


def test_a_reset_is_backed_off_from_at_once() -> None:
    """Whoever resets a connection that it had taken is left alone for a while."""
    courtesy = Courtesy(Rates(), seed=1)
    courtesy.ended("10.0.0.1", 100.0, is_answer=False, is_reset=True)
    assert courtesy.holds("10.0.0.1", 100.0) > 100.5


def test_its_memory_is_bounded() -> None:
    """However many hosts answer, suffer or wait, those of long ago are forgotten."""
    courtesy = Courtesy(Rates(per_second_per_host=2), seed=1)
    for number in range(80_000):
        now = number / 2000
        courtesy.turn(str(number), now)
        courtesy.ended(str(number), now, is_answer=True)
    assert len(courtesy._hosts) <= 66_000 and len(courtesy._troubles) <= 66_000
