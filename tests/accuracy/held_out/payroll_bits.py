"""Payslips of a Dutch firm: BSN as integers, an IBAN, hours and cents in number columns of all kinds."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="pay.slips",
    rows=400,
    columns=(
        column("slip", draw.serial(55_000)),
        column(
            "bsn", draw.as_integer(numbers.valid("nl.bsn", "#########")), "national-id.nl|tax-id.nl|social-security.nl"
        ),
        column("medewerker", people.names("nl", "{family}, {given}"), "person-name"),
        column("rekening", draw.grouped(numbers.ibans("NL", "INGB##########")), "iban"),
        column("bruto", draw.floats(1900, 9000), "salary"),
        column("uren", draw.integers(8, 184)),
        column("loonheffing", draw.floats(0, 3000)),
        column("periode", draw.joined("2024-{:02}", draw.integers(1, 12))),
        column("kostenplaats", draw.like("#####")),
        column("cao", draw.words("Metaal;Bouw;Horeca")),
    ),
)
