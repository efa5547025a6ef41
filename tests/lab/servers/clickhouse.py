"""ClickHouse 18.16 (Debian's) on loopback, with any users and profiles."""

from __future__ import annotations

import functools
import http.client
from collections.abc import Mapping

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, free_port, launch
from tests.lab.kind import Kind

_CONFIG = """<yandex><logger><level>warning</level><console>1</console></logger><http_port>{port}</http_port>
<tcp_port>{tcp}</tcp_port><interserver_http_port>{inter}</interserver_http_port><listen_host>127.0.0.1</listen_host>
<path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path><user_files_path>{folder}/files/</user_files_path>
<format_schema_path>{folder}/schemas/</format_schema_path><users_config>users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>67108864</mark_cache_size><max_connections>100</max_connections></yandex>
"""
_PROFILES = """<default><max_memory_usage>1000000000</max_memory_usage></default><readonly><readonly>1</readonly></readonly>
<modest><allow_ddl>0</allow_ddl></modest>"""


@functools.cache
def clickhouse_program() -> Program:
    """Return clickhouse-server 18.16."""
    return fetch("clickhouse-server", ["clickhouse-server", "clickhouse-common"])


def start_clickhouse(*, users: Mapping[str, tuple[str, str]] = {"default": ("", "default")}) -> Server:
    """Return a running ClickHouse; *users* are names with a password and the profile default, readonly or modest."""
    program, owner = clickhouse_program(), unprivileged()
    folder = scratch("clickhouse", owner)
    told = "".join(
        f"<{name}><password>{password}</password><networks><ip>::/0</ip></networks>"
        f"<profile>{profile}</profile><quota>default</quota></{name}>"
        for name, (password, profile) in users.items()
    )
    (folder / "users.xml").write_text(
        f"<yandex><profiles>{_PROFILES}</profiles><users>{told}</users><quotas><default/></quotas></yandex>"
    )
    for name in ("data", "tmp", "files", "schemas"):
        (folder / name).mkdir()

    def command(port: int) -> list[str]:
        config = _CONFIG.format(port=port, tcp=free_port(), inter=free_port(), folder=folder)
        (folder / "config.xml").write_text(config)
        give(folder, owner)
        return [str(program.path), f"--config-file={folder}/config.xml"]

    return launch("clickhouse", command, folder=folder, env=program.env, ready=_answers)


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    link.request("GET", "/ping")
    return link.getresponse().status == 200


SERVERS = {"clickhouse": Kind(what="ClickHouse 18.16 (Debian)", get=clickhouse_program, start=start_clickhouse)}
