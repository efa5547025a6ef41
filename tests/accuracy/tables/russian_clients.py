"""Russian clients: passports in two groups, SNILS, INN of people, addresses, patronymics."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="baza.клиенты",
    rows=400,
    form="text",
    columns=(
        column("код", draw.serial(1)),
        column(
            "фио",
            draw.joined(
                "{} {}",
                people.names("ru", "{family} {given}"),
                draw.words("Петрович;Ивановна;Сергеевич;Андреевна;Олегович"),
            ),
            "person-name",
        ),
        column("паспорт", draw.like("45## ######"), "passport.ru"),
        column("снилс", numbers.snils(), "social-security.ru|national-id.ru|insurance-number"),
        column("инн", numbers.inn(), "tax-id.ru"),
        column("тел", draw.like("8 (9##) ###-##-##"), "phone"),
        column("адрес", people.fake("ru_RU", "address"), "postal-address"),
        column("эл_почта", people.emails("en", "mail.ru yandex.ru"), "email", blank=0.3),
        column("скидка", draw.pick(0, 3, 5, 10)),
        column("дата_договора", draw.dates(2018, 2024, "%d.%m.%Y")),
    ),
)
