"""From lists to places that may be contacted: each file opened once, told by its content, held to the scope."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from nightlatch import addresses, targets
from nightlatch.discover.sweep import Place
from nightlatch.imports import Found, Import, ListError, Passed, all_imports
from nightlatch.model import Coverage
from nightlatch.owners import Owners
from nightlatch.risk.exposure import Sighting
from nightlatch.scope import Scope
from nightlatch.stores import all_stores

MOST_LISTED = 10_000  # lines of what was passed over, of each file and reason; more are counted
_HEAD = 64 << 10
# Kinds whose Shadowserver report lists only what let a stranger in ("Open MongoDB Report"), not what merely answers.
_LISTED_OPEN = frozenset({"mongodb", "elasticsearch", "redis", "memcached"})
_HINTS = {
    "unknown": "name the format: --from FORMAT=FILE",
    "missing": "is the name of the file right?",
}
Key = tuple[str, int]  # address, or the name where no address is known, and port


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What lists lead to.

    *places* are in scope as far as that can be told without asking a resolver, each once; one that was named only has
    an empty address, and the dialer holds whatever it resolves to to the scope. *hints* are kinds to probe for first.
    *skipped* tells what was left out, a line each, and a line that counts the rest where there are very many.
    *sightings* are the first of each format.
    """

    places: tuple[Place, ...]
    hints: Mapping[Key, tuple[str, ...]]
    skipped: tuple[Coverage, ...]
    read: int  # entries of all lists
    sightings: Mapping[Key, tuple[Sighting, ...]] = field(default_factory=dict)  # where a list says when it saw it


def load(paths: Sequence[str | Path], scope: Scope) -> Imported:
    """Read every list of *paths*: ``FILE``, ``FORMAT=FILE``, ``-`` for standard input. Contacts nothing.

    Memory: the places in scope, and at most :data:`MOST_LISTED` lines of each file and reason to leave something out.
    Errors: :class:`ListError` for a file that cannot be read or whose format cannot be told, before any is taken.
    """
    chosen = [_chosen(str(path)) for path in paths]
    gate = _Gate(scope=scope, owners=Owners(scope.rows))
    for form, path in chosen:
        with _opened(path) as file:
            known = form or told(file, path)
            gate.take(_shown(path), known.name, known.read(file, _shown(path)))
    return gate.imported()


def told(file: BinaryIO, path: Path) -> Import:
    """The format of *file*, by its content. Errors: :class:`ListError`."""
    peek = getattr(file, "peek", None)
    head = bytes(peek(_HEAD))[:_HEAD] if peek else b""
    known = all_imports()
    if not head.strip():
        return known["hosts"]  # masscan leaves an empty file where it found nothing
    for one in sorted(known.values(), key=lambda one: one.name == "hosts"):  # the plainest claims last
        if one.recognises(head, path.name):
            return one
    formats = ", ".join(sorted(known))
    raise ListError(f"{_shown(path)}: is of none of the formats {formats}", _HINTS["unknown"])


def _chosen(text: str) -> tuple[Import | None, Path]:
    name, equals, path = text.partition("=")
    known = all_imports()
    if equals and path and name in known:
        return known[name], Path(path)
    if equals and path and name.isalnum() and not Path(text).exists():
        raise ListError(f"--from: there is no format {name[:40]!r}", f"formats: {', '.join(sorted(known))}")
    return None, Path(text)


def _opened(path: Path) -> BinaryIO:
    if str(path) == "-":
        return open(sys.stdin.fileno(), "rb", buffering=_HEAD, closefd=False)
    try:
        return path.open("rb", buffering=_HEAD)
    except OSError as error:
        raise ListError(f"{_shown(path)}: {(error.strerror or 'cannot be read').lower()}", _HINTS["missing"]) from None


def _shown(path: Path) -> str:
    return "standard input" if str(path) == "-" else path.name


