"""``check --dry-run``: what would be contacted, and with which bytes; contacts nothing, not even a resolver."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nightlatch import __version__, local
from nightlatch.discover.plan import messages
from nightlatch.discover.search import ports_of
from nightlatch.inert import printable
from nightlatch.model import Failure, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, all_stores
from nightlatch.targets import place

if TYPE_CHECKING:
    from nightlatch.cli.screen import Screen
    from nightlatch.discover.sweep import Place

_SHOWN = 1_000
Say = Callable[[str], None]


def tell(
    named: tuple[Target | Failure, ...], swept: Scope | None, places: tuple[Place, ...], screen: Screen, contact: str
) -> int:
    """Print the plan; exit code 0, or 3 where a target is none."""
    out = screen.out
    ask = Ask(client=f"nightlatch/{__version__} TOKEN" + (f" {contact}" if contact else ""))

    def say(text: str) -> None:
        out.print(printable(text, 4_000), markup=False, highlight=False, soft_wrap=True)

    for one in named[:_SHOWN]:
        if isinstance(one, Failure):
            say(f"{one.target}: would not be contacted: {one.what}")
        else:
            _named(one, say)
    _rest(len(named), "targets", say)
    if swept is not None:
        _swept(swept, say)
    for found in places[:_SHOWN]:
        say(f"{place(found.host or found.address, found.port)}: asked what it is, as below")
    _rest(len(places), "places", say)
    if swept is not None or places:
        say("Where something answers, one connection each, until a kind of store is told:")
        for message in messages("HOST", 0, ask):
            say(f"  {message.asks}")
            if message.data:
                say(f"    {_shown(message.data)}")
        say("A store that is told is then asked by the verbs of its kind: nightlatch stores --json lists them.")
    say("Nothing was contacted.")
    return 3 if any(isinstance(one, Failure) for one in named) else 0


def _named(target: Target, say: Say) -> None:
    if target.kind == local.KIND:
        say(f"{target.url}: a file of this machine, would be read")
        return
    store = all_stores()[target.kind]
    say(f"{target.url}: {store.title}, by these verbs and no other: {', '.join(sorted(store.reads))}")
    if store.signs.hello:
        say(f"  first bytes of the protocol: {_shown(store.signs.hello)}")


def _swept(scope: Scope, say: Say) -> None:
    """Networks, hosts and ports; names are not resolved, so addresses of names are not counted."""
    listed, ports = scope.targets_listed, ports_of(scope)
    hosts = sum(network.num_addresses for network in listed.networks) + len(listed.names)
    say(
        f"sweep: {hosts:,} hosts x {len(ports):,} ports, less exclusions and fragile ports: "
        "a TCP connection each, no byte sent, closed at once"
    )
    say(f"  ports: {', '.join(map(str, ports))}")
    for network in listed.networks[:_SHOWN]:
        say(f"  network: {network}")
    for name in sorted(listed.names)[:_SHOWN]:
        say(f"  host: {name}")
    for host, port in sorted(listed.places)[:_SHOWN]:
        say(f"  place: {place(host, port)}")
    for words in scope.explain():
        if words.startswith("out:"):
            say(f"  {words}")


def _rest(count: int, what: str, say: Say) -> None:
    if count > _SHOWN:
        say(f"and {count - _SHOWN:,} more {what}")


def _shown(data: bytes) -> str:
    return repr(data)[1:]
