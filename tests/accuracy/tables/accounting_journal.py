"""An accounting journal: accounts, document numbers, tax codes, texts that name invoices; nobody in it."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="fibu.journal",
    rows=400,
    columns=(
        column("beleg", draw.like("RE2024######")),
        column("soll", draw.pick(1200, 1400, 1600, 3400, 4400, 4940, 6300)),
        column("haben", draw.pick(1200, 1400, 1600, 8400, 8300, 1776)),
        column("betrag", draw.floats(-5000, 25000)),
        column("steuer", draw.pick("V19", "U19", "U7", "0", "IG")),
        column("text", draw.joined("Rechnung {} vom {}", draw.like("######"), draw.dates(2023, 2024, "%d.%m.%Y"))),
        column("kst", draw.like("####")),
        column("buchungsdatum", draw.dates(2023, 2024, "%Y%m%d")),
        column("opos", draw.like("##########")),
        column("periode", draw.integers(1, 12)),
        column("ref", draw.uuids()),
        column("zahlweg", draw.words("SEPA;Lastschrift;bar;PayPal")),
    ),
)
