"""Record what real servers say, for ``nightlatch stores --self-test``: ``python -m tests.record [KIND ...]``.

Each kind's setups of tests/stores/cases, and those of the contract suite, are identified and asked for their rights
through a recording proxy; the replies are written to src/nightlatch/recordings/KIND.json.
"""

from __future__ import annotations

import base64
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

import nightlatch
from nightlatch.dial import Dialer
from nightlatch.discover.identify import Identified, Identifier
from nightlatch.model import Endpoint
from nightlatch.rehearsal import Recording, Step, short, told
from nightlatch.scope import Scope
from nightlatch.stores import Ask, all_stores
from nightlatch.targets import at
from tests import contract, lab
from tests.lab.proxy import Conversation, Proxy
from tests.stores.cases import cases

FOLDER = Path(nightlatch.__file__).parent / "recordings"
MOST_BYTES = 400_000  # of one kind: a recording is an exchange of words, not of records


def steps(talk: Conversation) -> list[Step]:
    """What one connection carried, neighbouring pieces of one direction in one."""
    found: list[Step] = []
    for direction, data in talk.chunks:
        last = found[-1] if found else Step()
        if direction == ">" and found and not last.said:
            last.sent += len(data)
        elif direction == "<" and found and last.said:
            last.said = base64.b64encode(base64.b64decode(last.said) + data).decode()
        else:
            found.append(Step(sent=len(data)) if direction == ">" else Step(said=base64.b64encode(data).decode()))
    return found


def record(kind: str, name: str, server: Any) -> Recording:
    """What *server* says; it has to be told for what it is while it is recorded."""
    store, where = all_stores()[kind], (getattr(server, "host", "127.0.0.1"), server.port)
    with Proxy(where) as proxy, Dialer(Scope.loopback(), timeout_seconds=5.0) as dialer:
        endpoint = Endpoint(host="127.0.0.1", address="127.0.0.1", port=proxy.port)
        found = Identifier(dialer, seconds=1.0, listen_seconds=0.3).identify(endpoint, kind)
        assert isinstance(found, Identified) and found.kind == kind, found
        time.sleep(0.2)
        identify = [steps(one) for one in proxy.conversations]
    with Proxy(where) as proxy, Dialer(Scope.loopback(), timeout_seconds=5.0) as dialer:
        with store.connect(at(store, "127.0.0.1", proxy.port), dialer, Ask(timeout_seconds=5.0)) as session:
            rights, identity = short(session.access()), session.identity
        time.sleep(0.2)
        access = [steps(one) for one in proxy.conversations]
    words = " ".join(filter(None, (identity.product, identity.version or found.seen.version)))
    return Recording(kind=kind, server=f"{words}, {name}", rights=rights, identify=identify, access=access)


def servers(kind: str) -> list[tuple[str, Any]]:
    """``(name, server)`` of the setups that need neither a login nor TLS."""
    if kind in contract.CASES:
        case = contract.CASES[kind]
        return [("open", lab.server(case.server)), ("closed", lab.server(case.server, **case.closed))]
    plain = [one for one in cases()[kind].setups if one.login is None and not one.tls and not one.database]
    return [(one.name, one.server()) for one in plain]


def _can_be_played(one: Recording) -> bool:
    """TLS that begins in the middle of a conversation cannot: its keys are new each time."""
    why = told(one)
    if why:
        print(f"LEFT OUT: {one.kind}: {one.server}: {why}")
    return not why


def main(kinds: list[str]) -> None:
    for kind in kinds or sorted(all_stores()):
        taken = [record(kind, name, server) for name, server in servers(kind)]
        made = [one for one in taken if _can_be_played(one)]
        assert len(made) >= 2, f"{kind}: no two of its recordings can be played"
        written = msgspec.json.format(msgspec.json.encode(made), indent=1)
        assert len(written) < MOST_BYTES, f"{kind}: {len(written):,} bytes"
        (FOLDER / f"{kind}.json").write_bytes(written + b"\n")
        print(f"{kind}: {len(made)} recordings, {len(written):,} bytes: {', '.join(one.server for one in made)}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    finally:
        lab.stop_all()
