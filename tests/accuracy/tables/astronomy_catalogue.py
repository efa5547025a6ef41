"""Stars and galaxies: right ascension and declination are no places of people, designations no plates."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sky.objects",
    rows=300,
    columns=(
        column("designation", draw.joined("{} {}", draw.words("NGC;HD;HIP;IC;GJ"), draw.integers(1, 9999))),
        column("ra_deg", draw.floats(0, 360, 6)),
        column("dec_deg", draw.floats(-90, 90, 6)),
        column("mag", draw.floats(-1.4, 19.0)),
        column("spectral", draw.words("G2V;K5III;M1;B8Ia;F0;A3V;O9.5")),
        column("constellation", draw.words("Lyra;Cassiopeia;Orion;Andromeda;Virgo;Leo;Carina;Aquila")),
        column(
            "common_name",
            draw.words("Vega;Rigel;Mira;Castor;Pollux;Electra;Maia;Alcyone;Barnard's Star;Luyten's Star;Sirius"),
            blank=0.6,
        ),
        column("julian_date", draw.floats(2_450_000, 2_460_000, 5)),
        column("parallax_mas", draw.floats(0.01, 400.0, 4)),
    ),
)
