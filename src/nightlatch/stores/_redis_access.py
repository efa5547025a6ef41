"""What a Redis user may do, asked of Redis itself: ACL DRYRUN (7.0), ACL GETUSER (6.0), COMMAND INFO (before).

Sends ACL WHOAMI, ACL GETUSER, ACL DRYRUN, COMMAND INFO, INFO and bounded reads; never a command that writes. DRYRUN
names such a command, and the server answers whether it would carry it out. Source: Redis documentation, "ACL", and
replies of 6.2.14 and 7.0.15.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Evidence, KnownBy, Principal, Right, RightName
from nightlatch.stores._redis_wire import ErrorReply, Reply, Wire

KEY = "<key>"
_KEYED: dict[RightName, tuple[str, ...]] = {
    "create": (
        "SET <key> x", "HSET <key> x x", "RPUSH <key> x", "SADD <key> x", "ZADD <key> 1 x", "XADD <key> * x x",
        "LPUSH <key> x", "SETEX <key> 9 x", "SETNX <key> x", "MSET <key> x", "INCR <key>", "RESTORE <key> 0 x",
    ),
    "read": (
        "GET <key>", "HGETALL <key>", "LRANGE <key> 0 1", "SMEMBERS <key>", "ZRANGE <key> 0 1", "XRANGE <key> - +",
        "MGET <key>", "HGET <key> x", "GETRANGE <key> 0 0", "LINDEX <key> 0", "STRLEN <key>", "DUMP <key>",
    ),
    "update": (
        "SET <key> x", "APPEND <key> x", "HSET <key> x x", "LSET <key> 0 x", "ZADD <key> 1 x", "SETRANGE <key> 0 x",
        "GETSET <key> x", "INCR <key>", "HINCRBY <key> x 1", "SETEX <key> 9 x", "MSET <key> x",
    ),
    "delete": (
        "DEL <key>", "UNLINK <key>", "HDEL <key> x", "LPOP <key>", "SREM <key> x", "EXPIRE <key> 1",
        "RPOP <key>", "BRPOP <key> 1", "SPOP <key>", "ZREM <key> x",
    ),
}  # fmt: skip
_LONGEST_PATTERN = 1000
_WHOLE = ("FLUSHALL", "FLUSHDB")
_ADMIN = (
    "CONFIG SET dir x",
    "ACL SETUSER x",
    "MODULE LOAD x",
    "REPLICAOF NO ONE",
    "SHUTDOWN",
    "DEBUG SLEEP 0",
    "EVAL x 0",  # code, though in a sandbox
)
# Categories as COMMAND INFO of 6.2 and 7.0 lists them; a test holds this table against both.
_CATEGORIES = {
    "set": "write string slow",
    "hset": "write hash fast",
    "rpush": "write list fast",
    "sadd": "write set fast",
    "zadd": "write sortedset fast",
    "xadd": "write stream fast",
    "get": "read string fast",
    "hgetall": "read hash slow",
    "lrange": "read list slow",
    "smembers": "read set slow",
    "zrange": "read sortedset slow",
    "xrange": "read stream slow",
    "mget": "read string fast",
    "hget": "read hash fast",
    "getrange": "read string slow",
    "lindex": "read list slow",
    "strlen": "read string fast",
    "dump": "keyspace read slow",
    "lpush": "write list fast",
    "setex": "write string slow",
    "setnx": "write string fast",
    "mset": "write string slow",
    "incr": "write string fast",
    "restore": "keyspace write slow dangerous",
    "setrange": "write string slow",
    "getset": "write string fast",
    "hincrby": "write hash fast",
    "append": "write string fast",
    "lset": "write list slow",
    "del": "keyspace write slow",
    "unlink": "keyspace write fast",
    "hdel": "write hash fast",
    "lpop": "write list fast",
    "srem": "write set fast",
    "expire": "keyspace write fast",
    "rpop": "write list fast",
    "brpop": "write list slow blocking",
    "spop": "write set fast",
    "zrem": "write sortedset fast",
    "flushall": "keyspace write slow dangerous",
    "flushdb": "keyspace write slow dangerous",
    "config": "admin slow dangerous",
    "acl": "admin slow dangerous",
    "module": "admin slow dangerous",
    "replicaof": "admin slow dangerous",
    "shutdown": "admin slow dangerous",
    "debug": "admin slow dangerous",
    "eval": "slow scripting",
}
_OBSERVING = ("GETRANGE <key> 0 0", "HSCAN <key> 0", "LRANGE <key> 0 0", "SSCAN <key> 0", "XRANGE <key> - + COUNT 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What INFO told before rights are asked for; None where it was refused."""

    version: tuple[int, ...] | None = None
    is_replica: bool = False
    is_replica_read_only: bool = False
    is_cluster: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What ACL GETUSER says of a user: patterns of keys, and for 6.x the order of its command rules."""

    patterns: tuple[bytes, ...]
    commands: tuple[str, ...]
    has_selectors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What the server says of one command: on any key, on some, on none; not there; or it does not say."""

    command: str
    outcome: str  # "all" | "some" | "denied" | "absent" | "unknown"


