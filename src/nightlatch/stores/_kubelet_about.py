"""The kubelet: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs

PODS = "/pods"
_LIST = re.compile(rb'\s*\{\s*"kind":\s*"PodList",\s*"apiVersion":\s*"v1"')
_FORBIDDEN = re.compile(rb"Forbidden \(user=[^\n]{1,200}verb=get, resource=nodes, subresource[^\n]{1,100}\)\s*")
_PLAIN = {"date", "content-type", "content-length"}  # all that it sends with a refusal


def seen(page: Page) -> Seen | None:
    """By its list of pods, or by the words in which it refuses them."""
    if page.path != PODS:
        return None
    is_one = (
        (page.status == 200 and _LIST.match(page.body))
        or (page.status == 403 and _FORBIDDEN.fullmatch(page.body))
        or (page.status == 401 and page.body == b"Unauthorized" and set(page.headers) <= _PLAIN)
    )
    return Seen(product="kubelet") if is_one else None


SIGNS = Signs(ports=(10250, 10255), paths=(PODS,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Switch anonymous requests off and let the API server decide (Webhook), on every node.",
            "Switch the read-only port 10255 off.",
            "Let only the control plane reach 10250: a firewall or security group.",
            "Treat the nodes as taken over: whoever found this open could run programs in every pod.",
        ),
        file="/var/lib/kubelet/config.yaml",
        text="authentication:\n  anonymous:\n    enabled: false\n  webhook:\n    enabled: true\nauthorization:\n  mode: Webhook\nreadOnlyPort: 0\n",
        command="systemctl restart kubelet",
        source="Kubernetes documentation: Kubelet authentication/authorization",
    ),
)
