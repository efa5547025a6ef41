"""Polish parish books: births and deaths of the nineteenth century, ages, surnames apart, godparents."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="metryki.chrzty",
    rows=300,
    columns=(
        column("nr_aktu", draw.integers(1, 400)),
        column("imie", people.given("pl"), "given-name|person-name"),
        column("nazwisko", people.family("pl"), "family-name|person-name"),
        column("ur", draw.dates(1870, 1925), "date-of-birth"),
        column("parafia", draw.words("Bochnia;Nowy Targ;Wadowice;Limanowa;Żywiec"), accepts=("city",)),
        column("ojciec", people.names("pl"), "person-name"),
        column("matka", people.names("pl"), "person-name"),
        column("uwagi", draw.words("bliźnięta;nieślubne;brak;chrzest z wody")),
        column("skan", draw.like("img_####.jpg")),
    ),
)
