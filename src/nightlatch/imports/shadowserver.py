"""Shadowserver's report CSV: who of the internet could see which of your stores, as its daily scans found it.

Columns are taken by name and in any order; what is not known is passed over, since the reports change without notice.
Needed are an address and a port. The ``tag`` of a line says the kind of service, else the file's name
(``2026-01-31-scan_mongodb-....csv``), else columns that only one report has. UDP reports (portmapper, LDAP over UDP,
DB2 discovery) are told as such; SQL Server's says the TCP port beside it, and that one is taken.
Report types as named in mid-2024 at shadowserver.org; more of them need no change here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from nightlatch.imports import Found, Passed, _csv
from nightlatch.imports._words import kind_of, moment_of, port_of, transport_of

_ADDRESS = ("ip", "src_ip", "address")
_PORT = ("port", "src_port")
_MOST_COLUMNS = 400
_REPORT = re.compile(r"(?:^|[-_.])(?:scan|population)6?_([a-z0-9_]+?)(?=[-.]|$)", re.I)

# Columns that tell a report where neither a tag nor the name of the file does.
_ONLY_IN: dict[str, frozenset[str]] = {
    kind: frozenset(columns.split())
    for kind, columns in {
        "couchdb": "couchdb_message couchdb_version",
        "db2": "db2_hostname servername",
        "docker": "min_api_version docker_version go_version",
        "elasticsearch": "cluster_name build_hash tagline build_snapshot",
        "ftp": "auth_tls_response auth_ssl_response",
        "kubernetes": "git_tree_state git_commit",
        "ldap": "configuration_naming_context root_domain_naming_context dns_host_name",
        "memcached": "pointer_size curr_connections total_connections",
        "mongodb": "gitversion sysinfo allocator visible_databases",
        "mqtt": "anonymous_access",
        "mssql": "instance_name named_pipe tcp_port",
        "mysql": "mysql_protocol_version client_can_handle_expired_passwords",
        "nfs": "mountd_port programs exports",
        "postgresql": "supported_protocols protocol_error_code unsupported_protocol_version",
        "rabbitmq": "class_id method_id mechanisms",
        "redis": "git_sha1 git_dirty_flag multiplexing_api",
        "rsync": "module motd",
        "smb": "smb_implant smb_major_number smbv1_support",
        "webhdfs": "namenodeaddress clusterid livenodes",
    }.items()
}


class Shadowserver:
    """The format."""

    name = "shadowserver"
    description = "Shadowserver report CSV, open and accessible services"

    def recognises(self, head: bytes, name: str) -> bool:
        """CSV whose first line names a time, an address and a port."""
        first = head.decode(errors="replace").removeprefix("\ufeff").partition("\n")[0]
        columns = {cell.strip(' "\r').lower() for cell in re.split(r"[,;\t|]", first)}
        return "timestamp" in columns and bool(columns & {*_ADDRESS}) and bool(columns & {*_PORT})

    def read(self, file: BinaryIO, name: str) -> Iterator[Found | Passed]:
        """Every line's service."""
        columns: list[str] = []
        report = ""
        for item in _csv.records(file):
            if isinstance(item, Passed):
                yield item
            elif not columns:
                columns = [cell.lower() for cell in item[1][:_MOST_COLUMNS]]
                report = _report(columns, name)
                if not (set(columns) & {*_ADDRESS} and set(columns) & {*_PORT}):
                    yield Passed(place=item[0].place, why="names no column ip or no column port; nothing was read")
                    return
            elif (is_cut := len(item[1]) < len(columns)) and not item[0].is_ended:
                yield Passed(
                    place=item[0].place, why="the file ends in the middle of a line: it may have been cut short"
                )
            else:
                del is_cut
                yield _of(item[0].place, dict(zip(columns, item[1], strict=False)), report, f"Shadowserver: {name}")


def _report(columns: list[str], name: str) -> str:
    """The kind that the whole report is of; empty where nothing tells."""
    named = _REPORT.search(PurePath(name).name)
    if named and (kind := kind_of(named[1])):
        return kind
    shared = {kind: len(only & set(columns)) for kind, only in _ONLY_IN.items()}
    best = max(shared, key=lambda kind: shared[kind])
    return best if shared[best] and list(shared.values()).count(shared[best]) == 1 else ""


def _of(place: str, cells: dict[str, str], report: str, source: str) -> Found | Passed:
    address = next((cells[name] for name in _ADDRESS if cells.get(name)), "")
    port = next((found for name in _PORT if (found := port_of(cells.get(name, "")))), None)
    if not address or port is None:
        return Passed(place=place, why="names no address, or no port between 1 and 65535")
    transport, beside = transport_of(cells.get("protocol", "")), port_of(cells.get("tcp_port", ""))
    if transport == "udp" and beside:
        transport, port = "tcp", beside
    name, kind = cells.get("hostname", ""), kind_of(cells.get("tag", "")) or report or None
    return Found(
        host=None, address=address, port=port, transport=transport, kind_hint=kind,
        tags=(("reverse-name", name),) if name else (), seen=moment_of(cells.get("timestamp", "")), source=source,
    )  # fmt: skip


IMPORT = Shadowserver()
