"""InfluxDB 1.6 (Debian's) on loopback, open or with authentication."""

from __future__ import annotations

import functools
import http.client

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, free_port, launch
from tests.lab.kind import Kind

_CONFIG = """reporting-disabled = true
bind-address = "127.0.0.1:{rpc}"
[meta]
dir = "{folder}/meta"
[data]
dir = "{folder}/data"
wal-dir = "{folder}/wal"
[monitor]
store-enabled = false
[http]
enabled = true
bind-address = "127.0.0.1:{port}"
auth-enabled = {auth}
log-enabled = false
"""


@functools.cache
def influxdb_program() -> Program:
    """Return influxd 1.6."""
    return fetch("influxd", ["influxdb"])


def start_influxdb(*, auth: bool = False) -> Server:
    """Return a running influxd; with *auth* it asks for a user, of which there is none yet."""
    program, owner = influxdb_program(), unprivileged()
    folder = scratch("influxdb", owner)

    def command(port: int) -> list[str]:
        text = _CONFIG.format(port=port, rpc=free_port(), folder=folder, auth=str(auth).lower())
        (folder / "influxdb.conf").write_text(text)
        give(folder, owner)
        return [str(program.path), "-config", f"{folder}/influxdb.conf"]

    return launch("influxdb", command, folder=folder, env=program.env, ready=_answers)


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    link.request("GET", "/ping")
    return link.getresponse().status == 204


SERVERS = {"influxdb": Kind(what="InfluxDB 1.6 (Debian)", get=influxdb_program, start=start_influxdb)}
