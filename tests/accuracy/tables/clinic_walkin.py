"""A walk-in clinic: names in capitals, health insurance numbers mostly blank, diagnoses as codes, blood types."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="clinic.besuche",
    rows=400,
    form="text",
    columns=(
        column("besuch_nr", draw.serial(40_000)),
        column("patient", draw.upper(people.names("de", "{family}, {given}")), "person-name"),
        column("geb", draw.dates(1930, 2021, "%d.%m.%Y"), "date-of-birth"),
        column("kvnr", numbers.kvnr(), "insurance-number|national-id.de", blank=0.7),
        column("diagnose", draw.words("J45.0;E11.9;I10.9;F33.1;M17.1;Z00.0;N39.0;C50.9"), "diagnosis"),
        column("blutgruppe", draw.words("A+;A-;B+;0+;0-;AB+"), "blood-type"),
        column("temp_c", draw.floats(35.6, 40.2, 1)),
        column("rr", draw.joined("{}/{}", draw.integers(95, 180), draw.integers(55, 110))),
        column("groesse_cm", draw.integers(70, 201)),
        column("tel", draw.like("0171 39200##"), "phone", blank=0.1),
        column("arzt", draw.joined("Dr. {}", people.family("de")), "person-name|family-name"),
    ),
)
