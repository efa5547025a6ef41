"""Signs in a Redis of who was there before: where it writes its file, whom it copies, who is connected, robots' keys.

Robots that find an open Redis set ``dir`` and ``dbfilename`` so that its next save is a cron table or a list of SSH
keys, leave keys called backup1 to backup4 whose values are cron lines, or make the server a replica of their own.
Sends CONFIG GET and CLIENT LIST; asks for no key, and not for the list of users, which holds hashes of their passwords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from nightlatch.model import Evidence, Trace
from nightlatch.stores import _traces
from nightlatch.stores._redis_wire import Reply, Wire

_DIRECTORY = re.compile(r"/(\.ssh|cron(\.d|tabs|\.hourly|\.daily)?|crontabs|www|html|htdocs|init\.d|systemd)(/|$)")
_FILE = re.compile(r"^(authorized_keys2?|root|crontab|.*\.(php|jsp|aspx?|so|sh))$")
_LINES = frozenset({b"backup1", b"backup2", b"backup3"})  # and a fourth; one alone may be anybody's
_KEYS = frozenset({b"crackit", b"trojan1", b"weaponx"})
_MOST = 100_000  # clients of one answer


def traces(wire: Wire, info: dict[str, str], keys: AbstractSet[bytes]) -> Iterator[Trace]:
    """Each sign that is there; *info* is what INFO said, *keys* are those that a scan met."""
    yield from _configured(wire)
    yield from _replicated(info)
    if (found := _robots(keys)) is not None:
        yield found
    if (found := _traces.clients(_others(wire), "CLIENT LIST")) is not None:
        yield found


def _configured(wire: Wire) -> Iterator[Trace]:
    for name, odd in (("dir", _DIRECTORY), ("dbfilename", _FILE)):
        reply = wire.ask("CONFIG", "GET", name)
        value = _second(reply)
        if odd.search(value):
            what = f"{name} is set to a place where files are run or let somebody in"
            yield Trace(
                kind="odd-configuration",
                what=what,
                proves="somebody tried to make the server write a file that runs, or that lets them in",
                leaves_open="whether it worked: look at that place on the server",
                evidence=Evidence(command=f"CONFIG GET {name}", code=odd.search(value)[0].strip("/"), meaning=what),  # type: ignore[index]
            )


def _replicated(info: dict[str, str]) -> Iterator[Trace]:
    lines = (re.search(r"(?:^|,)ip=([^,]*)", told) for key, told in info.items() if re.fullmatch(r"slave\d{1,4}", key))
    copies = [_traces.network(line[1]) for line in lines if line]
    source = [_traces.network(info["master_host"])] if info.get("master_host") else []
    yield from filter(None, (
        _traces.replicas(copies, "INFO replication", is_source=False),
        _traces.replicas(source, "INFO replication", is_source=True),
    ))  # fmt: skip


def _robots(keys: AbstractSet[bytes]) -> Trace | None:
    there = sorted(keys & (_KEYS | (_LINES if keys >= _LINES else frozenset())))
    if not there:
        return None
    what = f"keys that robots leave: {', '.join(key.decode() for key in there)}"
    return Trace(
        kind="odd-configuration",
        what=what,
        proves="somebody wrote keys that robots write to get cron lines into the server's file",
        leaves_open="whether a cron line was ever run",
        evidence=Evidence(command="SCAN", code=str(len(there)), meaning=what),
    )


def _others(wire: Wire) -> list[str]:
    """The networks of all clients but us: the one that is listing clients is we."""
    reply = wire.ask("CLIENT", "LIST")
    lines = _word(reply).splitlines()[:_MOST]
    addresses = (re.search(r"(?:^| )addr=(\S*)", line) for line in lines if not re.search(r"(?:^| )cmd=client", line))
    return [_traces.network(found[1]) for found in addresses if found]


def _second(reply: Reply) -> str:
    return _word(reply[1]) if isinstance(reply, list) and len(reply) == 2 else ""


def _word(reply: Reply) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else ""