def refused(principal: Principal, code: str, meaning: str, note: str = "") -> Access:
    """Nothing is allowed, because the server refuses everything until a password comes (or for good)."""
    evidence = (Evidence(command="PING", code=code, meaning=meaning),)
    right = Right(verdict="denied", known_by="denied-on-read", evidence=evidence)
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, right), notes=(note,) if note else ())


def introspect(wire: Wire, user: str, is_anonymous: bool, facts: Facts) -> Access:
    """The rights of whom *wire* speaks for; what the server does not tell stays unknown."""
    who = wire.ask("ACL", "WHOAMI")
    name = printable(who.decode("utf-8", "backslashreplace"), 60) if isinstance(who, bytes) else user
    principal = Principal(name=name, anonymous=is_anonymous)
    notes: list[str] = []
    if isinstance(who, ErrorReply) and who.is_unknown_command and facts.version and facts.version < (6,):
        rights = _without_acl(wire, notes)
    else:
        login = who if isinstance(who, bytes) else user.encode()
        rights = _told(wire, login, name, notes) or _observed(wire, notes)
    return Access(principal=principal, rights=_limited(rights, facts, notes), notes=tuple(notes))


def _told(wire: Wire, user: bytes, name: str, notes: list[str]) -> dict[RightName, Right] | None:
    rules = _rules(wire.ask("ACL", "GETUSER", user))
    trials = _dry_runs(wire, user, rules)
    method = f"ACL DRYRUN {name} "
    if trials is None:
        if rules is None or rules.has_selectors:  # only DRYRUN tells what selectors add
            return None
        trials, method = _by_rules(rules), f"ACL GETUSER {name}: "
    if any(one.outcome == "absent" for one in trials.values()):
        gone = sorted({one.command.split()[0] for one in trials.values() if one.outcome == "absent"})
        notes += [f"renamed or not there: {', '.join(gone)}"] if gone else []
    return {right: _right(right, trials, method) for right in RIGHTS}


def _commands(right: RightName) -> tuple[str, ...]:
    return _ADMIN if right == "administer" else (*_KEYED[right], *(_WHOLE if right == "delete" else ()))


def _all_commands() -> tuple[str, ...]:
    return tuple(dict.fromkeys(command for right in RIGHTS for command in _commands(right)))


def _dry_runs(wire: Wire, user: bytes, rules: _Rules | None) -> dict[str, _Trial] | None:
    """Ask DRYRUN about each command: for keys nobody uses (is it any key?), and for keys the user's patterns allow."""
    if isinstance(wire.ask("ACL", "DRYRUN", user, "PING"), ErrorReply):
        return None  # before 7.0, or not for this user
    anywhere = [b"0" + secrets.token_hex(8).encode(), b"Z:" + secrets.token_hex(8).encode()]
    patterns = [pattern for pattern in (rules.patterns if rules else ()) if len(pattern) < _LONGEST_PATTERN]
    somewhere = [_example(pattern) for pattern in patterns[:32]] or _few_keys(wire)
    found: dict[str, _Trial] = {}
    keys = [*anywhere, *somewhere]
    asked = [(command, key) for command in _all_commands() for key in (keys if KEY in command else [b""])]
    replies = wire.ask_all([["ACL", "DRYRUN", user, *_words(command, key)] for command, key in asked])
    for command in _all_commands():
        answers = [(key, reply) for (one, key), reply in zip(asked, replies, strict=True) if one == command]
        found[command] = _Trial(command=command, outcome=_outcome(answers, anywhere))
    return found


def _words(command: str, key: bytes) -> list[str | bytes]:
    return [key if word == KEY else word for word in command.split()]


def _few_keys(wire: Wire) -> list[bytes]:
    reply = wire.ask("SCAN", "0", "COUNT", "20")
    return [key for key in reply[1] if isinstance(key, bytes)][:20] if _is_scan(reply) else []


