"""Staff on the Balkans: JMBG as integers that lost their zero, Latin and Cyrillic names in one column."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="kadrovska.zaposleni",
    rows=300,
    columns=(
        column("rb", draw.serial(1)),
        column(
            "prezime_ime",
            draw.mixed(
                people.fake("hr_HR", "name"),
                draw.words("Петровић Јована;Николић Милош;Ђорђевић Ана;Стојановић Драган;Живковић Теодора"),
            ),
            "person-name",
        ),
        column(
            "jmbg",
            draw.as_integer(numbers.jmbg()),
            "national-id.rs|national-id.ba|national-id.me|national-id.mk|national-id.si|national-id.jmbg|national-id.yu",
        ),
        column("radno_mjesto", draw.words("vozač;kuharica;inženjer;skladištar;voditelj prodaje"), "job-title"),
        column("placa", draw.floats(500, 3200), "salary"),
        column("datum_zaposlenja", draw.dates(2000, 2024, "%d.%m.%Y.")),
        column("org_jed", draw.like("OJ-##")),
        column("mobitel", draw.like("+385 91 ### ####"), "phone"),
    ),
)
