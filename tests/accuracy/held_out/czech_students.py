"""Czech students: birth numbers with a slash, student numbers, grades, mails of the university."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="studis.studenti",
    rows=300,
    columns=(
        column("uco", draw.integers(100_000, 599_999), "student-id"),
        column("rc", numbers.rodne_cislo(), "national-id.cz|national-id.sk"),
        column("jmeno", people.fake("cs_CZ", "first_name"), "given-name|person-name"),
        column("prijmeni", people.fake("cs_CZ", "last_name"), "family-name|person-name"),
        column(
            "obor", draw.words("Informatika;Právo;Medicína;Historie;Sociologie"), "education", accepts=("education",)
        ),
        column("rocnik", draw.integers(1, 5)),
        column("prumer", draw.floats(1, 3.9)),
        column("mail", people.emails("pl", "mail.univ.example"), "email"),
        column("kredity", draw.integers(0, 180)),
    ),
)
