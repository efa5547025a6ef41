"""Japanese patent applications: numbers with years inside, inventions, firms; inventors and attorneys who are people."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

FIRMS = "株式会社山田製作所;本田精機株式会社;国立大学法人東北大学;松本電工株式会社;合同会社みどり技研;佐藤工業株式会社"
TITLES = (
    "画像処理装置;リチウムイオン二次電池;歩行補助具;味噌の製造方法;車両用灯具;半導体装置及びその製造方法;花粉症用マスク"
)

TABLE = Table(
    container="出願マスタ",
    rows=500,
    columns=(
        column("出願番号", draw.joined("特願{}-{}", draw.integers(2019, 2025), draw.like("1#####"))),
        column("公開番号", draw.full_width(draw.joined("特開{}-{}", draw.integers(2020, 2025), draw.like("0#####")))),
        column("発明の名称", draw.words(TITLES)),
        column("出願人", draw.words(FIRMS), accepts=("employer",)),
        column("法人番号", numbers.valid("jp.cn", "#############")),
        column("発明者", people.names("ja", "{family}　{given}"), "person-name"),
        column("発明者住所", draw.mapped(people.fake("ja_JP", "address"), str.strip), "postal-address"),
        column(
            "代理人",
            draw.mixed(
                people.names("ja", "{family} {given}"),
                draw.pick("特許業務法人あおば国際", "特許業務法人中村特許"),
                weights=(3, 1),
            ),
            "person-name",
        ),
        column("代理人番号", draw.like("1000#####"), accepts=("employee-id",)),
        column(
            "IPC", draw.joined("{} {}", draw.pick("G06T", "H01M", "A61H", "A23L", "F21S", "H01L"), draw.like("##/###"))
        ),
        column(
            "出願日", draw.joined("令和{}年{}月{}日", draw.integers(2, 7), draw.integers(1, 12), draw.integers(1, 28))
        ),
        column("優先権", draw.mixed(draw.like("US 63/###,###"), draw.like("EP 2#######")), blank=0.85),
        column("請求項数", draw.integers(1, 24)),
        column("審査官", people.family("ja"), "family-name|person-name"),
        column("審査官コード", draw.like("9##@")),
        column("年金納付額", draw.integers(4300, 212_100)),
        column("経過", draw.words("審査請求;拒絶理由通知;特許査定;みなし取下;拒絶査定")),
        column("問合せ電話", draw.like("03-5###-####"), "phone", blank=0.4),
    ),
)
