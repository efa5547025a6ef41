"""LDAP directories (RFC 4511), by a client of our own: OpenLDAP, Active Directory, 389 Directory Server and the like.

Sends an anonymous bind and searches, paged where the server can; never add, modify, delete or compare, follows neither
referrals nor aliases. That the entry of the root can be read is as it should be, and no finding; that entries below a
naming context can is one. No directory that could be tested tells a stranger which entries he might change: that is
unknown.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Count, Evidence, Identity, Principal, Right, Target, Tls, Trace
from nightlatch.stores import Ask, Batch, Closes, Column, Reading, Tells
from nightlatch.stores import _ldap_about as about
from nightlatch.stores import _ldap_traces as signs_left
from nightlatch.stores import _ldap_wire as wire
from nightlatch.stores._ldap_talk import Talk
from nightlatch.stores._ldap_wire import BASE, LIMITS, NO_ATTRIBUTES, ONE_LEVEL, SUBTREE, Found, Result
from nightlatch.stores._stream import opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_STARTTLS = b"1.3.6.1.4.1.1466.20037"
_OWN = (b"cn=config", b"cn=schema", b"cn=monitor", b"cn=changelog", b"cn=accesslog", b"cn=subschema", b"o=netscaperoot")
_OWN_CONTEXTS = ("configContext", "subschemaSubentry", "configurationNamingContext", "schemaNamingContext")
_FOLDERS = frozenset({b"organizationalunit", b"container", b"organization", b"domain", b"country", b"locality"})
_CONTEXTS, _BRANCHES, _LISTED = 16, 200, 1_000
_PAGE, _COUNTED = 500, 10_000
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
# Results that say that nothing at all is done for whoever has not logged in: strongerAuthRequired, inappropriate
# authentication, invalid credentials, unwilling (OpenLDAP's "require authc").
_NOBODY = {8: "asks for a stronger login", 48: "no anonymous bind", 49: "no anonymous bind", 53: "asks for a login"}
_AD_BIND = b"successful bind must be completed"


class Ldap:
    """See :class:`nightlatch.stores.Store`."""

    kind = "ldap"
    title = "LDAP"
    schemes: tuple[str, ...] = ("ldap",)
    tls_schemes: tuple[str, ...] = ("ldaps",)
    port = 389
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "unknown", "read": "exact", "update": "unknown", "delete": "unknown", "administer": "unknown",
        },
        count="exact up to 10,000 entries of a branch, else at least so many",
        sample="entries in the order of the server, in pages of 500",
        tested="real: OpenLDAP 2.5 (slapd); Active Directory and 389 Directory Server: not tested",
        notes="a container is a branch right below a naming context, or the entries that lie there themselves. A URL "
        "may name a naming context: ldap://HOST/dc=example,dc=org. Directories that speak UDP are not asked.",
    )  # fmt: skip

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> LdapSession:
        """See :class:`nightlatch.stores.Store`; a directory that lets nobody bind anonymously is a session too."""
        stream = opened(target, dialer, ask)
        try:
            talk = Talk(target=target, ask_for=ask, stream=stream)
            talk.enter()
            found, told = talk.search("search rootDSE", b"", BASE, ("*", "+"), size=1)
        except BaseException:
            stream.close()
            raise
        root = found[0] if found and not found[0].name else Found(b"")
        return LdapSession(
            target=target, ask=ask, talk=talk, root=root, identity=_identity(root, stream.tls), told=told
        )


def _identity(root: Found, tls: Tls) -> Identity:
    seen = about.product_of(root)
    if not tls.used and root.attributes:
        tls = Tls(offered=_STARTTLS in root.values("supportedExtension"))
    return Identity(kind="ldap", product=seen.product, version=seen.version, tls=tls)


@dataclass(frozen=True, slots=True)
class _Branch:
    """Where a container's entries lie; *but* are left out: the branch itself, and branches that are containers."""

    base: bytes
    scope: int
    but: frozenset[bytes] = frozenset()


