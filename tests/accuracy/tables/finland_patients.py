"""Finnish patients: hetu in a column called tunnus, some with blanks around it, mostly there."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="hoito.potilaat",
    rows=400,
    form="text",
    columns=(
        column("kaynti", draw.serial(5001)),
        column("tunnus", draw.padded(numbers.hetu()), "national-id.fi", blank=0.08),
        column("sukunimi", people.fake("fi_FI", "last_name"), "family-name|person-name"),
        column("etunimi", people.fake("fi_FI", "first_name"), "given-name|person-name"),
        column("katuosoite", people.fake("fi_FI", "street_address"), "street|postal-address"),
        column("postinumero", draw.like("00##0"), "postcode"),
        column("puhelin", draw.like("+358 40 #######"), "phone"),
        column("diagnoosi", draw.words("I10;E10.9;J45.9;M54.4;F41.1;G43.0"), "diagnosis"),
        column("laboratorio", draw.floats(3.1, 9.9, 1)),
    ),
)
