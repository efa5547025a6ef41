"""Drivers in the United Kingdom: licence numbers with the name inside, NINO spaced, old and new plates."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="dvla_extract.holders",
    rows=300,
    form="text",
    columns=(
        column("row", draw.serial(1)),
        column(
            "driver_number",
            draw.joined(
                "{}{}{}",
                draw.words("HARGR;THORN;PEMBE;ASHWO;WINTE;VANCE"),
                draw.joined(
                    "{}0{}1{}{}", draw.pick(6, 7, 8, 9), draw.pick(1, 4, 9), draw.pick(0, 5, 7), draw.pick(0, 3, 8)
                ),
                draw.like("@9#@@"),
            ),
            "driving-licence.gb",
        ),
        column(
            "nino",
            draw.mapped(numbers.nino(), lambda t: f"{t[:2]} {t[2:4]} {t[4:6]} {t[6:8]} {t[8]}"),
            "social-security.gb|national-id.gb|tax-id.gb",
        ),
        column("surname", draw.upper(people.family("en")), "family-name|person-name"),
        column("forenames", draw.upper(people.given("en")), "given-name|person-name"),
        column(
            "reg_mark",
            draw.joined("{}{} {}", draw.like("@@"), draw.words("18;19;20;21;68;70;73"), draw.like("@@@")),
            "vehicle-plate",
        ),
        column("postcode", people.fake("en_GB", "postcode"), "postcode"),
        column("entitlement", draw.words("B;B,BE;A,B;C1;D")),
        column("points", draw.pick(0, 0, 0, 3, 6, 9)),
        column("issued", draw.dates(2010, 2024, "%d/%m/%Y"), accepts=("document-issue-date",)),
    ),
)
