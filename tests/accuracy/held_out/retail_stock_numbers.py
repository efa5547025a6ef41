"""A warehouse: eleven, twelve, thirteen and sixteen digits that are nobody's, dates in lots, grades of goods."""

from tests.accuracy import draw, numbers
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="wms.stock",
    rows=600,
    columns=(
        column("gtin", numbers.ean()),
        column("sscc", draw.like("3400##############")),
        column("item11", draw.like("###########")),
        column("item12", draw.like("############")),
        column("item9", draw.integers(100_000_000, 999_999_999)),
        column("lot", draw.joined("{}-{}", draw.dates(2021, 2024, "%y%m%d"), draw.like("####"))),
        column("bin", draw.like("@-##-##-#")),
        column("best_before", draw.dates(2024, 2027)),
        column("supplier_ref", draw.like("@@######@")),
        column("weight_g", draw.integers(10, 20_000)),
        column("ts_us", draw.epochs(1_000_000)),
        column("colour", draw.words("Rose;Violet;Jade;Amber;Ruby;Olive;Ginger;Scarlett")),
    ),
)
