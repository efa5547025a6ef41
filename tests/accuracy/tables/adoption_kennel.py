"""Dogs and cats: names, sexes, ages and chips of animals, and nobody's."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="shelter.animals",
    rows=300,
    columns=(
        column("animal_id", draw.serial(1)),
        column(
            "name",
            draw.words(
                "Bella;Rocky;Luna;Max;Coco;Simba;Daisy;Buddy;Nala;Oscar;Milo;Socks;Biscuit;Shadow;Pepper;Ginger;Tiger;Oreo"
            ),
        ),
        column("species", draw.words("dog;cat;rabbit;guinea pig")),
        column(
            "breed", draw.words("Beagle;German Shepherd;Maine Coon;Siamese;Jack Russell;Persian;Labrador;Dutch Lop")
        ),
        column("sex", draw.pick("m", "f")),
        column("age_months", draw.integers(2, 190)),
        column("born", draw.dates(2010, 2024)),
        column("chip", draw.like("9850##########")),
        column("weight_kg", draw.floats(0.4, 58.0, 1)),
        column("colour", draw.words("black;white;tabby;brindle;ginger;brown;merle")),
        column("kennel", draw.like("@-##")),
    ),
)
