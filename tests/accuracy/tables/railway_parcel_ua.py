"""Ukrainian parcels: tax numbers of people, old and new passports, names in the language's own letters."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="vantazh.vidpravlennia",
    rows=300,
    form="text",
    columns=(
        column("ттн", draw.like("2045##########")),
        column("отримувач", people.names("uk", "{family} {given}"), "person-name"),
        column("рнокпп", numbers.valid("ua.rntrc", "3#########"), "tax-id.ua|national-id.ua"),
        column(
            "паспорт",
            draw.mixed(draw.joined("{}{}", draw.words("КВ;МЕ;СН;ТТ"), draw.like("######")), draw.like("00#######")),
            "passport.ua|national-id.ua",
        ),
        column("телефон", draw.like("+38067#######"), "phone"),
        column("місто", draw.words("Київ;Львів;Одеса;Харків;Дніпро"), "city|postal-address"),
        column("відділення", draw.integers(1, 300)),
        column("вага", draw.floats(0.1, 30)),
        column("оголошена_вартість", draw.integers(100, 20_000)),
    ),
)
