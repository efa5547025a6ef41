"""Orders: shipping name and address of a person beside product columns that look like numbers of people."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="shop.orders",
    rows=500,
    columns=(
        column("order_no", draw.like("1##-#######-#######")),
        column("customer_id", draw.integers(100_000, 999_999), "customer-id"),
        column("ship_to", people.names("en"), "person-name"),
        column("ship_address", people.fake("en_US", "address"), "postal-address"),
        column("zip", draw.like("#####"), "postcode"),
        column("phone", draw.like("(202) 555-01##"), "phone"),
        column("email", people.emails(), "email", blank=0.15),
        column("sku", draw.like("@@@-####-@@")),
        column("ean", numbers.ean()),
        column(
            "product",
            draw.words("Oak table;LED lamp 9 W;Yoga mat;Espresso cups, 6 pcs;Wool blanket;Desk chair;Phone case"),
        ),
        column("brand", draw.words("Calvin Klein;Ralph Lauren;Hugo Boss;Tommy Hilfiger;Paul Smith;Mary Kay")),
        column("qty", draw.integers(1, 9)),
        column("total", draw.floats(4, 900)),
        column("tracking", draw.like("1Z@##@##0#########")),
        column("created_ms", draw.epochs(1000)),
    ),
)
