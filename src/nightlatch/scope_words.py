"""A scope in sentences, for ``nightlatch scope show``: what is in and out, how many, until when, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nightlatch import addresses
from nightlatch.scope import MOST_PUBLIC, Limits, Listing, Ports, Scope

_SHOWN = 20  # of a long list; the rest is counted
_STANDING = {
    "owner": "owner: access is told and contents are surveyed; on public addresses only where control is proved, and "
    "elsewhere contents are never read",
    "witness": "witness: catalogue commands only (identity, rights, names of containers, the server's own counts); "
    "contents are never read",
}


def explain(scope: Scope) -> list[str]:
    """The sentences, a line each; nothing of the file is left out but the middle of long lists."""
    return list(_lines(scope))


def _lines(scope: Scope) -> Iterator[str]:
    yield f"scope: {scope.name}" + (f" (sha256 {scope.digest})" if scope.grant else "")
    yield from _grant(scope)
    yield f"standing: {_STANDING[scope.standing] if scope.grant else 'owner: access is told and contents are surveyed'}"
    yield from _listing("in", scope.targets_listed)
    yield f"in: {_count(scope)}"
    if scope.grant is not None and not _has_loopback(scope):
        yield "out: this machine (loopback), as it is not listed"
    yield from _proved(scope)
    yield from _listing("out", scope.excluded)
    yield "out: everything else"
    yield from _limits(scope.limits)
    asked = [*scope.outward.resolvers, *scope.outward.lookup_services]
    yield f"asked besides: {_some(['the system resolver for host names', *asked])}{'' if asked else ', nobody else'}"


def _proved(scope: Scope) -> Iterator[str]:
    if scope.proof_note:
        yield f"proof: {scope.proof_note}"
    if scope.proved and scope.proved_until is not None:
        addressed = f"{len(scope.proved):,} public address{'es' * (len(scope.proved) != 1)}"
        yield f"proof: control of {addressed} is proved, until {scope.proved_until:%Y-%m-%d %H:%M} UTC at least"
    if scope.grant is not None and scope.standing == "owner" and scope.counted_addresses:
        addressed = f"{scope.counted_addresses:,} listed public address{'es' * (scope.counted_addresses != 1)}"
        yield f"proof: control of {addressed} is asserted, not proved; `nightlatch scope verify` looks for proof"


def _grant(scope: Scope) -> Iterator[str]:
    if (grant := scope.grant) is None:
        yield "granted: nobody has to grant loopback; everything else needs a scope file"
        return
    by = f" by {grant.granted_by}" if grant.granted_by else ""
    yield f"granted{by}: stores of {grant.owner}; servers are told to ask {grant.contact}"
    yield f"valid: from {grant.valid_from:%Y-%m-%d %H:%M} until before {grant.valid_until:%Y-%m-%d %H:%M} UTC"


def _listing(word: str, listed: Listing) -> Iterator[str]:
    if listed.networks:
        yield f"{word}: {_some(str(network).removesuffix(_single(network)) for network in listed.networks)}"
    if listed.names:
        yield f"{word}: {_some(sorted(listed.names))}"
    if listed.ports:
        yield f"{word}: {'only ' if word == 'in' else ''}ports {_ports(listed.ports)}"
    elif word == "in" and (listed.networks or listed.names):
        yield "in: every port of these"
    if listed.places:
        yield f"{word}: {_some(f'{host} port {port}' for host, port in sorted(listed.places))}"


def _single(network: addresses.Network) -> str:
    return f"/{network.max_prefixlen}"


def _count(scope: Scope) -> str:
    listed = scope.targets_listed
    places = [addresses.network(host) for host, _ in listed.places if addresses.is_numeric(host)]
    networks = addresses.collapsed([*listed.networks, *places])
    names = listed.names | {host for host, _ in listed.places if not addresses.is_numeric(host)}
    total, public = sum(network.num_addresses for network in networks), addresses.public_count(networks)
    bound = (
        f"; all together may lead to {MOST_PUBLIC} unproved public addresses"
        if names and scope.standing == "owner"
        else ""
    )
    addressed = f"{total:,} address{'es' * (total != 1)}, {public:,} of them public, before exclusions"
    return f"{addressed}; {len(names):,} name{'s' * (len(names) != 1)}{bound}"


def _has_loopback(scope: Scope) -> bool:
    numeric = [addresses.network(host) for host, _ in scope.targets_listed.places if addresses.is_numeric(host)]
    known = [*scope.targets_listed.networks, *numeric]
    return any(addresses.is_loopback(network.network_address) for network in known)


def _limits(limits: Limits) -> Iterator[str]:
    values = {
        "connections a second in all": limits.connections_per_second,
        "connections a second to one host": limits.connections_per_second_per_host,
        "bytes from one store": limits.bytes_per_store,
        "rows from one store": limits.rows_per_store,
        "seconds at one store": limits.seconds_per_store,
    }
    given = [f"{value:,g} {what}" if value % 1 else f"{int(value):,} {what}" for what, value in values.items() if value]
    yield f"at most: {_some(given)}" if given else "at most: no limits of the scope's own"
    if limits.windows:
        yield f"sweeps contact anything only in the time windows {_some(str(one) for one in limits.windows)}"
    if limits.deadline is not None:
        yield f"everything stops at {limits.deadline:%Y-%m-%d %H:%M} UTC"


def _ports(ports: Ports) -> str:
    return _some(str(low) if low == high else f"{low}-{high}" for low, high in ports)


def _some(items: Iterable[str]) -> str:
    listed = list(items)
    rest = len(listed) - _SHOWN
    return ", ".join(listed[:_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")
