"""Bank customers in China: UnionPay cards of nineteen digits, ids of the old form among new ones, blanks and dashes."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="bank.客户",
    rows=400,
    form="text",
    columns=(
        column("序号", draw.serial(1)),
        column("户名", people.names("zh"), "person-name"),
        column(
            "证件号码",
            draw.mixed(
                numbers.cn(1945, 2000),
                draw.grouped(numbers.cn(1945, 2000), 6, "-"),
                draw.mapped(numbers.cn(1950, 1990), str.lower),
                numbers.cn15(),
                weights=(6, 1, 2, 1),
            ),
            "national-id.cn",
        ),
        column("卡号", numbers.cards("622202 621700 623052", 19), "payment-card|bank-account"),
        column("开户行", draw.words("中国工商银行北京分行;中国建设银行上海分行;招商银行深圳分行")),
        column("预留手机", draw.like("15#########"), "phone"),
        column("余额", draw.floats(0, 900_000)),
        column("流水号", draw.joined("{}{}", draw.dates(2024, 2024, "%Y%m%d"), draw.like("##########"))),
        column("网点", draw.like("0####")),
    ),
)
