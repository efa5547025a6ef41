"""A German car fleet: plates, VIN, drivers, mileage, inspections."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="fuhrpark.fahrzeuge",
    rows=250,
    columns=(
        column(
            "kz",
            draw.joined(
                "{}-{} {}", draw.pick("HH", "M", "K", "B", "DD", "S"), draw.like("@@"), draw.integers(10, 9999)
            ),
            "vehicle-plate",
        ),
        column("fin", draw.like("WVWZZZ1KZ@W######"), accepts=("vin",)),
        column("modell", draw.words("Golf Variant;Passat;Octavia;Transit;Sprinter 316;Vito")),
        column("km", draw.integers(1000, 240000)),
        column("fahrer", people.names("de", "{family}, {given}"), "person-name"),
        column("fs_nr", draw.like("B0##@@@###@"), "driving-licence.de"),
        column("tuev", draw.like("0#/2025")),
        column("ez", draw.dates(2014, 2023, "%d.%m.%Y")),
        column("verbrauch", draw.floats(4.2, 13, 1)),
        column("leasing", draw.like("LV-#######")),
        column("reifen", draw.words("205/55 R16;225/45 R17;195/65 R15")),
        column("tankkarte", draw.like("7#################")),
    ),
)
