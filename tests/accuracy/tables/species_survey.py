"""Plants and animals seen: Latin names that look like people's, collectors who are people, plots."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="bio.observations",
    rows=400,
    columns=(
        column("obs", draw.serial(1)),
        column(
            "taxon",
            draw.words(
                "Rosa canina;Viola odorata;Erica carnea;Veronica persica;Parus major;Iris germanica;Linaria vulgaris;Salvia pratensis;Martes martes"
            ),
        ),
        column(
            "vernacular",
            draw.words("sweet william;black-eyed susan;jacob's ladder;robin;daisy;great tit;st john's wort"),
        ),
        column("count", draw.integers(1, 120)),
        column("plot", draw.like("P-##/@")),
        column("altitude_m", draw.integers(0, 2900)),
        column("collector", people.names("de", "{family} {given}"), "person-name"),
        column("soil_ph", draw.floats(3.5, 8.9, 1)),
        column("habitat", draw.words("meadow;beech forest;scree;bog;hedge")),
        column("utm", draw.like("32U MA ##### #####"), accepts=("geo-point",)),
    ),
)
