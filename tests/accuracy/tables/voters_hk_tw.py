"""Voters of two places in one list: identity cards of Hong Kong and Taiwan, brackets and all."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="election.rolls",
    rows=300,
    form="text",
    columns=(
        column("serial", draw.serial(1)),
        column("hkid", numbers.hkid(), "national-id.hk"),
        column("twid", numbers.twid(), "national-id.tw"),
        column(
            "name_en",
            draw.joined(
                "{}, {}",
                draw.upper(draw.words("Chan;Wong;Leung;Cheung;Lam;Tsang")),
                draw.words("Tai Man;Ka Yan;Siu Ming;Mei Ling;Wing Kei"),
            ),
            "person-name",
        ),
        column("name_zh", people.fake("zh_TW", "name"), "person-name"),
        column(
            "district", draw.words("Sha Tin;Yau Tsim Mong;中西區;大安區;信義區"), accepts=("city", "postal-address")
        ),
        column("constituency", draw.like("@##")),
        column("voted", draw.pick("Y", "N")),
    ),
)
