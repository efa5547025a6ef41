"""VictoriaMetrics 1.79, real: open, open with keys for what deletes and administers, closed."""

from __future__ import annotations

from functools import cache

from nightlatch.demo.servers import Server
from nightlatch.stores import _promql_read as series
from tests import lab
from tests.contract import LEAK
from tests.lab.exporter import exporter, until
from tests.lab.servers.prometheus import PASSWORD
from tests.stores.cases import NONE, Case, Setup
from tests.stores.cases.prometheus import COUNT, FOUND, LOGIN, PEOPLE, names

_KEYS = ("-deleteAuthKey=k", "-snapshotAuthKey=k", "-forceMergeAuthKey=k")
_CLOSED = ("-httpAuth.username=admin", f"-httpAuth.password={PASSWORD}")


@cache
def started(*options: str) -> Server:
    targets = (f"127.0.0.1:{exporter(LEAK, PEOPLE).port}",)
    server = lab.server("victoriametrics", options=options, targets=targets)
    until(lambda: "crm_last_seen_seconds" in names(server, bool(set(options) & set(_CLOSED))))
    return server


CASE = Case(
    kind="victoriametrics",
    contents=series.CONTENTS,
    setups=(
        Setup(
            name="open", server=started, rights="C=all R=all U=all D=all A=some", containers=COUNT, finds=FOUND,
            product="VictoriaMetrics",
        ),
        Setup(
            name="open, with keys for deleting and snapshots", server=lambda: started(*_KEYS),
            rights="C=all R=all U=all D=no A=no", containers=COUNT,
        ),
        Setup(name="closed", server=lambda: started(*_CLOSED), rights=NONE, status="closed", containers={}),
        Setup(
            name="closed, with a login", server=lambda: started(*_CLOSED), login=LOGIN, status="closed",
            rights="C=all R=all U=all D=all A=some", containers=COUNT, finds=FOUND,
        ),
    ),
)  # fmt: skip
