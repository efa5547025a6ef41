"""American veterans: numbers without dashes as integers that lost zeros, service numbers, dates in the American way, race codes."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="va.rolls",
    rows=350,
    form="text",
    columns=(
        column("rec", draw.serial(1)),
        column(
            "socsec",
            draw.mapped(draw.as_integer(numbers.ssn("{}{}{}")), str),
            "social-security.us|national-id.us|tax-id.us",
        ),
        column("vet_name", draw.upper(people.names("en", "{family}, {given}")), "person-name"),
        column("birth_dt", draw.dates(1930, 2000, "%m/%d/%Y"), "date-of-birth"),
        column("svc_no", draw.like("US########")),
        column("branch", draw.words("ARMY;NAVY;USMC;USAF;USCG")),
        column("race_cd", draw.words("W;B;A;H;N"), "ethnicity"),
        column("va_rating", draw.pick(0, 10, 30, 50, 70, 100), accepts=("disability",)),
        column("claim_dx", draw.words("F43.10;H93.13;M54.50;G47.33"), "diagnosis"),
        column("zip9", draw.like("#####-####"), "postcode"),
    ),
)
