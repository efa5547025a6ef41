"""A gateway's queue: national and international numbers, codes, operator ids, delivery stamps."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="gw.outbox",
    rows=600,
    columns=(
        column("id", draw.serial(10_000_000)),
        column(
            "msisdn",
            draw.mixed(draw.like("2547########"), draw.like("23480########"), draw.like("44770090####")),
            "phone",
        ),
        column("imsi", draw.like("63902##########"), "device-id"),
        column("sender", draw.words("BANKALERT;INFO;MPESA;2FA-CODE")),
        column(
            "cell", draw.joined("639-02-{}-{}", draw.integers(100, 9999), draw.integers(10_000, 65_000)), "cell-tower"
        ),
        column(
            "text",
            draw.words("Your balance is low;Your parcel is ready;Reply STOP to end;Payment received, thank you"),
            accepts=("private-message", "free-text"),
        ),
        column("parts", draw.pick(1, 1, 1, 2)),
        column("dlr", draw.words("DELIVRD;EXPIRED;UNDELIV")),
        column("sent", draw.epochs(1_000_000)),
        column("cost", draw.floats(0.001, 0.09, 4)),
    ),
)
