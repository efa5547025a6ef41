"""When which host may be asked next: rates in all and per host, jitter, and back-off where a host begins to suffer.

A limit of the scope is kept; where it has none, the pace depends on whose addresses they are. Opens nothing itself.
Memory: bounded by the rate, and by ``_MOST_HOSTS`` for hosts in trouble.
"""

from __future__ import annotations

import random
from collections import OrderedDict
from dataclasses import dataclass

from nightlatch.scope import Limits

_MOST_HOSTS = 65_536
_BEHIND_SECONDS = 0.05  # what was lost to a late wake-up is made good for so long, and not more
_TROUBLE = 3  # timeouts in a row, at a host that did answer before
_FIRST_BACK_OFF, _LONGEST_BACK_OFF = 1.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Connections a second, in all and to one host, None for as many as it takes; *at_once* at one host, 0: any."""

    per_second: float | None = None
    per_second_per_host: float | None = None
    at_once: int = 0

    @property
    def is_unpaced(self) -> bool:
        """Is there no limit at all?"""
        return self.per_second is None and self.per_second_per_host is None and not self.at_once


def rates(limits: Limits, *, is_loopback: bool, is_private: bool) -> Rates:
    """The scope's own *limits*; without one of them: none on loopback, 1,000 and 20 a second within private ranges,
    20 and 2 a second, one at a time, where an address is public."""
    own = limits.connections_per_second, limits.connections_per_second_per_host
    if is_loopback:
        return Rates(per_second=own[0], per_second_per_host=own[1])
    if is_private:
        return Rates(per_second=own[0] or 1000.0, per_second_per_host=own[1] or 20.0)
    return Rates(per_second=own[0] or 20.0, per_second_per_host=own[1] or 2.0, at_once=0 if own[1] else 1)


@dataclass(slots=True)
class _Trouble:
    """A host that answered: how many timeouts in a row came since, and how long it is left alone."""

    timeouts: int = 0
    seconds: float = 0.0
    until: float = 0.0


class Courtesy:
    """Turns, one after another. Not thread-safe: one thread sweeps."""

    def __init__(self, kept: Rates, *, seed: int) -> None:
        self._gap = 1 / kept.per_second if kept.per_second else 0.0
        self._host_gap = 1 / kept.per_second_per_host if kept.per_second_per_host else 0.0
        self._at_once = kept.at_once
        self._draw = random.Random(seed).uniform  # noqa: S311 - jitter, not a secret
        self._next = 0.0
        self._hosts: dict[str, float] = {}
        self._forget_at = _MOST_HOSTS
        self._busy: dict[str, int] = {}
        self._troubles: OrderedDict[str, _Trouble] = OrderedDict()  # last heard of last

    def ready(self, now: float) -> float:
        """When the next connection to whomever may begin; at once if that is not after *now*."""
        return self._next if self._next > now else now

    def turn(self, host: str, now: float) -> float:
        """When *host* may be asked; a turn later than *now* is kept for the caller, who comes back then."""
        due = max(now, self._hosts.get(host, 0.0))
        if len(self._hosts) >= self._forget_at:
            self._hosts = {known: turn for known, turn in self._hosts.items() if turn > now}
            self._forget_at = max(_MOST_HOSTS, 2 * len(self._hosts))
        if self._host_gap:
            self._hosts[host] = due + self._jittered(self._host_gap)
        return due

    def holds(self, host: str, now: float) -> float:
        """When to come back with *host*, whose turn it is, because it is busy or backed off; 0.0: go ahead."""
        trouble = self._troubles.get(host)
        if trouble is not None and trouble.until > now:
            return trouble.until
        if self._at_once and self._busy.get(host, 0) >= self._at_once:
            return now + self._jittered(max(self._host_gap, 0.1))
        return 0.0

    def began(self, host: str, now: float) -> None:
        """A connection to *host* was begun."""
        self._next = max(self._next, now - _BEHIND_SECONDS) + self._jittered(self._gap)
        if self._at_once:
            self._busy[host] = self._busy.get(host, 0) + 1

    def ended(self, host: str, now: float, *, is_answer: bool, is_reset: bool = False) -> None:
        """It ended. A reset, or silence of a host that spoke before, has it left alone, each time twice as long."""
        if self._at_once and (left := self._busy.pop(host, 1) - 1) > 0:
            self._busy[host] = left
        trouble = self._troubles.pop(host, None)
        if is_answer and not is_reset:
            self._troubles[host] = _Trouble()
        elif trouble is not None or is_reset:
            self._troubles[host] = trouble = trouble or _Trouble()
            trouble.timeouts += 1
            if is_reset or trouble.timeouts >= _TROUBLE:
                trouble.seconds = min(_LONGEST_BACK_OFF, max(_FIRST_BACK_OFF, 2 * trouble.seconds))
                trouble.until = now + self._jittered(trouble.seconds)
        if len(self._troubles) > _MOST_HOSTS:
            self._troubles.popitem(last=False)

    def _jittered(self, seconds: float) -> float:
        """Around *seconds*, and on average exactly that."""
        return seconds * self._draw(0.75, 1.25) if seconds else 0.0
