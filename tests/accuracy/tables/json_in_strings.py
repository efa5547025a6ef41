"""Events whose payload is JSON kept as text: the person is inside."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="app.events",
    rows=400,
    columns=(
        column("event_id", draw.serial(1)),
        column("kind", draw.words("signup;order;login;refund")),
        column(
            "payload",
            draw.json_text(
                email=people.emails("en"),
                fullName=people.names("en"),
                mobile=draw.like("+44 7700 900###"),
                plan=draw.words("free;pro;team"),
            ),
            "email",
            "person-name",
            "phone",
        ),
        column("meta", draw.json_text(build=draw.like("2024.#.#"), host=draw.like("web-##"), ms=draw.integers(1, 900))),
        column("at", draw.epochs()),
    ),
)
