"""Turkish car policies: TCKN as integers, plates, chassis numbers, upper-case names with dotted I."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sigorta.police",
    rows=400,
    columns=(
        column("police_no", draw.like("3########"), accepts=("insurance-number",)),
        column("tc", draw.as_integer(numbers.tckn()), "national-id.tr|tax-id.tr"),
        column(
            "sigortali",
            draw.mapped(people.names("tr"), lambda t: t.replace("i", "İ").replace("ı", "I").upper()),
            "person-name",
        ),
        column(
            "plaka",
            draw.joined("{} {} {}", draw.words("34;06;35;16;01"), draw.like("@@"), draw.like("###")),
            "vehicle-plate",
        ),
        column("sasi_no", draw.like("WVWZZZ1KZ@W######"), accepts=("device-id", "vehicle-plate")),
        column("marka", draw.words("Fiat;Renault;Toyota;Volkswagen;Hyundai")),
        column("model_yili", draw.integers(1998, 2024)),
        column("gsm", draw.like("0532 ### ## ##"), "phone"),
        column("prim_tl", draw.floats(800, 22_000)),
        column("il", draw.words("İstanbul;Ankara;İzmir;Bursa;Adana"), "city|postal-address"),
    ),
)
