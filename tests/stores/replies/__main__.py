"""Record what open servers say while they are audited: ``python -m tests.stores.replies [KIND ...]``."""

from __future__ import annotations

import base64
import gzip
import sys
import time
from typing import Any

import msgspec

from nightlatch.rehearsal import Step as Recorded
from nightlatch.stores import all_stores
from tests import contract, lab
from tests.lab.proxy import Proxy
from tests.record import steps
from tests.stores.cases import cases
from tests.stores.replies import FOLDER
from tests.stores.test_cases import url

RECORDS = 40  # of each container: a parser meets the same forms again and again
MOST_BYTES = 256 << 10  # of one kind, compressed
_MOST_REPLY = 1 << 20  # where a server sends more than was asked for


def _recorded(kind: str) -> list[list[Recorded]]:
    if kind in contract.CASES:
        server: Any = contract.opened(kind)
        where = lambda port: contract.parse(f"{kind}://127.0.0.1:{port}")  # noqa: E731
    else:
        case = cases()[kind]
        setup = next(one for one in case.setups if one.status == "open" and one.login is None and not one.tls)
        server = setup.server()
        where = lambda port: url(case, setup, port)  # noqa: E731
    with Proxy((getattr(server, "host", "127.0.0.1"), server.port)) as proxy:
        told = contract.only(contract.run(where(proxy.port), records=RECORDS))
        time.sleep(0.1)
        found = [steps(one) for one in proxy.conversations]
    assert told.status == "open", kind
    return [[_short(step) for step in one] for one in found if one]


def _short(step: Recorded) -> Recorded:
    said = base64.b64decode(step.said)
    return step if len(said) <= _MOST_REPLY else Recorded(said=base64.b64encode(said[:_MOST_REPLY]).decode())


def main(wanted: list[str]) -> None:
    """Record *wanted*, else every kind."""
    for kind in wanted or sorted(all_stores()):
        packed = gzip.compress(msgspec.json.encode(_recorded(kind)), 9, mtime=0)
        assert len(packed) <= MOST_BYTES, f"{kind}: {len(packed):,} bytes"
        (FOLDER / f"{kind}.json.gz").write_bytes(packed)
        print(f"{kind}: {len(packed):,} bytes", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    finally:
        lab.stop_all()
