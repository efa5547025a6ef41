"""Flats for sale: addresses of houses and places of no person, and an agent who is one."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="realty.listings",
    rows=300,
    columns=(
        column("listing", draw.like("L-######")),
        column(
            "title",
            draw.words(
                "Sunny two-bedroom near park;Studio with river view;Townhouse, needs work;Loft in old mill;Garden flat"
            ),
        ),
        column("sqm", draw.integers(18, 320)),
        column("floor", draw.integers(0, 22)),
        column("price", draw.integers(90_000, 2_400_000)),
        column("year_built", draw.integers(1890, 2024)),
        column("energy", draw.pick("A", "B", "C", "D", "E", "F")),
        column("agent", people.names("en"), "person-name"),
        column("agent_email", people.emails("en", "realty.example.com"), "email"),
        column("latitude", draw.floats(51.3, 51.7, 5), accepts=("geo-point",)),
        column("longitude", draw.floats(-0.4, 0.2, 5), accepts=("geo-point",)),
        column("heating", draw.words("gas;oil;district;heat pump")),
    ),
)
