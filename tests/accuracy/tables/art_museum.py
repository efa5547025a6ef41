"""A museum's objects: makers are people, titles hold saints and towns, dates of centuries, acquisition numbers."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="museum.objects",
    rows=250,
    columns=(
        column("inv", draw.like("19##.##.#")),
        column(
            "title",
            draw.words(
                "Madonna and Child;View of Delft;Portrait of a Lady;Saint Jerome in His Study;Venus;The Grand Canal, Venice;Still Life with Lemons"
            ),
        ),
        column("maker", people.names("it"), "person-name"),
        column("place_made", draw.words("Florence;Venice;Antwerp;Seville;Nuremberg"), accepts=("city", "place-tag")),
        column("year_from", draw.integers(1420, 1890)),
        column("medium", draw.words("oil on canvas;tempera on panel;etching;bronze;red chalk")),
        column("h_cm", draw.floats(8, 320, 1)),
        column("gallery", draw.integers(1, 60)),
        column("credit", draw.words("Purchase, 1931;Gift of a Friend;Bequest;Rogers Fund")),
        column("acquired", draw.dates(1905, 1998)),
        column("image", draw.like("https://images.example.org/obj/######.jpg"), accepts=("photo",)),
    ),
)
