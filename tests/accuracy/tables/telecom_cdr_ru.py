"""Russian call records: numbers without plus, IMSI and IMEI, cell ids; seconds and tariffs beside."""

from tests.accuracy import draw, numbers
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="billing.cdr",
    rows=500,
    columns=(
        column("a_num", draw.like("79#########"), "phone"),
        column("b_num", draw.like("79#########"), "phone"),
        column("imsi", draw.like("25001##########"), "device-id"),
        column("imei", numbers.imei(), "device-id"),
        column("nachalo", draw.instants(2024, 2024, "%d.%m.%Y %H:%M:%S"), accepts=("sighting-time",)),
        column("sek", draw.integers(0, 3600)),
        column("lac", draw.integers(1000, 65000), accepts=("cell-tower",)),
        column("cid", draw.integers(1000, 65000), accepts=("cell-tower",)),
        column("tarif", draw.words("Безлимит;Супер МТС;Всё включено;Базовый")),
        column("sum_kop", draw.integers(0, 90000)),
        column("kommutator", draw.like("MSC-##-##")),
        column("prichina", draw.pick(16, 31, 127, 19)),
    ),
)
