"""What several kinds tell of who was, or is, there besides us, in the same words: counts by network, never a client.

An address says where somebody is; only the kind of network it belongs to is kept, and dies as a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from ipaddress import ip_address

from nightlatch.model import Evidence, Trace

THIS_MACHINE, PRIVATE, PUBLIC, UNKNOWN = "this machine", "private networks", "the internet", "unknown networks"


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


def told(counts: Counter[str]) -> str:
    """``3 from this machine, 1 from the internet``."""
    order = (PUBLIC, PRIVATE, THIS_MACHINE, UNKNOWN)
    return ", ".join(f"{counts[name]:,} from {name}" for name in order if counts[name])


def clients(networks: Iterable[str], command: str) -> Trace | None:
    """Connections of others at this moment; None where there are none."""
    counts = Counter(networks)
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


def replicas(networks: Iterable[str], command: str, *, is_source: bool) -> Trace | None:
    """Copies that this server sends its data to, or the *source* that it takes its data from, on the internet."""
    counts = Counter(one for one in networks if one == PUBLIC)
    if not counts:
        return None
    what = (
        "takes its data from a server on the internet"
        if is_source
        else f"sends all its data to {counts.total():,} server{'s' * (counts.total() != 1)} on the internet"
    )
    return Trace(
        kind="foreign-replica",
        what=what,
        proves="data leaves this network" if not is_source else "whoever runs the other server writes this one's data",
        leaves_open="whether the owner set it up",
        evidence=Evidence(command=command, code=str(counts.total()), meaning=what),
    )


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
