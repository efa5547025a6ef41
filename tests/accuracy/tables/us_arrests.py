"""American arrests: bookings, birth years, race and sex in one letter, charges by code, officers."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="jail.bookings",
    rows=300,
    columns=(
        column("booking_no", draw.like("24-######")),
        column("inmate", draw.upper(people.names("en", "{family}, {given}")), "person-name"),
        column("dob", draw.dates(1950, 2005, "%m/%d/%Y"), "date-of-birth"),
        column("rc", draw.pick("W", "B", "H", "A"), accepts=("ethnicity",)),
        column("sx", draw.pick("M", "F"), "sex"),
        column(
            "chg_desc",
            draw.words(
                "DUI 1ST;POSS CNTRL SUB;ASSAULT 4TH DEG;THEFT BY UNLAWFUL TAKING;CRIMINAL MISCHIEF;BURGLARY 2ND DEG"
            ),
            "criminal-record",
        ),
        column("statute", draw.like("###.###")),
        column("bond_amt", draw.pick(0, 500, 1000, 5000, 25000)),
        column(
            "ofc",
            draw.joined("{} #{}", people.family("en"), draw.integers(100, 999)),
            accepts=("person-name", "family-name"),
        ),
        column("ht", draw.like("#'##\"")),
        column("wt", draw.integers(110, 290)),
        column("cell", draw.like("@#-##")),
        column("sched_release", draw.dates(2024, 2026, "%m/%d/%Y")),
    ),
)
