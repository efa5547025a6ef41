"""Air waybills, flights, airports, aircraft tails, weights: numbers of every kind, no people."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="cargo.awb",
    rows=300,
    columns=(
        column("awb", draw.like("020-########")),
        column("flight", draw.like("LH####")),
        column("tail", draw.like("N###@@")),
        column("orig", draw.pick("FRA", "JFK", "HKG", "DXB", "GRU")),
        column("dest_city", draw.words("Frankfurt;New York;Hong Kong;Dubai;São Paulo")),
        column("uld", draw.like("AKE#####LH")),
        column("kg", draw.floats(3, 4800, 1)),
        column("pcs", draw.integers(1, 90)),
        column("hs", draw.like("####.##.##")),
        column("std", draw.instants(2023, 2024)),
        column("built", draw.dates(1988, 2009)),
        column("seal", draw.like("#######")),
        column("shipper", draw.words("Kuehne Freight GmbH;Pacific Traders Ltd;Andes Export SA;Gulf Logistics LLC")),
    ),
)
