"""A click log whose parameters are encoded: mails in URL encoding, names in Base64."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="web.clicks",
    rows=400,
    form="text",
    columns=(
        column("ts", draw.instants(2024, 2024)),
        column("p_e", draw.url_encoded(people.emails("en")), "email"),
        column("p_u", draw.base64_of(people.emails("en")), "email"),
        column("path", draw.words("/index;/cart;/checkout/step2;/help/refund")),
        column("ref", draw.words("https://www.search.example/;https://news.example.com/a/1;-")),
        column("gclid", draw.tokens("Cj0KCQ", 60), accepts=("advertising-id", "cookie-id", "session-token")),
        column(
            "cid", draw.joined("GA1.2.{}.{}", draw.integers(100_000_000, 2_000_000_000), draw.epochs()), "cookie-id"
        ),
        column("w", draw.pick(360, 390, 412, 1280, 1920)),
        column("h", draw.pick(640, 844, 915, 720, 1080)),
        column("bytes", draw.integers(120, 2_000_000)),
    ),
)
