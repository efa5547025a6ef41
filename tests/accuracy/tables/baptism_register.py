"""A parish register: children, their parents and godparents, dates in words."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="parish.baptisms",
    rows=250,
    form="text",
    columns=(
        column("entry", draw.serial(1, "{}/2019")),
        column("child", people.given("es"), "given-name|person-name"),
        column("father", people.names("es"), "person-name", accepts=("guardian",)),
        column("mother", people.names("es", "{given} {family} Soto"), "person-name", accepts=("guardian",)),
        column("padrinos", draw.joined("{} y {}", people.names("es"), people.names("es")), "person-name"),
        column("nacido", draw.dates(2012, 2024, "%d-%m-%Y"), "date-of-birth"),
        column("religion", draw.words("católica;católica romana;evangélica"), "religion"),
        column(
            "iglesia",
            draw.words("San Isidro;Santa María;San Juan Bautista;La Merced"),
            accepts=("place-tag", "religion"),
        ),
        column("folio", draw.integers(1, 400)),
    ),
)
