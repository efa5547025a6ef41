"""Swedish loyalty cards: personal numbers without a dash, postcodes apart, towns in capitals, consent flags."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="lojalitet.kundkort",
    rows=300,
    columns=(
        column("kortnr", draw.like("9752##############")),
        column("pnr", numbers.personnummer(), "national-id.se"),
        column("fnamn", people.given("sv"), "given-name|person-name"),
        column("enamn", people.family("sv"), "family-name|person-name"),
        column(
            "gata",
            draw.joined(
                "{} {}", draw.words("Storgatan;Kungsgatan;Björkvägen;Skolgatan;Ringvägen"), draw.integers(1, 99)
            ),
            "street|postal-address",
        ),
        column("postnr", draw.like("### ##"), "postcode"),
        column("ort", draw.upper(draw.words("Örebro;Västerås;Luleå;Kalmar;Borås;Lund")), "city|postal-address"),
        column("mobilnr", draw.like("070-174 0# ##"), "phone"),
        column("butik", draw.words("ICA Kvantum;Coop Forum;Willys;Hemköp")),
        column("bonus", draw.integers(0, 5000)),
        column("sms_ok", draw.pick(0, 1)),
        column("senast", draw.dates(2022, 2024)),
    ),
)
