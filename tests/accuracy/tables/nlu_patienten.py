"""Dutch patients: BSN as integers, initials before names, general practitioners, insurer codes."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="his.patienten",
    rows=300,
    columns=(
        column("patnr", draw.integers(20000, 99999), "health-record-id|customer-id"),
        column("achternaam", people.family("nl"), "family-name|person-name"),
        column("voorletters", draw.like("@.@."), accepts=("given-name", "person-name")),
        column("gebdat", draw.dates(1930, 2020, "%d-%m-%Y"), "date-of-birth"),
        column("gesl", draw.pick("M", "V"), "sex"),
        column(
            "bsn", draw.as_integer(numbers.valid("nl.bsn", "1########")), "national-id.nl|tax-id.nl|social-security.nl"
        ),
        column("postcode", draw.like("#### @@"), "postcode"),
        column("huisnr", draw.integers(1, 300), accepts=("street", "postal-address")),
        column("plaats", draw.words("Utrecht;Zwolle;Breda;Leiden;Assen"), "city|postal-address"),
        column("uzovi", draw.pick("3311", "7029", "0403")),
        column("icpc", draw.pick("A97", "K86", "T90", "R05", "L03"), accepts=("diagnosis",)),
        column("huisarts", people.names("nl"), "person-name"),
        column("mut", draw.instants(2023, 2024)),
    ),
)
