"""Students of a Kazakh university: names with Kazakh letters, IIN as integers, nationality in the passport's sense."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="univer.КОНТИНГЕНТ",
    rows=620,
    columns=(
        column("ид", draw.serial(70_112, step=3)),
        column("ЖСН", draw.as_integer(numbers_more.iin(1996, 2006)), "national-id.kz|tax-id.kz"),
        column("тегі_аты", people.names("kk", "{family} {given}"), "person-name"),
        column(
            "ұлты",
            draw.pick("қазақ", "орыс", "ұйғыр", "өзбек", "кәріс", "неміс", "татар", weights=(70, 12, 5, 5, 3, 2, 3)),
            "ethnicity",
            accepts=("nationality",),
        ),
        column("бағдарлама", draw.mixed(draw.like("6B0610#"), draw.like("7M0410#"))),
        column("топ", draw.joined("{}-{}", draw.words("ИС;ВТ;ФИН;ЮР;ПМ"), draw.like("2#-0#"))),
        column("студбилет", draw.like("СБ-2#####"), "student-id"),
        column("ҰБТ", draw.integers(50, 139), accepts=("education",)),
        column("GPA", draw.floats(1.3, 4.0, 2), accepts=("education",)),
        column("форма", draw.words("грант;ақылы;келісім-шарт;ректор гранты")),
        column("стипендия", draw.pick(0, 52_372, 60_228, 77_511), accepts=("salary",)),
        column(
            "ұялы",
            draw.mixed(draw.like("8 (70#) ### ## ##"), draw.like("+7777#######"), draw.like("8747#######")),
            "phone",
        ),
        column(
            "пошта",
            draw.joined("{}@{}", draw.like("2#0###"), draw.pick("stud.univer.example", "stud.univer.example")),
            "email",
        ),
        column(
            "жатақхана",
            draw.joined("№{}, {}", draw.integers(1, 6), draw.integers(101, 548)),
            accepts=("postal-address", "street"),
            blank=0.5,
        ),
        column("ата_анасы_тел", draw.like("8705#######"), "phone", accepts=("guardian",), blank=0.3),
        column("кредит", draw.integers(12, 240)),
        column("пән", draw.words("Математика 1;Дінтану;Қазақстан тарихы;Физика;Философия;Криминалистика")),
        column(
            "оқытушы",
            draw.mapped(people.family("kk"), lambda name: f"{name} А.К."),
            "person-name",
            accepts=("family-name",),
        ),
    ),
)
