"""Journeys of people: the passenger's code, where from, where to and when; nothing else names anybody."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="rides.trips",
    rows=500,
    columns=(
        column("ride_id", draw.uuids()),
        column("rider_id", draw.integers(1_000_000, 1_000_400), "customer-id"),
        column("pickup_lat", draw.floats(40.6, 40.9, 6), "geo-point|geo-trail"),
        column("pickup_lng", draw.floats(-74.05, -73.7, 6), "geo-point|geo-trail"),
        column("dropoff_lat", draw.floats(40.6, 40.9, 6), "geo-point|geo-trail"),
        column("dropoff_lng", draw.floats(-74.05, -73.7, 6), "geo-point|geo-trail"),
        column("pickup_at", draw.instants(2024, 2024, "%Y-%m-%d %H:%M:%S"), "sighting-time"),
        column("fare", draw.floats(3, 90)),
        column("tip", draw.floats(0, 20)),
        column("surge", draw.pick(1.0, 1.2, 1.5)),
        column("vehicle_class", draw.words("economy;xl;black")),
    ),
)
