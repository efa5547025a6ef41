"""Players: handles with odd signs, hashes of passwords, addresses, levels; guild names that look like people's."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="game.players",
    rows=500,
    columns=(
        column("player_id", draw.uuids(), accepts=("customer-id",)),
        column(
            "nick",
            draw.joined(
                "{}{}{}",
                draw.words("xX;_;Lord;dark;n00b;Mc;pro"),
                draw.words("Slayer;Wolf;Pika;Snail;Reaper;Muffin;Zed"),
                draw.integers(0, 9999),
            ),
            "username",
        ),
        column(
            "pw",
            draw.tokens("$2b$12$", 53),
            "password-hash.bcrypt",
        ),
        column("last_ip", people.fake("en_US", "ipv4_public"), "ip-address"),
        column("mail", people.emails("en", "proton.me gmail.com"), "email", blank=0.3),
        column("guild", draw.words("Sons of Gondor;Anna's Army;The Karens;Johnny 5;Order 66;Red Wedding")),
        column("level", draw.integers(1, 80)),
        column("gold", draw.integers(0, 9_000_000)),
        column("class", draw.words("mage;warrior;rogue;bard")),
        column("last_seen", draw.epochs(), accepts=("sighting-time",)),
        column("client", draw.joined("1.{}.{}", draw.integers(0, 20), draw.integers(0, 999))),
    ),
)
