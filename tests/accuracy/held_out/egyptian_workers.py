"""Workers in Egypt: national ids with century and governorate inside, names in Arabic, trades."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="عمال.سجل",
    rows=300,
    form="text",
    columns=(
        column("م", draw.serial(1)),
        column("الاسم", people.names("ar"), "person-name"),
        column("الرقم القومي", numbers.eg(), "national-id.eg"),
        column("رقم الهاتف", draw.like("010########"), "phone"),
        column("المهنة", draw.words("سائق;نجار;كهربائي;عامل;محاسب"), "job-title"),
        column("الأجر", draw.integers(3000, 20_000), "salary"),
        column("الديانة", draw.words("مسلم;مسيحي"), "religion"),
        column("المحافظة", draw.words("القاهرة;الجيزة;الإسكندرية;أسوان"), accepts=("city", "postal-address")),
    ),
)
