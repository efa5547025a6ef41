"""Kibana and OpenSearch Dashboards, doors to Elasticsearch and OpenSearch, over HTTP or HTTPS.

Sends GET /api/status, and POST /api/console/proxy, by which the door forwards a request to the cluster behind it: only
requests with ``method=GET`` and only those that `nightlatch.stores.elasticsearch` sends itself. That the door forwards
them is the finding: whoever can open the page may do in the cluster what the door may do for its visitors. Never its
saved objects, its reports or any other path of its own.

Where the Console is switched off, or there is none (before 5.0), nothing read-only tells what the door lets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Evidence, Failed, Failure, Identity, Principal, Right, Target
from nightlatch.stores import Ask, Batch, Closes, Page, Reading, Session, Tells
from nightlatch.stores._elastic_greet import greeting, numbers
from nightlatch.stores._elastic_rights import denied
from nightlatch.stores._elastic_session import ElasticSession
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._kibana_about import REMEDIES, SIGNS, STATUS, seen, status
from nightlatch.stores._kibana_door import PROXY, READS, Door, guard

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
_ROOT = f"{PROXY} GET /"
_SAYS = {401: "asks for a password", 302: "sends to its login page", 303: "sends to its login page"}


class Kibana:
    """One file per kind: this one."""

    kind = "kibana"
    title = "Kibana and OpenSearch Dashboards"
    schemes: tuple[str, ...] = ("kibana",)
    tls_schemes: tuple[str, ...] = ("kibana+https",)
    port = 5601
    driver = ""
    reads = frozenset({f"GET {STATUS}", PROXY}) | READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact or inferred, as the cluster tells through the Console; else unknown"),
        count="exact",
        sample="as the cluster behind it, through the Console",
        tested="fake: from the documentation, before a stand-in for Elasticsearch",
        notes="a door: the store behind it is told by the id of its cluster.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """See :class:`nightlatch.stores.Store`; a door that asks for a password is a session without rights."""
        reads = frozenset({f"GET {STATUS}", PROXY})
        http = Http(target, dialer, ask, reads, guard=guard, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> Session:
    page = http.ask(f"GET {STATUS}", most=4 << 20).page(STATUS)
    if (found := seen(page)) is None:
        what = f"answers GET {STATUS} with {page.status}, and not as Kibana"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    told = status(page)
    identity = Identity(
        kind="kibana", product=found.product, version=found.version, tls=http.tls,
        id=told.uuid if told and _ID.fullmatch(told.uuid) else None,
        behind_kind="elasticsearch" if found.product == "Kibana" else "opensearch",
    )  # fmt: skip
    door = Door(http, numbers(found.version) if found.product == "Kibana" else ())
    root = door.ask("GET /", most=1 << 20)
    if target.login is not None and root.status == 401:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    return _through(target, ask, door, identity, root) or Shut(target=target, door=door, identity=identity, root=root)


def _through(target: Target, ask: Ask, door: Door, identity: Identity, root: Reply) -> Session | None:
    """A session with the cluster behind, if the door lets us through to one."""
    who = greeting(Page(path="/", status=root.status, headers=root.headers, body=root.body))
    if who is None or who.refusal == 401:
        return None
    behind = Identity(
        kind=identity.kind, product=identity.product, version=identity.version, id=identity.id, tls=identity.tls,
        behind=who.cluster, behind_kind=who.kind,
    )  # fmt: skip
    note = f"a door to {who.product} {who.version or ''}".rstrip()
    return ElasticSession(target=target, ask=ask, talk=door, who=who, identity=behind, notes=(note,))


@dataclass(slots=True, kw_only=True)
class Shut(Closes):
    """A door that lets nothing through: closed, or without a Console to ask."""

    target: Target
    door: Door
    identity: Identity
    root: Reply

    def access(self) -> Access:
        """Denied where it asks for a password; unknown where there is nothing to ask."""
        principal = Principal(name="anonymous", anonymous=self.target.login is None)
        code, location = self.root.status, self.root.headers.get("location", "")
        if code == 401 or (code in (302, 303) and "/login" in location):
            return Access(principal=principal, rights=denied(_ROOT, code, _SAYS[code]))
        seen = Evidence(command=_ROOT, code=str(code), meaning="forwards nothing to the cluster behind")
        unknown = Right(known_by="inconclusive", evidence=(seen,))
        note = "the Console is off or not for us; what the pages of this door let one do is not told"
        return Access(principal=principal, rights=dict.fromkeys(RIGHTS, unknown), notes=(note,))

    def containers(self) -> Iterator[Container]:
        """None that we may see."""
        yield from ()

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Nothing."""
        yield from ()

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.door.close()


STORE = Kibana()
