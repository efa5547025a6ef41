"""A Polish e-shop: order numbers, NIP of firms, addresses in one field, paczkomat codes."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sklep.zamowienia",
    rows=300,
    columns=(
        column("nr_zam", draw.like("ZAM/2024/#####")),
        column("odbiorca", people.names("pl"), "person-name"),
        column("ulica", people.fake("pl_PL", "street_address"), "street|postal-address"),
        column("kod", draw.like("##-###"), "postcode"),
        column(
            "miasto", draw.words("Gdańsk;Łódź;Kraków;Poznań;Rzeszów;Wrocław;Bydgoszcz;Szczecin"), "city|postal-address"
        ),
        column("tel_kom", draw.like("5## ### ###"), "phone"),
        column("mail", people.emails("pl", "wp.pl onet.pl o2.pl"), "email"),
        column("paczkomat", draw.like("@@@##@")),
        column(
            "produkt",
            draw.words(
                "Czajnik elektryczny;Suszarka;Odkurzacz pionowy;Lampa biurkowa LED;Kubek termiczny;Etui skórzane"
            ),
        ),
        column("kwota", draw.floats(19, 2400)),
        column("platnosc", draw.words("BLIK;przelew;karta;pobranie")),
        column("nr_listu", draw.like("6########################")),
        column("data", draw.instants(2023, 2024, "%Y-%m-%d %H:%M:%S")),
    ),
)
