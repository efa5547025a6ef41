"""The Docker Engine API: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

VERSION = "/version"
_VERSION = re.compile(r"\d{1,4}\.\d{1,3}[\w.+~-]{0,40}", re.ASCII)
_SERVER = re.compile(r"(Docker|Libpod)/(\d{1,4}\.\d{1,3}[\w.+~-]{0,40})", re.ASCII)
_REFUSAL = re.compile(rb'\{"message":"authorization denied by plugin [^"]*"\}\s*')


class Told(msgspec.Struct):
    """The answer to GET /version; a Kubernetes API server has gitVersion there, and none of these."""

    version: str = msgspec.field(name="Version")
    api: str = msgspec.field(name="ApiVersion")
    go: str = msgspec.field(name="GoVersion")
    os: str = msgspec.field(name="Os")


def seen(page: Page) -> Seen | None:
    """By what it tells of its version; a closed one by its name in ``Server``, or the words in which plug-ins refuse."""
    if page.path != VERSION:
        return None
    server = _SERVER.match(page.headers.get("server", ""))
    product = (
        "Podman" if (server and server[1] == "Libpod") or "libpod-api-version" in page.headers else "Docker Engine"
    )
    if page.status == 200:
        try:
            told = msgspec.json.decode(page.body, type=Told)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            return None
        is_one = _VERSION.fullmatch(told.version) and _VERSION.fullmatch(told.api)
        return Seen(product=product, version=told.version) if is_one else None
    if page.status in (401, 403) and (server or _REFUSAL.fullmatch(page.body)):
        return Seen(product=product, version=server[2] if server else None)
    return None


SIGNS = Signs(ports=(2375, 2376, 2377, 4243), paths=(VERSION,), page=seen)

REMEDIES = (
    Remedy(
        versions="17+",
        steps=(
            "Take the TCP address away: remove -H tcp://... from the service's command line and hosts from daemon.json.",
            "Reach the engine over SSH instead (docker -H ssh://user@host), or ask for client certificates (tlsverify).",
            "Close the ports 2375 and 2376 in the firewall or security group.",
            "Treat the machine as taken over: look for containers, images and cron jobs that nobody of yours made.",
        ),
        file="/etc/docker/daemon.json",
        text='{\n  "hosts": ["unix:///var/run/docker.sock"]\n}\n',
        command="systemctl restart docker",
        terraform='resource "aws_security_group_rule" "docker" {\n  type        = "ingress"\n  protocol    = "tcp"\n  from_port   = 2375\n  to_port     = 2376\n  cidr_blocks = ["10.0.0.0/8"] # never 0.0.0.0/0\n  security_group_id = aws_security_group.docker.id\n}\n',
        source="Docker documentation: Protect the Docker daemon socket",
    ),
    Remedy(
        versions="-5",
        steps=(
            "Stop the service that listens on TCP, and use the socket file of systemd instead.",
            "Reach it over SSH: podman --connection with ssh://user@host.",
            "Look for containers and images that nobody of yours made.",
        ),
        command="systemctl disable --now podman-tcp.service; systemctl enable --now podman.socket",
        source="podman-system-service(1): the API has no authentication of its own, security considerations",
    ),
)
