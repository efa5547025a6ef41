"""A company register: numbers, statuses, industry codes, registered offices; directors are people."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="registry.companies",
    rows=300,
    columns=(
        column(
            "company_name",
            draw.joined(
                "{} {}",
                draw.words("ASHFORD;BRIGHTWELL;CARLTON;DENHAM;EASTGATE;FAIRFAX;GREENWAY"),
                draw.words("HOLDINGS LIMITED;CONSULTING LTD;PROPERTIES LIMITED;TRADING LTD;& SONS LLP"),
            ),
        ),
        column("company_number", draw.like("0#######")),
        column("sic", draw.like("#####")),
        column("status", draw.words("Active;Dissolved;Liquidation;Active - Proposal to Strike off")),
        column("inc_date", draw.dates(1985, 2024, "%d/%m/%Y")),
        column("director", people.names("en", "{family}, {given}"), "person-name"),
        column(
            "dir_dob", draw.mapped(draw.dates(1945, 1999), lambda d: d[:7]), "date-of-birth", accepts=("card-expiry",)
        ),
        column("nat", draw.words("British;Irish;French;Polish;Indian;Nigerian"), "nationality"),
        column("accounts_due", draw.dates(2024, 2025, "%d/%m/%Y")),
        column("mortgages", draw.integers(0, 9)),
        column("uri", draw.joined("http://data.example.org/doc/company/{}", draw.like("0#######"))),
    ),
)