@dataclass(slots=True, kw_only=True)
class LdapSession(Closes):
    """One conversation with one directory; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    talk: Talk
    root: Found
    identity: Identity
    told: Result  # how the search of the root ended
    _branches: dict[str, _Branch] = field(default_factory=dict, init=False, repr=False)
    _seen: dict[bytes, tuple[list[Found], Result]] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """Reading is proved by one entry below a naming context that shows an attribute."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        rights = dict.fromkeys(RIGHTS, Right())
        bound = self.talk.bound
        if bound.code in _NOBODY:
            told = Evidence(command="bind", code=str(bound.code), meaning=_NOBODY[bound.code])
            shut = Right(verdict="denied", known_by="denied-on-read", evidence=(told,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))
        results = [(base, *self._below(base)) for base in self._contexts()]
        for base, found, _ in results:
            if any(one.attributes for one in found):
                shown = base.decode("utf-8", "replace")
                told = Evidence(command=f"search {shown} one level", code="0", meaning="shows entries and attributes")
                rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(told,))
                return Access(principal=principal, rights=rights, notes=_NOTES)
        ends = [result for _, _, result in results] or [self.told]
        why = next((one for one in ends if one.code in _NOBODY or _AD_BIND in one.message), None)
        if why is not None and principal.anonymous:
            told = Evidence(command="search", code=str(why.code), meaning="does nothing for whoever has not logged in")
            rights = dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=(told,)))
        elif results and all(one.code in (wire.HIDDEN, 50) for one in ends):
            told = Evidence(command="search one level", code=str(ends[0].code), meaning="shows nothing")
            rights["read"] = Right(verdict="denied", known_by="denied-on-read", evidence=(told,))
        else:
            told = Evidence(command="search", code=str(ends[0].code), meaning="no entry below a naming context came")
            rights["read"] = Right(known_by="inconclusive", evidence=(told,))
        return Access(principal=principal, rights=rights)

    def containers(self) -> Iterator[Container]:
        """Branches right below the naming contexts; the directory's own contexts are its own."""
        for base in self._contexts():
            found, _ = self._below(base)
            folders = [one.name for one in found if _is_folder(one)][:_BRANCHES]
            loose = len(found) - len(folders)
            if loose:
                yield self._container(_Branch(base, ONE_LEVEL, frozenset(map(bytes.lower, folders))), base, None)
            for one in found:
                if one.name in folders:
                    yield self._container(_Branch(one.name, SUBTREE, frozenset({one.name.lower()})), base, one)

    def count(self, container: Container) -> Count:
        """Entries, by their names alone."""
        branch, seen = self._branches.get(container.key[0]), 0
        if branch is None:
            return container.records
        for found, result in self.talk.pages("search names", branch.base, branch.scope, NO_ATTRIBUTES, _PAGE):
            seen += sum(one.name.lower() not in branch.but for one in found)
            if result.code in LIMITS or seen >= _COUNTED:
                return Count(value=None, low=seen, method=f"at least the first {seen:,} entries")
        return Count.of(seen, "entries by their names")

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are entries, fields their attributes, and the field ``dn`` their names."""
        branch = self._branches.get(container.key[0])
        if branch is None:
            return
        until = None if reading.seconds is None else time.monotonic() + reading.seconds
        held: list[Found] = []
        size = length = records = 0
        for found, result in self.talk.pages("search entries", branch.base, branch.scope, ("*",), _PAGE):
            kept = [one for one in found if one.name.lower() not in branch.but]
            if not reading.full:
                kept = kept[: reading.records - records]
            came = sum(map(_size, kept))
            held, size, length, records = held + kept, size + came, length + came, records + len(kept)
            is_over = (
                (not reading.full and records >= reading.records)
                or (reading.bytes is not None and length >= reading.bytes)
                or (until is not None and time.monotonic() > until)
            )
            if held and (is_over or size >= _BATCH_BYTES or len(held) >= _BATCH_RECORDS):
                yield batch_of(held)
                held, size = [], 0
            if is_over:
                return
            if result.code in LIMITS:
                yield from [batch_of(held)] if held else []
                if reading.full:
                    raise self.talk.stream.fail(
                        "over-budget", f"the server ends the search itself (result {result.code})"
                    )
                return
        if held:
            yield batch_of(held)

    def traces(self) -> Iterator[Trace]:
        """See `_ldap_traces`."""
        if not signs_left.has_monitor(self.root):
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self.talk))
        return signs_left.traces(self.talk)

    def close(self) -> None:
        """Unbind, and hang up."""
        if not self.is_closed:
            self.talk.close()
        self.is_closed = True

    def _contexts(self) -> list[bytes]:
        """The naming contexts that are not the server's own."""
        if self.target.database:
            return [self.target.database.encode()]
        named = self.root.values("namingContexts")[: 4 * _CONTEXTS]
        own = {*_OWN, *(one.lower() for name in _OWN_CONTEXTS for one in self.root.values(name))}
        return [one for one in named if one and one.lower() not in own and len(one) < 1024][:_CONTEXTS]

    def _below(self, base: bytes) -> tuple[list[Found], Result]:
        """What lies right below *base*, with its classes alone."""
        if base not in self._seen:
            wanted = ("objectClass", "numSubordinates")
            self._seen[base] = self.talk.search("search names", base, ONE_LEVEL, wanted, size=_LISTED)
        return self._seen[base]

    def _container(self, branch: _Branch, top: bytes, entry: Found | None) -> Container:
        """Named as short as can be: what a container is called says what its records are about."""
        key = f"{branch.scope} {branch.base.decode('utf-8', 'replace')}"
        self._branches[key] = branch
        told = b"".join(entry.values("numSubordinates")[:1]) if entry else b""
        known = int(told) if told.isdigit() and len(told) < 10 else None
        count = Count(value=known, low=known or 0, method="numSubordinates" if known is not None else "")
        name = branch.base.removesuffix(b"," + top) if entry else b"top"
        if len(self._contexts()) > 1:
            name = branch.base if entry else b"top of " + top
        return Container(name=name.decode("utf-8", "replace"), key=(key,), records=count)


_NOTES = ("whether a stranger may change entries a directory does not tell a stranger",)


def _is_folder(one: Found) -> bool:
    return any(value.lower() in _FOLDERS for value in one.values("objectClass"))


def _size(one: Found) -> int:
    return len(one.name) + sum(len(value) for _, values in one.attributes for value in values)


def batch_of(entries: list[Found]) -> Batch:
    """One record per entry; attributes by their names without options (``cn;lang-en``)."""
    import numpy as np
    import pyarrow as pa

    from nightlatch.stores._texts import texts

    held: dict[str, tuple[list[bytes], list[int]]] = {"dn": ([one.name for one in entries], list(range(len(entries))))}
    for row, entry in enumerate(entries):
        for name, values in entry.attributes:
            kept, rows = held.setdefault(name.partition(";")[0], ([], []))
            kept.extend(values)
            rows.extend([row] * len(values))
    columns: list[Column] = []
    for path, (all_values, owners) in held.items():
        columns += texts(path, pa.array(all_values, pa.large_binary()), np.array(owners, np.int32))
    return Batch(records=len(entries), columns=tuple(columns), bytes=sum(map(_size, entries)))


STORE = Ldap()