def _is_scan(reply: Reply) -> bool:
    return isinstance(reply, list) and len(reply) == 2 and isinstance(reply[1], list)


def _is_absent(reply: Reply) -> bool:
    return isinstance(reply, ErrorReply) and reply.is_unknown_command and reply.code == "ERR"


def _outcome(answers: list[tuple[bytes, Reply]], anywhere: list[bytes]) -> str:
    granted = {key for key, reply in answers if reply == b"OK"}
    if granted:
        return "all" if granted.issuperset(anywhere) or granted == {b""} else "some"
    if any(isinstance(reply, bytes) for _, reply in answers):
        return "denied"
    return "absent" if all(_is_absent(reply) for _, reply in answers) else "unknown"


def _example(pattern: bytes) -> bytes:
    """A key that *pattern* lets through."""
    found, escaped = re.sub(rb"\[\^[^\]]*\]", b"~", pattern), rb"\\(.)|\[(.)[^\]]*\]|[*?]"
    return re.sub(escaped, lambda hit: hit[1] or hit[2] or b"x", found)


def _rules(reply: Reply) -> _Rules | None:
    if not isinstance(reply, list):
        return None
    told = dict(zip(reply[::2], reply[1::2], strict=False)) if all(isinstance(one, bytes) for one in reply[::2]) else {}
    patterns, flags = list(_patterns(told.get(b"keys"))), told.get(b"flags", [])
    selectors = told.get(b"selectors")
    for selector in selectors if isinstance(selectors, list) else []:
        inner = dict(zip(selector[::2], selector[1::2], strict=False)) if isinstance(selector, list) else {}
        patterns += _patterns(inner.get(b"keys"))
    patterns += [b"*"] if isinstance(flags, list) and b"allkeys" in flags else []
    commands = told.get(b"commands", b"")
    words = commands.decode("ascii", "replace").split() if isinstance(commands, bytes) else []
    return _Rules(patterns=tuple(dict.fromkeys(patterns)), commands=tuple(words), has_selectors=bool(selectors))


def _patterns(keys: Reply) -> Iterator[bytes]:
    """7.0 sends one text, ``~a:* %R~b``; 6.x a list of bare patterns."""
    if isinstance(keys, bytes):
        yield from (word.partition(b"~")[2] for word in keys.split() if b"~" in word)
    elif isinstance(keys, list):
        yield from (one for one in keys if isinstance(one, bytes))


def _by_rules(rules: _Rules) -> dict[str, _Trial]:
    """6.x has no DRYRUN: follow the rules of GETUSER; the last one that names a command decides."""
    where = "all" if b"*" in rules.patterns else "some"
    found = {}
    for command in _all_commands():
        outcome = "denied"
        if _is_allowed(rules.commands, command):
            outcome = where if KEY in command else "all"
        if outcome != "denied" and KEY in command and not rules.patterns:
            outcome = "denied"
        found[command] = _Trial(command=command, outcome=outcome)
    return found


def _is_allowed(rules: Sequence[str], command: str) -> bool:
    first, *rest = command.lower().split()
    names = {"@all", first, *(f"@{one}" for one in _CATEGORIES[first].split()), *(f"{first}|{one}" for one in rest[:1])}
    allowed = False
    for rule in rules:
        word = {"allcommands": "+@all", "nocommands": "-@all"}.get(rule, rule).lower()
        if word[1:] in names:
            allowed = word.startswith("+")
    return allowed


def _right(right: RightName, trials: dict[str, _Trial], method: str) -> Right:
    mine = [trials[command] for command in _commands(right) if command in trials]
    granted = [one for one in mine if one.outcome in ("all", "some")]
    if granted:
        is_all = _is_all(right, mine)
        evidence = tuple(_evidence(one, method) for one in sorted(granted, key=lambda one: one.outcome)[:4])
        return Right(verdict="granted", extent="all" if is_all else "some", known_by="introspected", evidence=evidence)
    if any(one.outcome == "unknown" for one in mine):
        return Right(known_by="inconclusive", evidence=tuple(_evidence(one, method) for one in mine[:2]))
    return Right(verdict="denied", known_by="introspected", evidence=tuple(_evidence(one, method) for one in mine[:4]))


def _is_all(right: RightName, mine: list[_Trial]) -> bool:
    if right == "delete":  # one command that removes any key is enough
        return any(one.outcome == "all" for one in mine if one.command.split()[0] in ("DEL", "UNLINK", *_WHOLE))
    if right == "administer":
        mine = [one for one in mine if not one.command.startswith("DEBUG")]  # off as shipped since 7.0
    return all(one.outcome == "all" for one in mine)


