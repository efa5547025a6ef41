"""A film festival's programme: films, screens, directors, minutes; titles that are names of people."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="fest.programme",
    rows=200,
    columns=(
        column("code", draw.like("FF24-###")),
        column(
            "title",
            draw.words(
                "Annie Hall;Jackie Brown;Erin Brockovich;Forrest Gump;Mary Poppins;Barry Lyndon;Donnie Darko;Jerry Maguire;Vera Drake;Frances Ha;Amelie;Billy Elliot"
            ),
        ),
        column("dir", people.names("sv"), "person-name"),
        column("ctry", draw.pick("US", "SE", "DK", "FR", "IR")),
        column("min", draw.integers(70, 190)),
        column("screen", draw.pick("Rex 1", "Rex 2", "Capitol", "Atlas")),
        column("slot", draw.instants(2024, 2024, "%d %b %H:%M")),
        column("lang", draw.pick("sv", "en", "da")),
        column("rating", draw.pick("7+", "11+", "15+")),
    ),
)
