"""Taps of smart cards at gates: a card number that is no payment card, stations, seconds; who travels is a pseudonym."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="metro.taps",
    rows=700,
    columns=(
        column("card_uid", draw.hexes(14), "customer-id", accepts=("customer-id", "device-id")),
        column("station", draw.words("Central;Harbour;Museum;Airport;St. James;Victoria Park;King's Cross")),
        column("gate", draw.like("G##")),
        column("tap_ts", draw.instants(2024, 2024, "%Y/%m/%d %H:%M:%S"), "sighting-time", accepts=("sighting-time",)),
        column("direction", draw.pick("in", "out")),
        column("fare_class", draw.words("adult;child;senior;student")),
        column("balance_cents", draw.integers(0, 9000)),
        column("device_seq", draw.integers(1, 99_999)),
    ),
)