def _evidence(trial: _Trial, method: str) -> Evidence:
    verb = " ".join(trial.command.split()[:2]) if KEY not in trial.command else trial.command.split()[0]
    codes = {"all": "OK", "some": "OK", "denied": "NOPERM", "absent": "ERR", "unknown": "?"}
    meanings = {
        "all": f"may send {verb}" + (" for any key" if KEY in trial.command else ""),
        "some": f"may send {verb} for some keys, not for any",
        "denied": f"may not send {verb}",
        "absent": f"{verb} has been renamed or is not there",
        "unknown": f"does not tell about {verb}",
    }
    return Evidence(command=method + trial.command, code=codes[trial.outcome], meaning=meanings[trial.outcome])


def _without_acl(wire: Wire, notes: list[str]) -> dict[RightName, Right]:
    """Before 6.0 whoever is in may do everything, but for commands that have been renamed."""
    notes.append("Redis before 6.0 knows no users: whoever is connected may do everything")
    names = sorted({command.split()[0].lower() for command in _all_commands()} - {"acl"})
    reply = wire.ask("COMMAND", "INFO", *names)
    known = isinstance(reply, list) and len(reply) == len(names)
    gone = {name for name, one in zip(names, reply if known else [], strict=False) if one is None}
    notes += [f"renamed or not there: {', '.join(sorted(name.upper() for name in gone))}"] if gone else []
    outcome = {command: "absent" if command.split()[0].lower() in gone else "all" for command in _all_commands()}
    trials = {
        command: _Trial(command=command, outcome=one)
        for command, one in outcome.items()
        if not command.startswith("ACL")
    }
    known_by: KnownBy = "no-access-control"
    return {right: replace(_right(right, trials, "COMMAND INFO: "), known_by=known_by) for right in RIGHTS}


def _observed(wire: Wire, notes: list[str]) -> dict[RightName, Right]:
    """Neither DRYRUN nor GETUSER may be asked: see whether reading works, and say unknown of all else."""
    notes.append("the server does not tell this user its own rights; only reading was tried")
    asked = Evidence(command="ACL GETUSER, ACL DRYRUN", code="NOPERM", meaning="the server does not tell")
    rights = dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(asked,)))
    rights["read"] = _observed_read(wire)
    return rights


def _observed_read(wire: Wire) -> Right:
    scan = wire.ask("SCAN", "0", "COUNT", "10")
    if _is_scan(scan):
        seen = Evidence(command="SCAN 0 COUNT 10", code="OK", meaning="lists the names of keys")
        return Right(verdict="granted", extent="some", known_by="observed", evidence=(seen,))
    nobody = b"0" + secrets.token_hex(8).encode()
    replies = wire.ask_all([_words(command, nobody) for command in _OBSERVING])
    tried = tuple(
        Evidence(command=command, code=reply.code if isinstance(reply, ErrorReply) else "OK", meaning=_meaning(reply))
        for command, reply in zip(("SCAN 0 COUNT 10", *_OBSERVING), (scan, *replies), strict=True)
    )
    if any(one.code == "OK" for one in tried):
        answered = tuple(one for one in tried if one.code == "OK")
        return Right(verdict="granted", extent="some", known_by="observed", evidence=answered)
    return Right(known_by="inconclusive", evidence=tried)  # GET, MGET and others may be allowed: these are not all


def _meaning(reply: Reply) -> str:
    if not isinstance(reply, ErrorReply):
        return "answers a key that does not exist"
    return "may be sent, but not for this key" if reply.is_key_refused else "may not be sent"


def _limited(rights: dict[RightName, Right], facts: Facts, notes: list[str]) -> dict[RightName, Right]:
    """A read-only replica writes for nobody, whatever the user's rights."""
    if facts.is_cluster:
        notes.append("one node of a cluster: only its share of the keys is seen")
    if not (facts.is_replica and facts.is_replica_read_only):
        return rights
    notes.append("a read-only replica: writes are refused here, its primary may take them")
    if rights["administer"].verdict == "granted":
        notes.append("an administrator can turn this replica into a primary")
    seen = Evidence(command="INFO replication", code="slave_read_only:1", meaning="a replica that refuses writes")
    denied = Right(verdict="denied", known_by="introspected", evidence=(seen,))
    return rights | {name: denied for name in RIGHTS if name in ("create", "update", "delete")}
