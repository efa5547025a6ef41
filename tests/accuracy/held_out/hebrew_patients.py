"""Insured people in Israel: ids as integers that lost zeros, beside article numbers that pass as often as chance lets them."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="קופה.מבוטחים",
    rows=300,
    columns=(
        column("שורה", draw.serial(1)),
        column("תעודת זהות", draw.as_integer(numbers.il()), "national-id.il"),
        column("שם מלא", people.names("he"), "person-name"),
        column("טלפון", draw.like("050-#######"), "phone"),
        column("תאריך לידה", draw.dates(1940, 2015, "%d/%m/%Y"), "date-of-birth"),
        column("עיר", draw.words("תל אביב;חיפה;ירושלים;באר שבע"), "city|postal-address"),
        column("מק״ט", draw.like("#########")),
        column("סניף", draw.like("##")),
    ),
)
