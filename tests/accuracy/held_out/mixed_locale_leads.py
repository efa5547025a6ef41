"""Leads of a dozen countries in one list: names of many scripts, numbers in every habit, junk in between."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="mkt.leads_import",
    rows=500,
    form="text",
    columns=(
        column(
            "n",
            draw.dirty(
                draw.mixed(
                    people.names("zh"),
                    people.names("ru"),
                    people.names("ar"),
                    people.names("en"),
                    people.names("pt"),
                    people.names("ja"),
                    people.names("hi"),
                ),
                0.06,
            ),
            "person-name",
        ),
        column(
            "x1",
            draw.dirty(
                draw.mixed(
                    draw.like("+7 9## ###-##-##"),
                    draw.like("+86 139########"),
                    draw.like("+55 11 9####-####"),
                    draw.like("+44 7700 900###"),
                    draw.like("(303) 555-01##"),
                ),
                0.08,
            ),
            "phone",
        ),
        column("x2", draw.dirty(people.emails("en", "gmail.com web.de mail.ru qq.com"), 0.12), "email"),
        column("x3", draw.dirty(people.fake("en_US", "country"), 0.05)),
        column("x4", draw.words("webinar;fair;cold;partner")),
        column("x5", draw.words("SMB;ENT;MID")),
        column("x6", draw.instants(2023, 2024)),
        column("x7", draw.integers(0, 100)),
    ),
)
