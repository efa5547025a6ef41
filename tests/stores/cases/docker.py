"""The Docker Engine API: Podman, real, which is open by nature; Docker, its plug-ins and proxies by a fake."""

from __future__ import annotations

from functools import cache

from tests import lab
from tests.lab.docker_fake import Docker, running
from tests.stores.cases import ALL, NONE, Case, Setup

CASE = Case(
    kind="docker",
    setups=(
        Setup(
            name="open: Podman", server=cache(lambda: lab.server("podman")), rights=ALL, containers={}, product="Podman",
            version="4.3",
        ),
        Setup(
            name="open", server=cache(lambda: running(Docker())), rights=ALL, containers={}, product="Docker Engine",
            version="24.0",
        ),
        Setup(
            name="closed by a plug-in", server=cache(lambda: running(Docker(guard="plugin"))), rights=NONE,
            status="closed", containers={}, product="Docker Engine",
        ),
        Setup(
            name="partial: a plug-in that lets lists through", rights="C=? R=all U=? D=? A=?", containers={},
            server=cache(lambda: running(Docker(guard="plugin", allowed=("/version", "/info", "/containers/json")))),
        ),
        Setup(
            name="behind a proxy that lets the version through", rights="C=? R=no U=? D=? A=?", status="incomplete",
            server=cache(lambda: running(Docker(guard="proxy", allowed=("/version", "/_ping")))), containers={},
        ),
        Setup(
            name="partial: behind a proxy that lets lists through", rights="C=? R=all U=? D=? A=?", containers={},
            server=cache(lambda: running(Docker(guard="proxy", allowed=("/version", "/info", "/containers/json")))),
        ),
    ),
)  # fmt: skip
