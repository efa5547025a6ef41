"""Estonian people: codes that begin with sex and century, kept as integers."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="rahvastik.isikud",
    rows=300,
    columns=(
        column("nr", draw.serial(1)),
        column("isikukood", draw.as_integer(numbers.isikukood()), "national-id.ee|national-id.lt"),
        column("eesnimi", people.fake("et_EE", "first_name"), "given-name|person-name"),
        column("perenimi", people.fake("et_EE", "last_name"), "family-name|person-name"),
        column("synniaeg", draw.dates(1940, 2018, "%d.%m.%Y"), "date-of-birth"),
        column("rahvus", draw.words("eestlane;venelane;ukrainlane;soomlane"), "ethnicity|nationality"),
        column("maakond", draw.words("Harju;Tartu;Pärnu;Ida-Viru"), accepts=("city", "postal-address")),
        column("muudetud", draw.instants(2022, 2024, "%Y-%m-%d %H:%M:%S")),
    ),
)
