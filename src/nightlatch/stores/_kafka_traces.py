"""Who reads a Kafka in groups now, by network; as a count.

Sends ListGroups and DescribeGroups, which tell of the groups that the named broker coordinates; names of groups and of
members are dropped, and their hosts die as a count. Who writes, or reads without a group, a broker does not tell, nor
since when it runs. Source: the message definitions of Apache Kafka (DescribeGroupsResponse.json).
"""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Trace
from nightlatch.stores import _kafka_wire as wire
from nightlatch.stores import _traces

_GROUPS = 500  # that are asked about
_SLASH = "/"  # before an address that no name was looked up for


def traces(talk: wire.Talk) -> Iterator[Trace]:
    """Members of groups; we are in none."""
    listing, telling = talk.version_for(wire.LIST_GROUPS), talk.version_for(wire.DESCRIBE_GROUPS)
    if listing is None or telling is None:
        return
    names = talk.groups(listing)[:_GROUPS]
    hosts = talk.members(telling, names) if names else []
    others: list[_traces.Client] = [(_traces.network(one.rpartition(_SLASH)[2] or "?"), "unknown") for one in hosts]
    yield from filter(None, (_traces.clients(others, wire.NAMES[wire.DESCRIBE_GROUPS]),))
