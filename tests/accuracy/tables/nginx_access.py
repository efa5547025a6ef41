"""Lines of a web server's log taken apart: addresses, agents, paths with mail addresses, sizes, hex ids."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="logs.access",
    rows=400,
    columns=(
        column("remote", people.fake("en_US", "ipv4_public"), "ip-address"),
        column("ts", draw.instants(2024, 2024, "%d/%b/%Y:%H:%M:%S +0000"), accepts=("sighting-time",)),
        column(
            "req",
            draw.joined(
                "GET /{}/{}?id={} HTTP/1.1", draw.words("p;api;img;static"), draw.hexes(6), draw.integers(1, 99999)
            ),
        ),
        column("code", draw.pick(200, 301, 404, 500)),
        column("sz", draw.integers(0, 900000)),
        column("ref", draw.words("https://www.example.com/;-;https://shop.example.org/cart;https://news.example.net/")),
        column("ua", people.fake("en_US", "user_agent"), "user-agent"),
        column("rt", draw.floats(0, 4, 3)),
        column("req_id", draw.hexes(32)),
        column("upstream", draw.like("10.0.#.##:8080"), accepts=("ip-address",)),
        column("cache", draw.pick("HIT", "MISS", "BYPASS")),
    ),
)
