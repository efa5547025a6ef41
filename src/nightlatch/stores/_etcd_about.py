"""etcd: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)


class _Told(msgspec.Struct):
    server: str = msgspec.field(name="etcdserver")
    cluster: str = msgspec.field(name="etcdcluster", default="")


def seen(page: Page) -> Seen | None:
    """By the answer to /version, which needs no login."""
    if page.path != "/version" or page.status != 200:
        return None
    try:
        told = msgspec.json.decode(page.body, type=_Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return Seen(product="etcd", version=told.server if _VERSION.fullmatch(told.server) else None)


SIGNS = Signs(ports=(2379, 4001), paths=("/version",), page=seen)

_CHECK = "Close the ports 2379 and 2380 in the firewall or security group, then ask again from outside."

REMEDIES = (
    Remedy(
        versions="3+",
        steps=(
            "Have it listen on addresses that only its clients reach; a cluster of Kubernetes needs no other.",
            "Ask clients for certificates of your own authority: they are checked before a byte is answered.",
            "Make the user root, then switch authentication on, and give each application a role on its own keys.",
            "Replace every secret that was in it: those of a Kubernetes cluster are all there.",
            _CHECK,
        ),
        file="/etc/default/etcd",
        text=(
            'ETCD_LISTEN_CLIENT_URLS="https://127.0.0.1:2379"\nETCD_CLIENT_CERT_AUTH="true"\n'
            'ETCD_TRUSTED_CA_FILE="/etc/etcd/ca.crt"\nETCD_CERT_FILE="/etc/etcd/server.crt"\n'
            'ETCD_KEY_FILE="/etc/etcd/server.key"\n'
        ),
        command="etcdctl user add root && etcdctl user grant-role root root && etcdctl auth enable",
        source="etcd documentation 3.5: Role-based access control; Transport security model",
    ),
    Remedy(
        versions="-2",
        steps=(
            "Have it listen on addresses that only its clients reach.",
            "Plan the upgrade to 3: these versions get no fixes.",
            _CHECK,
        ),
        file="/etc/default/etcd",
        text='ETCD_LISTEN_CLIENT_URLS="http://127.0.0.1:2379"\n',
        command="systemctl restart etcd && ss -ltn 'sport = :2379'",
        source="etcd documentation 2.3: Authentication guide",
    ),
)
