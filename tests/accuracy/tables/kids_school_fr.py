"""Pupils and their parents: birth dates of children, a class that is no grade of anything, allergies."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="ecole.eleves",
    rows=300,
    columns=(
        column("ine", draw.like("#########@@"), "student-id|national-id.fr"),
        column("eleve", people.names("fr"), "person-name"),
        column("naissance", draw.dates(2010, 2019), "date-of-birth"),
        column("classe", draw.words("CP;CE1;CE2;CM1;CM2")),
        column("responsable", people.names("fr", "{family} {given}"), "person-name|guardian", accepts=("guardian",)),
        column("tel_responsable", draw.like("06.39.98.##.##"), "phone"),
        column(
            "allergie",
            draw.words("arachides;gluten;lactose;aucune"),
            accepts=("diagnosis", "health-record-id"),
            blank=0.5,
        ),
        column("cantine", draw.pick(True, False)),
        column("moyenne", draw.floats(4, 20, 1), accepts=("education",)),
    ),
)
