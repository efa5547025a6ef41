"""The kubelet by a fake from its documentation: open, closed, forbidden, its read-only port, and with others deciding."""

from __future__ import annotations

import functools

from tests.lab.kubernetes_fake import Kubelet, running
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, Case, Setup


@functools.cache
def kubelet(state: str) -> Web:
    return running(Kubelet(state=state))


def of(state: str) -> functools.partial[Web]:
    return functools.partial(kubelet, state)


READS = "C=no R=all U=no D=no A=no"

CASE = Case(
    kind="kubelet",
    setups=(
        Setup(name="open", server=of("open"), rights=ALL, containers={}, product="kubelet"),
        Setup(name="closed", server=of("closed"), rights=NONE, status="closed", containers={}, product="kubelet"),
        Setup(name="closed: forbidden", server=of("forbidden"), rights=NONE, status="closed", containers={}),
        Setup(name="partial: the read-only port", server=of("read-only"), rights=READS, containers={}),
        Setup(name="partial: runs nothing", server=of("quiet"), rights=READS, containers={}),
        Setup(name="partial: others decide", server=of("webhook"), rights="C=? R=all U=? D=? A=?", containers={}),
    ),
)
