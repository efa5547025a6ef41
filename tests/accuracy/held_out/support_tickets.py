"""Tickets in prose: a few hold a card, an id, an address of the net or a password; the most hold none."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="desk.tickets",
    rows=800,
    columns=(
        column("ticket", draw.like("#INC#######")),
        column(
            "subject",
            draw.words(
                "Cannot log in;Refund please;App crashes on start;Wrong size delivered;Where is my order?;Change of plan"
            ),
        ),
        column(
            "description",
            draw.some(
                0.015,
                draw.mixed(
                    draw.of(
                        draw.prose("please refund to card {card}, thanks", card=numbers.cards("4 52")), "payment-card"
                    ),
                    draw.of(
                        draw.prose("my social security number is {ssn} as you asked", ssn=numbers.ssn()),
                        "social-security.us",
                    ),
                    draw.of(
                        draw.prose(
                            "call me on {phone} or write to {mail}",
                            phone=draw.like("(312) 555-01##"),
                            mail=people.emails("en"),
                        ),
                        "phone",
                        "email",
                    ),
                ),
                draw.words(
                    "it does not work since the last update;order 4471-2234 came without the cable;error code 0x80070057 appears;the page stays white after step 3;tried version 4.12.1 and 4.12.2, same;build 20240312 crashes when offline"
                ),
            ),
            "payment-card",
            "social-security.us|national-id.us|tax-id.us",
            "email",
            "phone",
        ),
        column("agent", draw.joined("{}@desk.example.com", draw.words("a.finch;b.vance;c.loomis;d.yates")), "email"),
        column("priority", draw.pick(1, 2, 3, 4)),
        column("channel", draw.words("web;chat;mail;phone")),
        column("opened", draw.instants(2024, 2024)),
        column("sla_min", draw.integers(0, 2880)),
    ),
)
