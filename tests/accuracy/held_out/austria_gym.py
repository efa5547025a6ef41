"""Members of a fitness studio: insurance numbers with a blank, a photo, an emergency contact, measures of the body."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="studio.mitglieder",
    rows=350,
    form="text",
    columns=(
        column("mitgl", draw.like("M-#####"), "customer-id"),
        column("zuname", people.family("de"), "family-name|person-name"),
        column("rufname", people.given("de"), "given-name|person-name"),
        column(
            "svnr",
            draw.mapped(numbers.svnr(), lambda t: f"{t[:4]} {t[4:]}"),
            "social-security.at|national-id.at|insurance-number",
        ),
        column(
            "notfallkontakt",
            draw.joined("{} {}", people.names("de"), draw.like("+43 660 #######")),
            "person-name",
            "phone",
        ),
        column("foto", draw.joined("/media/mitglieder/{}.jpg", draw.hexes(20)), "photo|face-image"),
        column("groesse", draw.integers(148, 203)),
        column("gewicht", draw.floats(45, 130, 1)),
        column("tarif", draw.words("Basis;Premium;Student;Familie")),
        column("spind", draw.integers(1, 400)),
        column("einzug", numbers.ibans("AT", "################"), "iban"),
    ),
)