@dataclass(slots=True)
class _Gate:
    """Lets through what the scope lists, and keeps the account of the rest."""

    scope: Scope
    owners: Owners
    places: dict[Key, Place] = field(default_factory=dict)
    hints: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    sightings: dict[Key, dict[str, Sighting]] = field(default_factory=dict)
    skipped: dict[tuple[str, str], Coverage] = field(default_factory=dict)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    read: int = 0
    numeric_ports: frozenset[int] = field(init=False)  # of single addresses with one port: any name may lead there

    def __post_init__(self) -> None:
        places = self.scope.targets_listed.places
        self.numeric_ports = frozenset(port for name, port in places if addresses.is_numeric(name))

    def take(self, file: str, form: str, items: Iterable[Found | Passed]) -> None:
        """Every item of one *file* of the format *form*."""
        before = self.read
        for item in items:
            self.read += 1
            if isinstance(item, Passed):
                self._skip(file, f"{file}: {item.place}", item.why, item.why, stage="import")
                continue
            for one in self._with_port(item):
                self._judge(file, form, one)
        if self.read == before:
            self._skip(file, file, "holds nothing", "holds nothing", stage="import")

    def imported(self) -> Imported:
        rest = (
            Coverage(
                target=file,
                stage="scope",
                outcome="skipped",
                detail=f"and {count - MOST_LISTED:,} more: {reason}",
            )
            for (file, reason), count in self.counted.items()
            if count > MOST_LISTED
        )
        first = {key: hints[0] for key, hints in self.hints.items()}
        places = tuple(replace(place, hint=first.get(key)) for key, place in self.places.items())
        return Imported(
            places=places, hints=self.hints, skipped=(*self.skipped.values(), *rest), read=self.read,
            sightings={key: tuple(known.values()) for key, known in self.sightings.items()},
        )  # fmt: skip

    def _with_port(self, found: Found) -> Iterator[Found]:
        """A host alone stands for the usual ports of every kind, and the ports that the scope lists one by one."""
        if found.port:
            yield found
            return
        listed = self.scope.targets_listed
        known = {port for store in all_stores().values() for port in (store.port, *store.signs.ports)}
        usual = {port for port in known if not listed.ports or listed.has_port(port)}
        usual |= {low for low, high in listed.ports if low == high}
        for port in sorted(usual):
            yield Found(
                host=found.host, address=found.address, port=port, kind_hint=found.kind_hint, source=found.source
            )

    def _judge(self, file: str, form: str, found: Found) -> None:
        shown = _place(found.host or found.address or "?", found.port)
        if found.transport != "tcp":
            words = f"{found.transport.upper()} is not looked at: TCP only" if found.transport == "udp" else "not TCP"
            self._skip(file, f"{shown}/{found.transport}", words, words)
            return
        try:
            key, why = self._admitted(found)
        except ValueError as error:
            self._skip(file, shown, f"its address or name {error}", "is no address or name")
            return
        if why is not None:
            self._skip(file, shown, why, "out of scope")
        else:
            self._add(key, found)
            self._note(key, form, found)

    def _admitted(self, found: Found) -> tuple[Key, str | None]:
        """Its key, and why it is out of scope. An address must be listed itself: a list proves no name's address."""
        host = targets.host_of(found.host) if found.host else None
        if found.address is None:
            if host is None:
                raise ValueError("is missing")
            return (host, found.port), self._name_is_out(host, found.port)
        address = str(addresses.normal(found.address))
        names = [name for name in (host, *_reversed(found)) if name]
        excluded = (self.scope.excludes_target(name, found.port) for name in (address, *names))
        if (out := next(filter(None, excluded), None)) is not None:
            return (address, found.port), out
        why = self.scope.refuses(address, found.port)
        if why is None or host is None:
            return (address, found.port), why
        if self.scope.refuses(address, found.port, host) is None:  # the name is listed: it is resolved anew
            return (host, found.port), self._name_is_out(host, found.port)
        return (address, found.port), why

    def _name_is_out(self, host: str, port: int) -> str | None:
        """Why a *host* without address cannot be in scope; where networks are listed, only resolving it can tell."""
        if (why := self.scope.excludes_target(host, port)) is not None:
            return why
        listed = self.scope.targets_listed
        has_port = not listed.ports or listed.has_port(port)
        if (host, port) in listed.places or port in self.numeric_ports:
            return None
        if has_port and (host in listed.names or listed.networks):
            return None
        return f"{host} port {port} is not in the scope ({self.scope.name})"

    def _add(self, key: Key, found: Found) -> None:
        name, port = key
        is_name = not addresses.is_numeric(name)
        host = name if is_name else (targets.host_of(found.host) if found.host else None)
        tags = self.owners.of(name, port) or self.owners.of(host, port)
        self.places.setdefault(key, Place(address="" if is_name else name, port=port, host=host, tags=tags))
        if found.kind_hint and found.kind_hint not in self.hints.get(key, ()):
            self.hints[key] = (*self.hints.get(key, ()), found.kind_hint)

    def _note(self, key: Key, form: str, found: Found) -> None:
        """When it was seen; that it was open to strangers, only where a list is of such stores alone."""
        if found.seen is None:
            return
        was_open = form == "shadowserver" and found.kind_hint in _LISTED_OPEN
        one = Sighting(at=found.seen, by=f"a list of others ({form})", was_open=was_open)
        known = self.sightings.setdefault(key, {})
        known[form] = min(known.get(form, one), one, key=lambda sighting: sighting.at)

    def _skip(self, file: str, place: str, detail: str, reason: str, stage: str = "scope") -> None:
        """The same place skipped for the same reason is told once; *reason* is what is counted."""
        if (place, detail) in self.skipped:
            return
        self.counted[file, reason] += 1
        if self.counted[file, reason] <= MOST_LISTED:
            self.skipped[place, detail] = Coverage(target=place, stage=stage, outcome="skipped", detail=detail)


def _reversed(found: Found) -> Iterator[str]:
    """Names by reverse look-up that are host names at all."""
    for tag, name in found.tags:
        if tag == "reverse-name":
            try:
                yield addresses.host_name(name)
            except ValueError:
                continue


def _place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
