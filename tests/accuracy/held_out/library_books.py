"""A library's books: authors who are people of public works, ISBN, call numbers, borrowers' card numbers apart."""

from tests.accuracy import draw, numbers
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="lib.items",
    rows=300,
    columns=(
        column("barcode", draw.like("3####0########")),
        column("isbn13", numbers.ean()),
        column(
            "title",
            draw.words(
                "Emma;Jane Eyre;David Copperfield;Anna Karenina;Oliver Twist;Moby-Dick;Effi Briest;Madame Bovary"
            ),
        ),
        column("call_no", draw.joined("{} {}", draw.like("###.##"), draw.like("@@@"))),
        column("pages", draw.integers(40, 1200)),
        column("publisher", draw.words("Penguin;Suhrkamp;Gallimard;Faber & Faber;Simon & Schuster;Random House")),
        column("language", draw.words("eng;ger;fre;rus")),
        column("shelf", draw.like("@#-##")),
        column("acquired", draw.dates(1990, 2024)),
        column("condition", draw.words("good;worn;new")),
    ),
)
