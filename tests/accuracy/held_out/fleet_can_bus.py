"""Cars on the road: chassis numbers, tracks of the driver over time, bus values."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="telematics.frames",
    rows=700,
    columns=(
        column(
            "vin", draw.tokens("WDB", 14, "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"), accepts=("device-id", "vehicle-plate")
        ),
        column("driver_code", draw.like("DRV-####"), "employee-id", accepts=("employee-id", "customer-id")),
        column("gps_y", draw.floats(48.1, 48.3, 6), "geo-point|geo-trail"),
        column("gps_x", draw.floats(16.2, 16.5, 6), "geo-point|geo-trail"),
        column("gps_time", draw.instants(2024, 2024, "%Y-%m-%d %H:%M:%S"), "sighting-time"),
        column("rpm", draw.integers(700, 5200)),
        column("can_id", draw.joined("0x{}", draw.hexes(3))),
        column("payload", draw.hexes(16)),
        column("fuel_l", draw.floats(1, 70, 1)),
        column("odometer", draw.integers(100, 300_000)),
    ),
)
