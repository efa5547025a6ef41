"""Grants in South Africa: ids as text of integers, children's grants with a guardian, banks."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sassa.grants",
    rows=350,
    form="text",
    columns=(
        column("application", draw.like("AP#########")),
        column("id_number", draw.mapped(draw.as_integer(numbers.za()), str), "national-id.za"),
        column("surname", draw.upper(people.family("af")), "family-name|person-name"),
        column("first_names", people.given("af"), "given-name|person-name"),
        column("grant_type", draw.words("child support;old age;disability;foster child")),
        column("guardian_name", people.names("af"), "person-name|guardian", accepts=("guardian",)),
        column("acc_no", draw.like("62#########"), "bank-account"),
        column("bank", draw.words("Capitec;FNB;Absa;Nedbank")),
        column("amount", draw.pick(510, 2090, 1120)),
        column("disability", draw.words("visual impairment;none;mobility impairment;hearing loss"), "disability"),
    ),
)
