"""Members of a savings society: short national ids as numbers, tax pins, next of kin."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sacco.members",
    rows=350,
    columns=(
        column("member_no", draw.serial(1200), "customer-id", accepts=("customer-id",)),
        column("names", draw.upper(people.names("af")), "person-name"),
        column("id_no", draw.integers(9_000_000, 39_999_999), "national-id.ke"),
        column("kra_pin", draw.like("A00#######@"), "tax-id.ke"),
        column("next_of_kin", people.names("af"), "person-name", accepts=("guardian",)),
        column("shares", draw.integers(10, 4000)),
        column("loan_balance", draw.floats(0, 900_000)),
        column("mobile", draw.like("07########"), "phone"),
        column("branch", draw.words("Nakuru;Kisumu;Eldoret;Thika")),
    ),
)
