"""What a Kafka client may do: the broker's own list of authorised operations (KIP-430, 2.3), read as CRUD.

Creating is writing records or making topics; changing is altering a topic or its settings (retention among them);
deleting is of topics and records; administering is altering the cluster. Without an authorizer a broker lists every
operation there is. Reading, writing, deleting and altering imply seeing a topic; the right to create and the cluster's
own do not, so that what is not seen leaves these unknown. Sends nothing. Source: AuthHelper.scala, AclEntry.scala.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nightlatch.model import RIGHTS, Access, Evidence, Extent, Principal, Right, RightName
from nightlatch.stores._kafka_wire import NOT_TOLD, Metadata, Topic

READ, WRITE, CREATE, DELETE, ALTER, DESCRIBE, CLUSTER_ACTION, ALTER_CONFIGS = (
    1 << code for code in (3, 4, 5, 6, 7, 8, 9, 11)
)
_TOPIC: dict[RightName, int] = {
    "create": WRITE | CREATE,
    "read": READ,
    "update": ALTER | ALTER_CONFIGS,
    "delete": DELETE,
}
_CLUSTER: dict[RightName, int] = {"create": CREATE, "administer": ALTER | ALTER_CONFIGS | CLUSTER_ACTION}
_EVERYTHING = CREATE | ALTER | DESCRIBE | CLUSTER_ACTION | ALTER_CONFIGS
_IMPLY_SIGHT: frozenset[RightName] = frozenset({"read", "delete"})
_COMMAND = "Metadata include_topic_authorized_operations"
_CLUSTER_COMMAND = "Metadata include_cluster_authorized_operations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A Fetch that brings nothing: the error that came of it for one topic."""

    error: int
    is_allowed: bool


def refused(principal: Principal, mechanisms: Sequence[str]) -> Access:
    """ApiVersions is answered to anybody, Metadata is not."""
    told = f"mechanisms {' '.join(mechanisms)}" if mechanisms else "hangs up"
    evidence = (
        Evidence(command="Metadata", code="connection closed", meaning="asks for a login before anything else"),
        Evidence(command="SaslHandshake", code=told, meaning="how one would log in"),
    )
    shut = Right(verdict="denied", known_by="denied-on-read", evidence=evidence)
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))


def own(topics: Sequence[Topic]) -> list[Topic]:
    """Topics that are not the broker's own."""
    return [one for one in topics if not one.is_internal and one.name]


def derived(principal: Principal, told: Metadata, tried: Tried | None) -> Access:
    """As the broker lists it, else as a Fetch of nothing showed."""
    topics = own(told.topics)
    rights = dict.fromkeys(RIGHTS, Right())
    if told.operations != NOT_TOLD or any(one.operations != NOT_TOLD for one in topics):
        rights = {name: _right(name, topics, told.operations) for name in RIGHTS}
    elif tried is not None and tried.is_allowed:
        evidence = Evidence(
            command="Fetch beyond the end", code=str(tried.error), meaning="a Fetch is authorised, and brings nothing"
        )
        rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(evidence,))
    elif tried is not None:
        evidence = Evidence(command="Fetch beyond the end", code=str(tried.error), meaning="a Fetch is not authorised")
        rights["read"] = Right(known_by="inconclusive", evidence=(evidence,))
    return Access(principal=principal, rights=rights, notes=_notes(told))


def _right(name: RightName, topics: Sequence[Topic], cluster: int) -> Right:
    wanted, known = _TOPIC.get(name, 0), [one for one in topics if one.operations != NOT_TOLD]
    allowed = [one for one in known if one.operations & wanted]
    has_all = cluster != NOT_TOLD and cluster & _EVERYTHING == _EVERYTHING
    of_cluster = _CLUSTER.get(name, 0) & cluster if cluster != NOT_TOLD else 0
    told = _evidence(wanted, known, allowed, cluster)
    if allowed or of_cluster or (has_all and wanted and not known):
        is_whole = has_all or of_cluster == _CLUSTER.get(name, -1)
        extent: Extent = "all" if is_whole and (not wanted or len(allowed) == len(known)) else "some"
        return Right(verdict="granted", extent=extent, known_by="introspected", evidence=told)
    is_told = bool(known) or name in _IMPLY_SIGHT
    if name in _CLUSTER:
        is_told = cluster != NOT_TOLD and bool(cluster & DESCRIBE)  # 0 is "may not describe the cluster" as well
    if not is_told:
        return Right(known_by="inconclusive", evidence=told)
    return Right(verdict="denied", known_by="introspected", evidence=told)


def _evidence(wanted: int, known: Sequence[Topic], allowed: Sequence[Topic], cluster: int) -> tuple[Evidence, ...]:
    shown = "not told" if cluster == NOT_TOLD else f"0x{cluster:x}"
    of_cluster = Evidence(command=_CLUSTER_COMMAND, code=shown, meaning="operations on the cluster itself")
    if not wanted:
        return (of_cluster,)
    masks = " ".join(sorted({f"0x{one.operations:x}" for one in known})[:4]) or "no topic"
    meaning = f"allowed on {len(allowed)} of {len(known)} topics that are seen"
    return Evidence(command=_COMMAND, code=masks, meaning=meaning), of_cluster


def _notes(told: Metadata) -> tuple[str, ...]:
    if told.brokers > 1:
        return (f"one of {told.brokers} brokers: the others are not followed, name each of them as a target",)
    return ()
