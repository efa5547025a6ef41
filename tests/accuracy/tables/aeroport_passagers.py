"""Passengers in French: passports in a column called ref, names in capitals with the title behind, seats and flights."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="vols.passagers",
    rows=300,
    form="text",
    columns=(
        column("pnr", draw.like("@@@#@@")),
        column("nom", draw.upper(people.names("fr", "{family}/{given} MR")), "person-name"),
        column("ref", draw.like("##@@#####"), "passport.fr"),
        column("exp", draw.dates(2025, 2034, "%d/%m/%Y"), "document-expiry-date"),
        column("nationalite", draw.words("FRA;BEL;CHE;MAR;SEN;CAN;TUN"), "nationality"),
        column("ddn", draw.dates(1940, 2020, "%d/%m/%Y"), "date-of-birth"),
        column("vol", draw.like("AF####")),
        column("siege", draw.mixed(draw.like("1#A"), draw.like("2#F"), draw.like("#C"))),
        column("portable", draw.like("06 39 98 ## ##"), "phone", blank=0.2),
        column("courriel", people.emails("fr", "orange.fr laposte.net free.fr"), "email", blank=0.15),
        column("bagages", draw.integers(0, 3)),
    ),
)
