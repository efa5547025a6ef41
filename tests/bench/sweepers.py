"""One sweep in a process of its own, for :mod:`tests.bench.sweep`: the bare loop, or Nightlatch's.

    python -m tests.bench.sweepers bare|nightlatch PROCESSES NETWORK PORT...

Prints one line of JSON: seconds of the sweep alone, how many endpoints, what is open.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from ipaddress import IPv4Network

_AT_ONCE = 64  # the quickest here of 64, 256, 1024 and 4096
Open = list[tuple[str, int]]


def bare(network: str, ports: list[int]) -> tuple[int, Open]:
    """The least that a sweep can do with epoll: connect in order, wait, look at the error, close; nothing else."""
    hosts = IPv4Network(network)
    first, count = int(hosts.network_address), hosts.num_addresses * len(ports)
    epoll, aloft, found, begun, done = select.epoll(), {}, Open(), 0, 0
    while done < count:
        for _ in range(min(_AT_ONCE - len(aloft), count - begun)):
            number = first + begun // len(ports)
            address = f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            port = ports[begun % len(ports)]
            begun += 1
            opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
            opened.connect_ex((address, port))
            epoll.register(opened.fileno(), select.EPOLLOUT)
            aloft[opened.fileno()] = (opened, address, port)
        for descriptor, _ in epoll.poll(1.0, _AT_ONCE):
            opened, address, port = aloft.pop(descriptor)
            if not opened.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                found.append((address, port))
            opened.close()
            done += 1
    return done, found


def nightlatch(network: str, ports: list[int], processes: int) -> tuple[int, Open]:
    """The sweep as the command runs it: shuffled, each endpoint held to the scope, counted, resumable."""
    from ipaddress import ip_network

    from nightlatch.discover.sweep import Sweeper
    from nightlatch.scope import Listing, Scope

    scope = Scope(targets_listed=Listing(networks=(ip_network(network),)))
    sweeper = Sweeper(scope, ports=ports, processes=processes)
    found = [(one.place.address, one.place.port) for one in sweeper.run() if one.outcome == "open"]
    return sum(sweeper.tally.values()), found


def main() -> None:
    """Run one and say what it took."""
    what, processes, network, *words = sys.argv[1:]
    ports = list(map(int, words))
    if what == "nightlatch":
        from nightlatch.discover import _sweep_shards  # noqa: F401 - imports are start-up, told in the whole time
    began = time.perf_counter()
    count, found = nightlatch(network, ports, int(processes)) if what == "nightlatch" else bare(network, ports)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "endpoints": count, "open": sorted(found)}))


if __name__ == "__main__":
    main()
