"""Greek taxpayers: AFM with nine digits, AMKA with a birth date inside, names in Greek capitals without accents."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="eforia.forologoumenoi",
    rows=300,
    form="text",
    columns=(
        column("α/α", draw.serial(1)),
        column("αφμ", numbers.valid("gr.vat", "#########"), "tax-id.gr"),
        column("αμκα", numbers.valid("gr.amka", "1504#######"), "social-security.gr|national-id.gr|insurance-number"),
        column(
            "ονοματεπώνυμο",
            draw.mapped(
                people.names("el", "{family} {given}"),
                lambda t: t.upper().translate(str.maketrans("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ")),
            ),
            "person-name",
        ),
        column("διεύθυνση", people.fake("el_GR", "address"), "postal-address"),
        column("εισόδημα", draw.floats(4000, 90_000), "salary"),
        column("δόυ", draw.words("Α' Αθηνών;Δ' Αθηνών;Πατρών;Ηρακλείου")),
        column("έτος", draw.integers(2015, 2024)),
    ),
)
