"""What several kinds tell of who was, or is, there besides us, in the same words: counts by network and role.

Never a client: an address says where somebody is, a user's name who; only the kind of network and the class of the
user are kept, and die as a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Literal, get_args
from urllib.parse import urlsplit

from nightlatch.model import Evidence, Trace

THIS_MACHINE, PRIVATE, PUBLIC, UNKNOWN = "this machine", "private networks", "the internet", "unknown networks"
Role = Literal["administrator", "ordinary", "replica", "unknown"]  # of the user that a connection acts as
Client = tuple[str, Role]  # the network it comes from, and what it may be
_WORDS: dict[Role, tuple[str, str]] = {
    "administrator": ("administrator", "administrators"),
    "ordinary": ("ordinary user", "ordinary users"),
    "replica": ("replica", "replicas"),
    "unknown": ("of unknown role", "of unknown role"),
}
_MOST = 1 << 20  # connections; no server has more


def network(address: str) -> str:
    """To which kind of network *address* belongs; it may have a port behind it, or be a path of a local socket."""
    host = address.strip()
    if not host or host.startswith("/") or host == "localhost":
        return THIS_MACHINE
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        parsed = ip_address(host.partition("%")[0])
    except ValueError:
        return UNKNOWN
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.is_loopback:
        return THIS_MACHINE
    return PUBLIC if parsed.is_global else PRIVATE


def network_of_url(url: str) -> str:
    """To which kind of network the host in *url* belongs."""
    try:
        return network(urlsplit(url).hostname or "?")
    except ValueError:
        return UNKNOWN


def told(counts: Mapping[Client, int]) -> str:
    """``3 from this machine (1 administrator, 2 ordinary users), 1 from the internet (1 of unknown role)``."""
    parts = []
    for name in (PUBLIC, PRIVATE, THIS_MACHINE, UNKNOWN):
        found = [(counts.get((name, role), 0), role) for role in get_args(Role)]
        roles = ", ".join(f"{count:,} {_WORDS[role][count != 1]}" for count, role in found if count)
        if roles:
            parts.append(f"{sum(count for count, _ in found):,} from {name} ({roles})")
    return ", ".join(parts)


def somewhere(count: object, role: Role = "unknown") -> Counter[Client]:
    """So many others of whom a server tells the number alone; none where it is no number."""
    number = count if isinstance(count, int) and not isinstance(count, bool) else 0
    return +Counter({(UNKNOWN, role): min(number, _MOST)})


def clients(others: Iterable[Client] | Mapping[Client, int], command: str) -> Trace | None:
    """Connections of others at this moment; None where there are none."""
    counts = Counter(others)
    if not counts:
        return None
    what = f"{counts.total():,} other connection{'s' * (counts.total() != 1)} now: {told(counts)}"
    return Trace(
        kind="other-clients",
        what=what,
        proves="others are connected at this moment",
        leaves_open="whether they are the owner's own programs",
        evidence=Evidence(command=command, code=str(counts.total()), meaning=what),
    )


def replicas(networks: Iterable[str], command: str, *, is_source: bool, of: str = "all its data") -> Trace | None:
    """Copies that this server sends data to, or the *source* that it takes data from, on the internet; *of* what."""
    counts = Counter(one for one in networks if one == PUBLIC)
    if not counts:
        return None
    what = (
        f"takes {of} from a server on the internet"
        if is_source
        else f"sends {of} to {counts.total():,} server{'s' * (counts.total() != 1)} on the internet"
    )
    return Trace(
        kind="foreign-replica",
        what=what,
        proves="data leaves this network" if not is_source else "whoever runs the other server writes this one's data",
        leaves_open="whether the owner set it up",
        evidence=Evidence(command=command, code=str(counts.total()), meaning=what),
    )


def members(networks: Iterable[str], command: str) -> Trace | None:
    """Members of a cluster on the internet that all have its data; where all of them are there, one is the server."""
    every = list(networks)
    public = [one for one in every if one == PUBLIC]
    return replicas(public[len(public) == len(every) :], command, is_source=False)


def administrators(count: int, command: str) -> Trace | None:
    """Accounts besides the first that may do everything; None where there are none."""
    if count <= 0:
        return None
    what = f"{count:,} account{'s' * (count != 1)} besides the first may do everything"
    return Trace(
        kind="unknown-administrator",
        what=what,
        proves="whoever knows their passwords stays in after the door is shut",
        leaves_open="whether the owner made them: compare them with the accounts that you know",
        evidence=Evidence(command=command, code=str(count), meaning=what),
    )
