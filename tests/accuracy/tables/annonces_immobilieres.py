"""French property ads: descriptions in prose with a number at times, agents, energy classes, INSEE codes."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="immo.annonces",
    rows=300,
    columns=(
        column("ref", draw.like("AP#####")),
        column(
            "desc",
            draw.prose(
                "Bel appartement lumineux proche gare",
                "Maison de ville avec jardin, contacter le {tel}",
                "T3 rénové, cave et parking",
                tel=draw.like("06 39 98 ## ##"),
            ),
            "phone",
        ),
        column("agent", people.names("fr"), "person-name"),
        column("ville", draw.words("Nantes;Rennes;Lille;Dijon;Angers;Brest;Tours"), accepts=("city", "postal-address")),
        column("insee", draw.like("44###")),
        column("surf", draw.floats(12, 240, 1)),
        column("pieces", draw.integers(1, 8)),
        column("prix", draw.integers(65000, 890000)),
        column("dpe", draw.pick(*"ABCDEFG")),
        column("tel_agence", draw.like("01 99 00 ## ##"), "phone"),
        column("etage", draw.integers(0, 12)),
        column("maj", draw.dates(2023, 2024, "%d/%m/%Y")),
    ),
)
