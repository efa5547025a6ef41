"""A dating app: nicknames, orientation, what is sought, heights, coordinates, photos by link."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="app.profiles",
    rows=300,
    columns=(
        column("pid", draw.serial(50001), accepts=("customer-id",)),
        column(
            "nick",
            draw.joined(
                "{}{}", draw.words("sunny;moonchild;traveller;gymrat;bookworm;foodie"), draw.integers(70, 2024)
            ),
            "username|social-handle",
        ),
        column("yob", draw.integers(1960, 2005), "date-of-birth|age"),
        column("gndr", draw.words("woman;man;non-binary"), "sex"),
        column("ori", draw.words("straight;gay;lesbian;bisexual;pansexual"), "sexual-orientation"),
        column("hgt_cm", draw.integers(150, 201)),
        column("faith", draw.words("Catholic;Muslim;Jewish;Buddhist;atheist;agnostic"), "religion"),
        column("lat", draw.floats(51.3, 51.7, 5), "geo-point"),
        column("lon", draw.floats(-0.5, 0.2, 5), "geo-point"),
        column("pic", draw.joined("https://cdn.example.net/u/{}.jpg", draw.hexes(16)), "photo|face-image"),
        column("smokes", draw.pick("no", "socially", "yes")),
        column("last", draw.epochs()),
        column(
            "bio",
            draw.words("love dogs and long walks;here for a good time;coffee addict;ask me anything;new in town"),
            accepts=("free-text",),
        ),
    ),
)
