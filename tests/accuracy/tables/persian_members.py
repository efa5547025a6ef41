"""Members of an Iranian association: national codes in eastern digits, dates of the solar calendar."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="anjoman.اعضا",
    rows=300,
    form="text",
    columns=(
        column("ردیف", draw.serial(1)),
        column("نام", people.given("fa"), "given-name|person-name"),
        column("نام خانوادگی", people.family("fa"), "family-name|person-name"),
        column("کد ملی", draw.eastern_arabic(numbers.melli()), "national-id.ir"),
        column(
            "تاریخ تولد",
            draw.joined("13{:02}/{:02}/{:02}", draw.integers(30, 85), draw.integers(1, 12), draw.integers(1, 29)),
            "date-of-birth",
        ),
        column("تلفن همراه", draw.like("0912#######"), "phone"),
        column("مذهب", draw.words("شیعه;سنی;مسیحی;زرتشتی"), "religion"),
        column("شهر", draw.words("تهران;مشهد;اصفهان;تبریز;شیراز"), "city|postal-address"),
        column("حق عضویت", draw.integers(100_000, 5_000_000)),
    ),
)
