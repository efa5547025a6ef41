"""Sessions of a web site: client ids, pages, campaigns, screen sizes, cities and languages of visitors."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="ga.sessions",
    rows=400,
    columns=(
        column("cid", draw.joined("GA1.2.{}.{}", draw.integers(100000000, 2147483647), draw.epochs()), "cookie-id"),
        column("landing", draw.words("/;/pricing;/blog/how-to;/signup;/docs/api")),
        column("utm", draw.words("spring_sale;brand;retarget;newsletter_12")),
        column("dev", draw.words("mobile;desktop;tablet")),
        column("br", draw.words("Chrome;Safari;Firefox;Edge")),
        column("screen", draw.pick("1920x1080", "390x844", "1366x768")),
        column("lang", draw.pick("en-us", "de-de", "fr-fr", "pt-br")),
        column("geo_city", draw.words("Berlin;Lyon;Austin;Porto;Leeds"), "city|postal-address"),
        column("bounce", draw.pick(0, 1)),
        column("dur", draw.integers(0, 1800)),
        column("rev", draw.floats(0, 300)),
        column("sid", draw.epochs()),
        column("ga_session_hash", draw.hexes(40), accepts=("password-hash", "session-token")),
    ),
)
