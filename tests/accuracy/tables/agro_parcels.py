"""Ukrainian fields: cadastral numbers, crops, soils, tenants; numbers with colons."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="agro.поля",
    rows=250,
    columns=(
        column("кадастр", draw.like("32########:##:###:####")),
        column("орендар", people.names("uk"), "person-name"),
        column("культура", draw.words("пшениця озима;кукурудза;соняшник;ріпак;соя")),
        column("площа_га", draw.floats(0.5, 120, 2)),
        column("врожай_ц", draw.floats(20, 95, 1)),
        column("грунт", draw.words("чорнозем;сірий лісовий;каштановий")),
        column("тел", draw.like("050 000 ## ##"), "phone"),
        column(
            "село",
            draw.words("Іванівка;Петрівка;Олександрівка;Михайлівка;Мар'янівка"),
            accepts=("city", "postal-address"),
        ),
        column("сівба", draw.dates(2023, 2024, "%d.%m.%Y")),
        column("гербіцид", draw.words("Раундап;Пульсар;Євролайтнінг;Харнес")),
    ),
)
