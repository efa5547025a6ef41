"""Places of the world: names that are also people's, codes, coordinates of places, populations. Nobody's."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="geo.places",
    rows=300,
    columns=(
        column("geonameid", draw.integers(1000000, 12000000)),
        column(
            "name",
            draw.words(
                "Saint-Denis;San Antonio;Washington;Lourdes;Victoria;Charlotte;Jackson;Santiago;Florence;Adelaide;Madison;Lincoln;Santa Rosa;Orlando;Kingston"
            ),
        ),
        column(
            "asciiname",
            draw.words(
                "Saint-Denis;San Antonio;Washington;Lourdes;Victoria;Charlotte;Jackson;Santiago;Florence;Adelaide"
            ),
        ),
        column("fcode", draw.pick("PPL", "PPLA", "PPLC", "ADM1", "STM", "MT")),
        column("cc", draw.pick("US", "FR", "MX", "AU", "NZ", "IT")),
        column("admin1", draw.like("##")),
        column("population", draw.integers(0, 9000000)),
        column("elevation", draw.integers(-3, 4200)),
        column("tz", draw.words("America/Chicago;Europe/Paris;Australia/Sydney;Pacific/Auckland")),
        column("modified", draw.dates(2008, 2024)),
    ),
)
