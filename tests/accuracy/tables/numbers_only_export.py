"""An export without headers: the first row was taken for names, so that fields are called by a stranger's values."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="export_2024",
    rows=500,
    form="text",
    columns=(
        column("col0", draw.serial(1)),
        column("col1", numbers.cn(1950, 2010), "national-id.cn"),
        column("col2", people.names("zh"), "person-name"),
        column("col3", draw.like("13#########"), "phone"),
        column("col4", draw.words("北京市;上海市;广东省;浙江省;四川省"), accepts=("city", "postal-address")),
        column(
            "col5",
            draw.joined(
                "{}{}号{}室",
                draw.words("北京市朝阳区望京街;上海市浦东新区张杨路;广州市天河区体育西路"),
                draw.integers(1, 300),
                draw.integers(101, 2504),
            ),
            "postal-address",
        ),
        column("col6", numbers.ean()),
        column("col7", draw.epochs(1000)),
        column("col8", draw.joined("{}{}", draw.dates(2023, 2024, "%Y%m%d"), draw.like("##########"))),
        column("col9", draw.like("62###############"), accepts=("payment-card",)),
        column("col10", draw.like("######"), accepts=("postcode",)),
    ),
)
