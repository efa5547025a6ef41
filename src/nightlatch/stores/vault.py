"""Vault 0.10 to 1.x and OpenBao 2.x, and their agents and proxies, over HTTP or HTTPS.

Sends GET requests only: the health, the mounts that are shown to us, and ``sys/internal/ui/resultant-acl``, the list of
all that our token may do, which its own web page asks for. Never a secret, a lease, a token or a list of secrets.

It is closed by nature: nobody may do anything without a token. It is open where it was never initialised, or where an
agent or proxy adds a token to whatever it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Extent, Right, RightName, Target
from nightlatch.stores import Ask, Tells
from nightlatch.stores._http import Http
from nightlatch.stores._plain import (
    HttpSession,
    Rights,
    denied,
    each,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    unknown,
    wrong_login,
)
from nightlatch.stores._vault_about import HEALTH, REMEDIES, SIGNS, Told, health, seen

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

MOUNTS, ACL = "GET /v1/sys/internal/ui/mounts", "GET /v1/sys/internal/ui/resultant-acl"
_READS = frozenset({f"GET {HEALTH}", MOUNTS, ACL})
_MOST = 16 << 20
_OWN = ("auth/", "sys/", "cubbyhole/", "identity/")
_RULES = (
    "sys/policies/", "sys/policy", "sys/mounts", "sys/auth", "sys/raw", "sys/seal", "sys/storage", "auth/token/create",
)  # fmt: skip
_NEEDED: dict[RightName, frozenset[str]] = {
    "create": frozenset({"create"}), "read": frozenset({"read"}), "update": frozenset({"update", "patch"}),
    "delete": frozenset({"delete"}),
}  # fmt: skip
_ID = re.compile(r"[0-9a-f-]{36}", re.ASCII)


class Vault:
    """One file per kind: this one."""

    kind = "vault"
    title = "Vault and OpenBao"
    schemes: tuple[str, ...] = ("vault", "openbao")
    tls_schemes: tuple[str, ...] = ("vault+https", "openbao+https")
    port = 8200
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact: all that our token, or the one that a proxy adds, may do"),
        count="no",
        sample="no",
        tested="real: OpenBao 2.7",
        notes="secrets are not read, nor listed. A login is a token: give it as the password.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> VaultSession:
        """See :class:`nightlatch.stores.Store`; without a token a session has no rights."""
        headers = {"x-vault-request": "true"}  # agents may ask for it, as proof that no foreign web page sent this
        if target.login is not None and target.login.password:
            headers["x-vault-token"] = target.login.password
        http = Http(target, dialer, ask, _READS, headers=headers)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> VaultSession:
    page = http.ask(f"GET {HEALTH}", most=1 << 20)
    found, facts = seen(page.page(HEALTH)), health(page.page(HEALTH))
    if found is None or facts is None:
        raise not_this(target, "Vault", page, f"GET {HEALTH}")
    if target.login is not None and facts.is_initialized and not facts.is_sealed:
        status = http.ask(ACL, most=_MOST).status
        if status in (400, 401, 403):
            raise wrong_login(target, status)
    identity = identified("vault", found, http, facts.cluster if _ID.fullmatch(facts.cluster) else None)
    return VaultSession(target=target, ask=ask, http=http, identity=identity, facts=facts)


class _Path(msgspec.Struct):
    capabilities: list[str] = []


class _Acl(msgspec.Struct):
    root: bool = False
    exact: dict[str, _Path] = msgspec.field(name="exact_paths", default_factory=dict)
    globs: dict[str, _Path] = msgspec.field(name="glob_paths", default_factory=dict)
    segments: dict[str, _Path] = msgspec.field(name="segment_wildcard_paths", default_factory=dict)


class _AclReply(msgspec.Struct):
    data: _Acl


class _Mounts(msgspec.Struct):
    secret: dict[str, msgspec.Raw] | None = None


class _MountsReply(msgspec.Struct):
    data: _Mounts


@dataclass(slots=True, kw_only=True)
class VaultSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    facts: Told

    def access(self) -> Access:
        """What the token that we have, or that is added to what we ask, may do."""
        if not self.facts.is_initialized:
            first = saw(f"GET {HEALTH}", 501, "never initialised: whoever does it first gets the root token")
            nothing = denied(saw(f"GET {HEALTH}", 501, "never initialised: holds nothing"))
            rights: Rights = {**each(nothing), "administer": granted(first, known_by="no-access-control")}
            return Access(principal=self.whoever, rights=rights)
        if self.facts.is_sealed:
            return Access(principal=self.whoever, rights=refused(f"GET {HEALTH}", 503, "is sealed"))
        reply = self.http.ask(ACL, most=_MOST)
        if reply.status in (400, 401, 403):  # 400: missing client token, in older versions
            return Access(principal=self.whoever, rights=refused(ACL, reply.status, "asks for a token"))
        told = reply.json_or_none(_AclReply) if reply.status == 200 else None
        if told is None or b'"root"' not in reply.body:
            seen = saw(ACL, reply.status, "does not say what we may do")
            return Access(principal=self.whoever, rights=each(unknown(seen)))
        notes = () if self.target.login is not None else ("a token is added to whatever is asked: an agent or a proxy",)
        return Access(principal=self.whoever, rights=_rights(told.data), notes=notes)

    def containers(self) -> Iterator[Container]:
        """Mounts of secrets that are shown to us; what is in them is neither listed nor read."""
        if not self.facts.is_initialized or self.facts.is_sealed:
            return
        reply = self.http.ask(MOUNTS, most=_MOST)
        told = reply.json_or_none(_MountsReply) if reply.status == 200 else None
        for path in told.data.secret or () if told is not None else ():
            nothing = Count(value=None, method="secrets are not listed")
            yield Container(name=path, key=(path,), records=nothing, is_readable=False, is_system=path.startswith(_OWN))


def _rights(acl: _Acl) -> Rights:
    if acl.root:
        return each(granted(saw(ACL, 200, "root: may do everything")))
    paths = {**acl.exact, **acl.globs, **acl.segments}
    kept = {path: set(one.capabilities) for path, one in paths.items() if "deny" not in one.capabilities}
    rights: Rights = {name: _on_secrets(kept, acl, needed) for name, needed in _NEEDED.items()}
    is_ruler = any(
        found & {"create", "update", "sudo"} and (path.startswith(_RULES) or (path in acl.globs and _covers(path)))
        for path, found in kept.items()
    )
    if is_ruler:
        right = granted(saw(ACL, 200, "may change policies, mounts or tokens"), extent="some")
    else:
        right = denied(saw(ACL, 200, "may change no policy, mount or token"))
    return {**rights, "administer": right}


def _covers(glob: str) -> bool:
    """Does a path that ends in ``*`` hold all that rules a server?"""
    return any(one.startswith(glob) for one in _RULES)


def _on_secrets(kept: dict[str, set[str]], acl: _Acl, needed: frozenset[str]) -> Right:
    fitting = [path for path, found in kept.items() if found & needed and _is_secret(path, needed)]
    if not fitting:
        return denied(saw(ACL, 200, f"no path of secrets with {' or '.join(sorted(needed))}"))
    extent: Extent = "all" if "" in fitting and "" in acl.globs else "some"
    return granted(saw(ACL, 200, f"{len(fitting)} paths of secrets with {' or '.join(sorted(needed))}"), extent=extent)


def _is_secret(path: str, needed: frozenset[str]) -> bool:
    """What every token may is no secret; the metadata of a secret can be deleted with it, and tells nothing of it."""
    if path.startswith(_OWN):
        return False
    return "/metadata/" not in f"{path}/" or "delete" in needed


STORE = Vault()
