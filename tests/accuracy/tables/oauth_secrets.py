"""Settings of services: vendor tokens, a private key, connection strings with passwords, among harmless values."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="infra.config_dump",
    rows=200,
    form="text",
    columns=(
        column("key", draw.words("db.url;cache.ttl;feature.flag;mail.from;queue.size")),
        column("github", draw.tokens("ghp_", 36), "api-key.github", blank=0.3),
        column("aws_id", draw.tokens("AKIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), "api-key.aws", blank=0.3),
        column("stripe", draw.tokens("sk_live_", 24), "api-key.stripe", blank=0.3),
        column(
            "slack",
            draw.joined("xoxb-{}-{}-{}", draw.like("############"), draw.like("############"), draw.tokens("", 24)),
            "api-key.slack",
            blank=0.3,
        ),
        column("gcp", draw.tokens("AIza", 35), "api-key.google", blank=0.3),
        column(
            "dsn",
            draw.joined("postgresql://app:{}@db.example.net:5432/app", draw.tokens("", 12)),
            "connection-string",
            accepts=("password",),
        ),
        column(
            "pem",
            draw.joined(
                "-----BEGIN RSA PRIVATE KEY-----\\n{}\\n-----END RSA PRIVATE KEY-----", draw.tokens("MII", 400)
            ),
            "private-key",
            blank=0.8,
        ),
        column(
            "jwt",
            draw.joined("eyJhbGciOiJIUzI1NiJ9.{}.{}", draw.tokens("eyJzdWIiOiIxMjM0", 40), draw.tokens("", 43)),
            "jwt",
            accepts=("session-token",),
        ),
        column("commit", draw.hexes(40)),
        column("image", draw.joined("registry.example.net/app@sha256:{}", draw.hexes(64))),
        column("etag", draw.joined('"{}"', draw.hexes(32))),
        column("guid", draw.uuids()),
    ),
)
