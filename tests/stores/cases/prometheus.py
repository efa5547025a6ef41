"""Prometheus 2.42, real: open as it is shipped, open with its APIs, closed; series of an exporter whose labels leak."""

from __future__ import annotations

import base64
import http.client
import json
from functools import cache
from typing import Any

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _promql_read as series
from tests import lab
from tests.contract import LEAK
from tests.lab.exporter import exporter, until
from tests.lab.servers.prometheus import PASSWORD
from tests.stores.cases import NONE, Case, Setup

PEOPLE = 400
LOGIN = Login(user="admin", password=PASSWORD)
FOUND = {"series": frozenset({"phone", "national-id.cn", "postal-address", "date-of-birth"})}
COUNT = {"series": (PEOPLE, PEOPLE + 50)}
_QUICK = "--scrape.discovery-reload-interval=50ms"
_APIS = ("--web.enable-admin-api", "--web.enable-lifecycle", "--web.enable-remote-write-receiver")


def names(server: Any, auth: bool = False) -> list[str]:
    """Names of the metrics that it has."""
    pair = base64.b64encode(f"admin:{PASSWORD}".encode()).decode()
    link = http.client.HTTPConnection(server.host, server.port, timeout=5)
    link.request("GET", "/api/v1/label/__name__/values", headers={"authorization": f"Basic {pair}"} if auth else {})
    reply = link.getresponse()  # 503 while it starts
    return json.loads(reply.read())["data"] or [] if reply.status == 200 else []


@cache
def started(password: bool = False, options: tuple[str, ...] = ()) -> Server:
    targets = (f"127.0.0.1:{exporter(LEAK, PEOPLE).port}",)
    server = lab.server("prometheus", password=password, options=(_QUICK, *options), targets=targets)
    until(lambda: "crm_last_seen_seconds" in names(server, password))
    return server


CASE = Case(
    kind="prometheus",
    contents=series.CONTENTS,
    setups=(
        Setup(
            name="open", server=started, rights="C=no R=all U=no D=no A=no", containers=COUNT, finds=FOUND,
            product="Prometheus", version="2.42",
        ),
        Setup(
            name="open, with its APIs switched on", server=lambda: started(options=_APIS),
            rights="C=all R=all U=all D=all A=all", containers=COUNT,
        ),
        Setup(
            name="open, and may be stopped by anybody", server=lambda: started(options=_APIS[1:2]),
            rights="C=no R=all U=no D=no A=some", containers=COUNT,
        ),
        Setup(name="closed", server=lambda: started(password=True), rights=NONE, status="closed", containers={}),
        Setup(
            name="closed, with a login", server=lambda: started(password=True), login=LOGIN, status="closed",
            rights="C=no R=all U=no D=no A=no", containers=COUNT, finds=FOUND,
        ),
    ),
)  # fmt: skip
