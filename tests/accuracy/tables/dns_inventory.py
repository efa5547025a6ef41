"""Machines: host names, private addresses of servers, serial numbers, versions. Nobody is in it."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="ops.hosts",
    rows=300,
    columns=(
        column(
            "hostname",
            draw.joined(
                "{}-{}.{}.corp.example.net",
                draw.words("web;db;mail;james;victoria;gw"),
                draw.integers(1, 60),
                draw.words("fra;iad;sin"),
            ),
        ),
        column("rack", draw.like("R##-U##")),
        column("serial", draw.like("CN@######@#")),
        column("os", draw.words("Debian 12.5;Ubuntu 22.04.3;Windows Server 2022;RHEL 9.3;VMware ESXi 8.0.2")),
        column(
            "kernel", draw.joined("6.{}.{}-{}-amd64", draw.integers(1, 12), draw.integers(0, 90), draw.integers(1, 30))
        ),
        column("sha1", draw.hexes(40)),
        column("uuid", draw.uuids()),
        column("cpu_load", draw.floats(0, 16)),
        column("uptime_s", draw.integers(60, 90_000_000)),
        column("port", draw.words("22;80;443;5432;8080;9200;27017")),
        column("last_boot", draw.epochs()),
    ),
)
