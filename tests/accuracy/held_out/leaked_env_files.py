"""Lines of environment files: keys of vendors, addresses with passwords, and harmless settings, all under one-letter names."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="pastes.env",
    rows=120,
    form="text",
    columns=(
        column("a", draw.tokens("sk-ant-api03-", 95), "api-key.anthropic"),
        column(
            "b",
            draw.joined(
                "xoxp-{}-{}-{}-{}",
                draw.like("############"),
                draw.like("############"),
                draw.like("############"),
                draw.hexes(32),
            ),
            "api-key.slack",
        ),
        column("d", draw.joined("lin_api_{}", draw.tokens("", 40)), "api-key.linear"),
        column(
            "e",
            draw.joined(
                "dt0c01.{}.{}",
                draw.tokens("", 24, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
                draw.tokens("", 64, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            ),
            "api-key.dynatrace",
        ),
        column(
            "f",
            draw.joined("mongodb+srv://svc:{}@cluster0.example.net/prod", draw.tokens("", 16)),
            "connection-string",
            accepts=("password",),
        ),
        column("g", draw.joined("{}-us{}", draw.hexes(32), draw.integers(1, 20)), "api-key.mailchimp"),
        column("h", draw.tokens("rk_live_", 24), "api-key.stripe"),
        column("i", draw.tokens("ASIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), "api-key.aws"),
        column("j", draw.joined("hvs.{}", draw.tokens("", 90)), "api-key.hashicorp-vault"),
        column("k", draw.joined("EAAC{}", draw.tokens("", 150)), accepts=("api-key.facebook", "session-token")),
        column("l", draw.words("production;staging;debug;info")),
        column("m", draw.joined("https://api.example.com/v{}/", draw.integers(1, 4))),
        column("n", draw.words("eu-central-1;us-west-2;local")),
        column("o", draw.joined("{}m", draw.integers(1, 90))),
        column("p", draw.uuids()),
        column("q", draw.hexes(32)),
        column(
            "r", draw.joined("arn:aws:iam::{}:role/{}", draw.like("############"), draw.words("deploy;read-only;ci"))
        ),
        column("s", draw.joined("postgres:{}.{}-alpine", draw.integers(11, 17), draw.integers(0, 9))),
    ),
)
