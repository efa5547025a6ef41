"""Headers that lie: a column called email holds flags, one called ssn a station number, one called name a product."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sis.staff_misleading",
    rows=250,
    columns=(
        column("email", draw.pick("Y", "N")),
        column("ssn", draw.like("STN-##")),
        column("phone", draw.words("Pixel 8;Galaxy S23;iPhone 15;Nokia 3310")),
        column("name", draw.words("Projector;Whiteboard;Chair, stackable;Lab coat;Globe")),
        column("address", draw.like("0x%%%%%%%%")),
        column("age", draw.words("new;used;refurbished")),
        column("sex", draw.integers(100, 999)),
        column("passport_no", draw.pick(True, False)),
        column("iban", draw.integers(1, 9)),
        column("card_number", draw.like("LIB-####")),
        column("ref1", people.emails("el", "school.example.org"), "email"),
        column("ref2", people.names("el"), "person-name"),
        column("birth_weight_tolerance", draw.floats(0, 1)),
    ),
)
