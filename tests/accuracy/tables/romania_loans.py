"""Romanian loans: CNP as floats, an IBAN, an employer, a salary."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="ifn.cereri",
    rows=350,
    columns=(
        column("nr_cerere", draw.serial(20_001)),
        column("solicitant", people.fake("ro_RO", "name"), "person-name"),
        column("identificator", draw.as_float(numbers.cnp()), "national-id.ro"),
        column(
            "serie_ci",
            draw.joined("{} {}", draw.words("RX;KZ;TM;IF"), draw.like("######")),
            "national-id.ro|passport.ro",
        ),
        column("angajator", people.fake("ro_RO", "company"), "employer"),
        column("venit_net", draw.integers(1800, 19_000), "salary"),
        column("iban", numbers.ibans("RO", "BTRL################"), "iban"),
        column("suma", draw.integers(500, 60_000)),
        column("dobanda", draw.floats(4, 29)),
        column("scor", draw.integers(300, 850), "credit-score"),
    ),
)
