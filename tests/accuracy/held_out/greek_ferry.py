"""Passengers of Greek ferries in Greek and Latin capitals: ships and their ports, cars, tickets, wheelchairs."""

from unicodedata import normalize

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

LETTERS = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"


def capitals(source: draw.Draw) -> draw.Draw:
    """Greek capitals carry no accents."""
    return draw.mapped(source, lambda name: "".join(sign for sign in normalize("NFD", name.upper()) if sign.isalpha()))


TABLE = Table(
    container="ΕΠΙΒΙΒΑΣΗ",
    rows=640,
    form="text",
    columns=(
        column("PNR", draw.tokens("", 6, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")),
        column("ΕΙΣΙΤΗΡΙΟ", draw.like("1100########")),
        column("ΕΠΩΝΥΜΟ", capitals(people.family("el")), "family-name"),
        column("ΟΝΟΜΑ", capitals(people.given("el")), "given-name"),
        column(
            "ΑΔΤ",
            draw.dirty(
                draw.mixed(
                    draw.joined("{} {}", draw.tokens("Α", 1, LETTERS), draw.like("######")),
                    draw.joined("{}{}", draw.tokens("Χ", 1, LETTERS), draw.like("######")),
                ),
                0.12,
                ("", "ΠΑΙΔΙ", "-"),
            ),
            "national-id.gr",
        ),
        column("Φ", draw.pick("Α", "Θ"), "sex"),
        column("ΗΛΙΚ", draw.words("ΕΝΗΛΙΚΑΣ;ΠΑΙΔΙ 5-10;ΒΡΕΦΟΣ;ΑΝΩ 60;ΦΟΙΤΗΤΗΣ"), accepts=("age", "child")),
        column(
            "ΥΠΗΚ",
            draw.pick("GRC", "DEU", "FRA", "ITA", "GBR", "USA", "ALB", weights=(60, 10, 8, 8, 6, 5, 3)),
            "nationality",
        ),
        column("ΚΙΝΗΤΟ", draw.mixed(draw.like("69########"), draw.like("+30 69# ### ####")), "phone", blank=0.1),
        column("ΠΛΟΙΟ", draw.words("BLUE STAR NAXOS;ΕΛΥΡΟΣ;DIONISIOS SOLOMOS;ARTEMIS;ΠΡΕΒΕΛΗΣ;CHAMPION JET 1")),
        column("ΓΡΑΜΜΗ", draw.words("ΠΕΙ-ΠΑΡ-ΝΑΞ-ΘΗΡ;ΡΑΦ-ΑΝΔ;ΠΑΤ-ΗΓΟ;ΠΕΙ-ΧΑΝ;ΛΑΥ-ΚΕΑ")),
        column("ΘΕΣΗ", draw.mixed(draw.like("Κ-#####"), draw.like("A##"), draw.pick("ΚΑΤΑΣΤΡΩΜΑ"))),
        column(
            "ΟΧΗΜΑ",
            draw.joined("{}-{}", draw.tokens("", 3, LETTERS), draw.integers(1000, 9999)),
            "vehicle-plate",
            blank=0.6,
        ),
        column("ΜΗΚΟΣ", draw.pick("4,25", "5,00", "2,20", "12,0"), blank=0.6),
        column(
            "ΑΜΕΑ",
            draw.some(0.03, draw.words("ΑΝΑΠΗΡΙΚΟ ΑΜΑΞΙΔΙΟ;ΤΥΦΛΟΣ;ΚΩΦΟΣ;ΚΙΝΗΤΙΚΗ ΑΝΑΠΗΡΙΑ"), draw.pick("", "ΟΧΙ")),
            "disability",
        ),
        column("ΝΑΥΛΟΣ", draw.mapped(draw.floats(9, 94), lambda value: f"{value:.2f}".replace(".", ","))),
        column("ΠΡΑΚΤΟΡΕΙΟ", draw.like("0##-AGT")),
        column("ΕΚΔΟΣΗ", draw.instants(2025, 2025, "%d/%m/%y %H:%M")),
    ),
)
