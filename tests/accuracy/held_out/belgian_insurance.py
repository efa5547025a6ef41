"""Belgian policies: national numbers with dots and dashes, also as plain integers, brokers that are companies."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="verzekering.polissen",
    rows=300,
    form="text",
    columns=(
        column("polis", draw.like("BE-####-######"), accepts=("insurance-number",)),
        column(
            "rijksregisternummer",
            draw.mixed(numbers.be_nn(), draw.mapped(numbers.be_nn(), lambda t: t.replace(".", "").replace("-", ""))),
            "national-id.be",
        ),
        column("verzekeringnemer", people.names("nl"), "person-name"),
        column(
            "makelaar",
            draw.words("Assurances Delvaux SPRL;Janssens & Co NV;De Smet Verzekeringen BV;Peeters Makelaars"),
        ),
        column("geboren", draw.dates(1940, 2004, "%d/%m/%Y"), "date-of-birth"),
        column("gemeente", draw.words("Gent;Leuven;Mechelen;Liège;Namur;Oostende"), "city|postal-address"),
        column("nummerplaat", draw.like("1-@@@-###"), "vehicle-plate"),
        column("premie", draw.floats(120, 1900)),
        column("bonus_malus", draw.integers(-2, 22)),
    ),
)
