"""Vehicles under Bulgarian toll gates: plates in Cyrillic letters, owners who are people or firms, sections of road."""

from tests.accuracy import draw, numbers, numbers_more, people
from tests.accuracy.hardtable import Table, column

LETTERS = "АВЕКМНОРСТУХ"
OWNERS = draw.some(
    0.6,
    people.fake("bg_BG", "name"),
    draw.joined(
        "{} {}",
        draw.words("Транс Балкан;Ловико;Хемус Карго;Вега Авто;Тракия Лог;Дунав 2000"),
        draw.pick("ООД", "ЕООД", "АД"),
    ),
)

TABLE = Table(
    container="тол.преминавания",
    rows=600,
    columns=(
        column("id", draw.uuids()),
        column(
            "рег_номер",
            draw.dirty(
                draw.joined(
                    "{}{}{}",
                    draw.words("СВ;СА;РВ;А;В;ВТ;ЕН;КН;ОВ;РК;ТХ"),
                    draw.like("####"),
                    draw.tokens("", 2, LETTERS),
                ),
                0.05,
                ("НЕРАЗП.", "????", ""),
            ),
            "vehicle-plate",
        ),
        column("шаси", numbers_more.vin(), accepts=("vehicle-plate", "device-id")),
        column("камера", draw.like("T-###-0#")),
        column(
            "участък",
            draw.words("АМ Тракия км 32+400;АМ Хемус км 11+050;Е79 Ботевград;II-86 Асеновград;АМ Струма км 7"),
        ),
        column("посока", draw.words("София;Бургас;Варна;Кулата;Калотина")),
        column("преминал_в", draw.instants(2024, 2025, "%Y-%m-%d %H:%M:%S"), "sighting-time"),
        column("категория", draw.words("К1;К2;К3;К4;ППС")),
        column("брой_оси", draw.integers(2, 6)),
        column("скорост", draw.integers(38, 167)),
        column("евро_клас", draw.words("EURO 3;EURO 4;EURO 5;EURO 6;EEV")),
        column("винетка", draw.like("23############")),
        column("собственик", OWNERS, "person-name", accepts=("employer",)),
        column("ЕГН", draw.some(0.6, numbers.egn(), draw.like("20#######")), "national-id.bg"),
        column("такса_лв", draw.floats(0.2, 48)),
        column("разпознаване", draw.floats(0.71, 0.99, 3)),
    ),
)
