"""A Japanese membership export with romanised and abbreviated headers."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="kaiin.list",
    rows=300,
    columns=(
        column("kaiin_cd", draw.like("K########"), "customer-id"),
        column("shimei", people.names("ja"), "person-name"),
        column(
            "kana",
            draw.words(
                "サトウ ハナコ;スズキ イチロウ;タカハシ ケンジ;タナカ ユミ;イトウ マサル;ワタナベ アイ;ヤマモト ジロウ;ナカムラ サクラ;コバヤシ ダイキ;カトウ ミサキ;ヨシダ ショウ;ヤマダ リコ"
            ),
            "person-name",
        ),
        column("seibetsu", draw.pick("男", "女"), "sex"),
        column("umare", draw.dates(1945, 2008, "%Y/%m/%d"), "date-of-birth"),
        column("yubin", draw.like("###-####"), "postcode"),
        column("jusho", people.fake("ja_JP", "address"), "postal-address"),
        column("keitai", draw.like("090-0000-####"), "phone"),
        column("nyukai", draw.dates(2010, 2024, "%Y/%m/%d")),
        column("tenpo", draw.words("渋谷店;新宿店;梅田店;博多店;札幌店")),
        column("point", draw.integers(0, 25000)),
        column("rank", draw.pick("ゴールド", "シルバー", "ブロンズ")),
    ),
)
