"""A million rows in small: remarks in which one in a hundred holds a mail address, a card or an id number."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sales.interactions",
    rows=1000,
    columns=(
        column("id", draw.serial(1)),
        column("account", people.fake("en_US", "company")),
        column("stage", draw.words("lead;qualified;proposal;won;lost")),
        column(
            "remark",
            draw.some(
                0.012,
                draw.mixed(
                    draw.of(
                        draw.prose(
                            "asked to be reached at {mail} next week",
                            "new mail address is {mail}.",
                            mail=people.emails("en"),
                        ),
                        "email",
                    ),
                    draw.of(
                        draw.prose(
                            "gave card {card} by phone", "charged to {card}, slip attached", card=numbers.cards("4 51")
                        ),
                        "payment-card",
                    ),
                ),
                draw.words(
                    "left voicemail;wants a quote for 20 seats;meeting moved to Q3;no budget this year;sent brochure;competitor renewed;follow up after trade fair;wants discount on 3 year term"
                ),
            ),
            "email",
            "payment-card",
        ),
        column("value_usd", draw.floats(500, 90_000)),
        column("probability", draw.floats(0, 1)),
        column("closed", draw.dates(2020, 2024)),
    ),
)
