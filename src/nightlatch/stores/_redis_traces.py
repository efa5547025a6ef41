"""Signs in a Redis of who was there before: where it writes its file, whom it copies, who is connected, robots' keys.

Robots that find an open Redis set ``dir`` and ``dbfilename`` so that its next save is a cron table or a list of SSH
keys, leave keys called backup1 to backup4 whose values are cron lines, or make the server a replica of their own.
Sends CONFIG GET, CLIENT LIST and ACL DRYRUN; asks for no key, and not for the list of users, which holds hashes of
their passwords: what the users may do who are connected is asked of DRYRUN, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from nightlatch.model import Evidence, Trace
from nightlatch.stores import _traces
from nightlatch.stores._redis_wire import ErrorReply, Reply, Wire

_DIRECTORY = re.compile(r"/(\.ssh|cron(\.d|tabs|\.hourly|\.daily)?|crontabs|www|html|htdocs|init\.d|systemd)(/|$)")
_FILE = re.compile(r"^(authorized_keys2?|root|crontab|.*\.(php|jsp|aspx?|so|sh))$")
_PAIR = re.compile(r"(?:^| )(addr|cmd|user|flags)=(\S*)")
_COPYING = frozenset("SM")  # flags of a replica, and of a source
_LINES = frozenset({b"backup1", b"backup2", b"backup3"})  # and a fourth; one alone may be anybody's
_KEYS = frozenset({b"crackit", b"trojan1", b"weaponx"})
_MOST = 100_000  # clients of one answer
_MOST_USERS = 64  # of whom it is asked what they may do
_ADMINISTERS = ("CONFIG", "SET", "dir", "x")  # DRYRUN says whether it would be done, and does not do it


def traces(wire: Wire, info: dict[str, str], keys: AbstractSet[bytes], *, is_open: bool) -> Iterator[Trace]:
    """Each sign that is there; *info* is what INFO said, *keys* are those that a scan met.

    *is_open*: we are let in without a password, and so is everybody.
    """
    yield from _configured(wire)
    yield from _replicated(info)
    if (found := _robots(keys)) is not None:
        yield found
    if (found := _traces.clients(_others(wire, is_open=is_open), "CLIENT LIST")) is not None:
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


def _others(wire: Wire, *, is_open: bool) -> list[_traces.Client]:
    """Networks and roles of all clients but us: the one that is listing clients is we."""
    lines = [dict(_PAIR.findall(line)) for line in _word(wire.ask("CLIENT", "LIST")).splitlines()[:_MOST]]
    others = [line for line in lines if "addr" in line and not line.get("cmd", "").startswith("client")]
    users = dict.fromkeys(line["user"] for line in others if "user" in line)
    roles = {user: _role(wire, user, is_open=is_open) for user in list(users)[:_MOST_USERS]}
    everybody: _traces.Role = "administrator" if is_open else "unknown"  # before 6.0 there are no users
    return [
        (
            _traces.network(line["addr"]),
            "replica" if set(line.get("flags", "")) & _COPYING else roles.get(line.get("user", ""), "unknown")
            if "user" in line else everybody,
        )
        for line in others
    ]  # fmt: skip


def _role(wire: Wire, user: str, *, is_open: bool) -> _traces.Role:
    """What *user* may do, from 7.0 on. Who has not logged in yet is listed as "default" too, and may do nothing."""
    if user == "default" and not is_open:
        return "unknown"
    reply = wire.ask("ACL", "DRYRUN", user, *_ADMINISTERS)
    if isinstance(reply, ErrorReply):
        return "unknown"
    return "administrator" if reply == b"OK" else "ordinary"


def _second(reply: Reply) -> str:
    return _word(reply[1]) if isinstance(reply, list) and len(reply) == 2 else ""


def _word(reply: Reply) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else ""
