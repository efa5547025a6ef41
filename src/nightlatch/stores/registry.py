"""Docker and OCI registries over HTTP or HTTPS (API v2).

Sends GET of the catalogue, of tags, of manifests and of the configurations that they name, OPTIONS of a manifest that
nobody has, and GET of a token from the registry's own address. Never a layer, never HEAD or POST of an upload, never
DELETE, never a redirect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch.model import Access, Container, Count, Failed, Failure, Identity, Principal, Target
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _registry_about as about
from nightlatch.stores import _registry_access as rights
from nightlatch.stores import _registry_wire as wire
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._registry_read import Survey

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_ALLOW = "exact: by what OPTIONS allows, or by the claims of a token"


class Registry:
    """See :class:`nightlatch.stores.Store`."""

    kind = "registry"
    title = "Docker registry"
    schemes: tuple[str, ...] = ("registry",)
    tls_schemes: tuple[str, ...] = ("registry+https",)
    port = 5000
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": _ALLOW,
            "read": "exact",
            "update": _ALLOW,
            "delete": "exact where it is read-only or gives out tokens, else unknown",
            "administer": "exact: the API has nothing that administers",
        },
        count="exact: tags",
        sample="environment, labels and history of images, of tags drawn at random; never layers",
        tested="real: Docker registry (distribution) 2.8.2; tokens: fake, from the specification",
        notes="tokens that another address gives out are not fetched: rights are unknown then. A mirror of another "
        "registry allows pushes by OPTIONS and refuses them.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> RegistrySession:
        """See :class:`nightlatch.stores.Store`; a registry that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, wire.READS, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> RegistrySession:
    base = http.ask(wire.BASE, most=1 << 20)
    found = about.seen(base.page(about.BASE))
    if found is None:
        what = f"answers GET {about.BASE} with {base.status}, and not as a registry"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    talk = wire.Talk(http, target)
    if base.status == 401:
        talk.challenge(base)
        is_refused = talk.realm is None and not talk.is_elsewhere
        is_refused = is_refused or (talk.realm is not None and not talk.token("registry:catalog:*"))
        if is_refused and target.login is not None:
            what = "refuses this user and password (401)"
            raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    identity = Identity(kind="registry", product=found.product, version=found.version, tls=http.tls)
    return RegistrySession(target=target, ask=ask, talk=talk, base=base, identity=identity)


@dataclass(slots=True, kw_only=True)
class RegistrySession(Closes):
    """One conversation with one registry; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    talk: wire.Talk
    base: Reply
    identity: Identity
    _found: rights.Found | None = field(default=None, init=False, repr=False)
    _tags: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_registry_access`."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        found = self._introspected()
        return Access(principal=principal, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Repositories; their records are tags."""
        for name in self._introspected().names:
            tags = self._listed(name) if wire.fits(name) else None
            count = Count(value=None, method="not told to us") if tags is None else Count.of(len(tags), "tags/list")
            yield Container(name=name, key=(name,), records=count, is_readable=tags is not None)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """What images say of themselves; see `_registry_read`."""
        (name,) = container.key
        tags = self._listed(name) or []
        yield from Survey(talk=self.talk, name=name, tags=tags, reading=reading).batches()

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.talk.http.close()

    def _introspected(self) -> rights.Found:
        if self._found is None:
            self._found = rights.introspect(self.talk, self.base)
        return self._found

    def _listed(self, name: str) -> list[str] | None:
        if name not in self._tags:
            reply = self.talk.of(wire.TAGS, name)
            told = reply.json_or_none(wire.Tags) if reply.status == 200 else None
            if told is None:
                return None
            self._tags[name] = [one for one in told.tags or () if one not in ("", ".", "..")]
        return self._tags[name]


STORE = Registry()
