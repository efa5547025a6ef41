"""What whoever speaks to a memcached may do: all of it, as it has no users' rights, only a door or none.

Sends ``stats settings``, ``stats`` and one command that does not exist. Source: protocol.txt and memcached.1 of 1.6.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from nightlatch.model import RIGHTS, Access, Evidence, KnownBy, Principal, Right, Verdict
from nightlatch.stores import _memcached_wire as wire
from nightlatch.stores._stream import Stream


@dataclass(slots=True, kw_only=True)
class Facts:
    """What the server said of itself; *is_picky*: it knows one command from another."""

    stats: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    is_picky: bool = False


def ask_facts(stream: Stream, client: str) -> Facts:
    """Ask for all of it; the unknown command carries who we are, which a verbose server logs."""
    facts = Facts()
    facts.is_picky = _line(stream, wire.UNKNOWN.encode(), *_words(client)) == b"ERROR"
    facts.settings = _stats(stream, b"settings")
    facts.stats = _stats(stream)
    return facts


def answers_values(stream: Stream) -> bool:
    """Does it take ``mg`` with ``u``? Asked with a key that nobody has."""
    return _line(stream, b"mg", b"nightlatch-" + secrets.token_hex(8).encode(), b"v", b"u") == b"EN"


def _words(client: str) -> list[bytes]:
    return [word.encode() for word in re.sub(r"[^!-~]+", " ", client).split()][:8]


def _line(stream: Stream, *words: bytes) -> bytes:
    stream.begin()
    stream.send(wire.encode(*words))
    return stream.text()


def _stats(stream: Stream, *of: bytes) -> dict[str, str]:
    stream.begin()
    stream.send(wire.encode(b"stats", *of))
    return wire.stats(stream) or {}


def refused(principal: Principal, is_binary: bool) -> Access:
    """It asks for a login before it takes any command."""
    code, command = ("status 0x0020", "STAT") if is_binary else ("CLIENT_ERROR unauthenticated", "version")
    evidence = (Evidence(command=command, code=code, meaning="asks for a user and a password before any command"),)
    shut = Right(verdict="denied", known_by="denied-on-read", evidence=evidence)
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))


def derived(principal: Principal, facts: Facts) -> Access:
    """All rights, if the server says itself that it asks nobody for a login; else none can be told."""
    rights = dict.fromkeys(RIGHTS, Right())
    if not facts.is_picky:
        unsure = Evidence(
            command=wire.UNKNOWN, code="not ERROR", meaning="takes a command that no memcached knows: proves nothing"
        )
        return Access(principal=principal, rights=dict.fromkeys(RIGHTS, _told("unknown", "inconclusive", unsure)))
    asks = [facts.settings.get(name) for name in ("auth_enabled_ascii", "auth_enabled_sasl")]
    if facts.settings and ("yes" not in asks or not principal.anonymous):
        told = "auth_enabled_ascii no, auth_enabled_sasl no" if principal.anonymous else "logged in"
        evidence = Evidence(command="stats settings", code="STAT", meaning=f"{told}: who may speak may do everything")
        rights = dict.fromkeys(RIGHTS, _told("granted", "no-access-control", evidence))
    return Access(principal=principal, rights=rights, notes=_notes(facts))


def _told(verdict: Verdict, known_by: KnownBy, evidence: Evidence) -> Right:
    return Right(
        verdict=verdict, extent="all" if verdict == "granted" else None, known_by=known_by, evidence=(evidence,)
    )


def _notes(facts: Facts) -> tuple[str, ...]:
    found = {
        "flush_enabled": "flush_all is switched off (-F): items can be deleted one by one only",
        "dump_enabled": "dumps of keys are switched off (-X): who knows or guesses a key still reads it",
    }
    notes = [text for name, text in found.items() if facts.settings.get(name) == "no"]
    udp = facts.settings.get("udpport", "0")
    return (*notes, "it also answers on UDP, where it can be made to amplify attacks") if udp != "0" else tuple(notes)
