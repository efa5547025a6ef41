"""Devices of a smart home cloud: owners' mail, MAC, public and private addresses; readings, firmware, epoch in ms."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="iot.events",
    rows=400,
    columns=(
        column("dev", draw.like("shp-%%%%%%%%")),
        column(
            "mac", draw.mapped(draw.hexes(12), lambda h: ":".join(h[i : i + 2] for i in range(0, 12, 2))), "mac-address"
        ),
        column("acct", people.emails("en", "mail.example.org example.net"), "email"),
        column("ip", people.fake("en_US", "ipv4_public"), "ip-address"),
        column("fw", draw.like("#.##.###")),
        column("t", draw.epochs(1000)),
        column("rssi", draw.integers(-92, -30)),
        column("w", draw.floats(0, 2300, 1)),
        column("room", draw.words("Kitchen;Bedroom;Hall;Garage;Kids")),
        column("evt", draw.words("on;off;motion;door_open;low_battery")),
        column("seq", draw.serial(900000)),
        column("crc16", draw.hexes(4)),
    ),
)
