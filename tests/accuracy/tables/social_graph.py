"""A social network: handles, profile addresses, political leaning of a segment, devices of advertising."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sns.follows",
    rows=400,
    form="documents",
    columns=(
        column("uid", draw.integers(10_000_000, 99_999_999), accepts=("customer-id",)),
        column(
            "handle",
            draw.joined("@{}_{}", draw.words("sunny;grumpy;retro;tiny;velvet"), draw.words("otter;fern;byte;comet")),
            "social-handle|username",
        ),
        column(
            "profile",
            draw.joined(
                "https://social.example.com/u/{}{}", draw.words("otter;fern;byte;comet"), draw.integers(1, 9999)
            ),
            "url-profile",
        ),
        column("gaid", draw.uuids(), "advertising-id", blank=0.2),
        column(
            "segment.politics",
            draw.words("conservative;liberal;green;socialist;far-right;centrist"),
            "political-opinion",
        ),
        column(
            "segment.orientation", draw.words("heterosexual;gay;lesbian;bisexual;undisclosed"), "sexual-orientation"
        ),
        column("segment.score", draw.floats(0, 1, 3)),
        column("last.ip", people.fake("en_US", "ipv6"), "ip-address"),
        column("last.mac", people.fake("en_US", "mac_address"), "mac-address"),
        column("followers", draw.integers(0, 90_000)),
    ),
)
