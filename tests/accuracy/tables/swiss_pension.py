"""Insured of a Swiss pension fund: AHV numbers that are EAN-13 as well, beside true EAN of leaflets."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="pk.versicherte",
    rows=300,
    form="text",
    columns=(
        column("vers_nr", draw.like("7########"), accepts=("customer-id", "insurance-number")),
        column("ahv", numbers.ahv(), "social-security.ch|national-id.ch"),
        column("name_vorname", people.names("de", "{family} {given}"), "person-name"),
        column("zivilstand", draw.words("ledig;verheiratet;geschieden;verwitwet")),
        column("lohn", draw.floats(30_000, 190_000), "salary"),
        column("eintritt", draw.dates(1990, 2024, "%d.%m.%Y")),
        column("broschuere_ean", numbers.ean()),
        column("kanton", draw.words("ZH;BE;VD;GE;TI;AG")),
    ),
)
