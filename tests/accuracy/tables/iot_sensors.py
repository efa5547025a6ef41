"""Readings of machines: every number in range of something else, none of a person."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="plant.readings",
    rows=800,
    columns=(
        column("sensor", draw.like("SN-%%%%%%")),
        column("ts", draw.epochs(1000)),
        column("temp", draw.normal(21, 4)),
        column("humidity", draw.floats(10, 90, 1)),
        column("pressure_pa", draw.integers(98_000, 104_000)),
        column("x", draw.floats(-2, 2, 6)),
        column("y", draw.floats(-2, 2, 6)),
        column("z", draw.floats(-2, 2, 6)),
        column("counter", draw.like("0000########")),
        column("crc", draw.hexes(8)),
        column("firmware", draw.joined("v{}.{}.{}", draw.integers(1, 3), draw.integers(0, 20), draw.integers(0, 99))),
        column("gateway", draw.like("gw-0#")),
        column("rssi", draw.integers(-110, -30)),
    ),
)
