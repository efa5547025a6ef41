"""An application's log: user agents and addresses of visitors, trace ids, versions, one password in a query string."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="logs-app-2024",
    rows=600,
    form="documents",
    columns=(
        column("@timestamp", draw.instants(2024, 2024)),
        column("level", draw.words("INFO;WARN;ERROR;DEBUG")),
        column("trace.id", draw.hexes(32)),
        column(
            "service.version", draw.joined("{}.{}.{}", draw.integers(0, 5), draw.integers(0, 30), draw.integers(0, 200))
        ),
        column("client.ip", people.fake("en_US", "ipv4_public"), "ip-address"),
        column("user_agent", people.fake("en_US", "user_agent"), "user-agent"),
        column("session", draw.joined("sess_{}", draw.hexes(40)), "session-token|cookie-id"),
        column(
            "user.name",
            draw.joined("{}{}", draw.words("skywalker;kitten;dragon;mx_;the.real.;zebra"), draw.integers(1, 9999)),
            "username",
        ),
        column("duration_ns", draw.integers(10_000, 9_000_000_000)),
        column("status", draw.words("200;404;500;302")),
        column(
            "message",
            draw.words(
                "cache miss;retrying upstream;user not found;connection reset by peer;slow query 1203 ms;started worker 12"
            ),
        ),
    ),
)
