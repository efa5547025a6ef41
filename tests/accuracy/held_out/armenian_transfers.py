"""Money sent through Armenian post offices: senders and receivers, passports, offices, rates."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="փոխանցումներ",
    rows=380,
    form="text",
    columns=(
        column("համար", draw.like("HP-2025-######")),
        column("ուղարկող", people.fake("hy_AM", "name"), "person-name"),
        column(
            "անձնագիր",
            draw.dirty(draw.begun("AN AP AR AT", "#######"), 0.05, ("", "ID")),
            "passport.am",
            accepts=("national-id.am",),
        ),
        column(
            "ՀԾՀ",
            draw.mixed(
                draw.joined(
                    "{:02}{:02}{:02}{}",
                    draw.integers(11, 40),
                    draw.integers(1, 12),
                    draw.integers(50, 99),
                    draw.like("####"),
                )
            ),
            "social-security.am|national-id.am",
            blank=0.08,
        ),
        column("ստացող", people.fake("hy_AM", "name"), "person-name"),
        column(
            "հեռախոս",
            draw.mixed(draw.begun("+37491 +37493 +37477 +37455", " ######"), draw.begun("091 094 098", "-##-##-##")),
            "phone",
        ),
        column(
            "հասցե",
            draw.joined(
                "{}, {} {}, բն. {}",
                people.fake("hy_AM", "city"),
                draw.words("Աբովյան փող.;Մաշտոցի պող.;Տիգրան Մեծի փող.;Շիրակացու փող."),
                draw.integers(1, 70),
                draw.integers(1, 90),
            ),
            "postal-address",
        ),
        column("ինդեքս", draw.begun("00 22 31 09 15", "##"), "postcode"),
        column("գումար", draw.integers(2000, 450_000)),
        column("արժույթ", draw.words("AMD;RUB;USD;EUR")),
        column("փոխարժեք", draw.floats(3.8, 5.2, 3)),
        column("միջնորդավճար", draw.pick("1%", "1.5%", "0")),
        column("մասնաճյուղ", draw.words("Երևան 0010;Գյումրի 3101;Վանաձոր 2001;Ապարան;Սիսիան")),
        column("ծածկագիր", draw.like("###-###-###"), accepts=("password", "session-token")),
        column("վիճակ", draw.words("վճարված;սպասում է;չեղարկված;վերադարձված")),
        column("oper", draw.like("op_##"), accepts=("username", "employee-id")),
    ),
)
