"""Games of chess from a server: handles, openings named after people, results, ratings, moves."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="chess.games",
    rows=300,
    columns=(
        column("gid", draw.tokens("", 8)),
        column(
            "white",
            draw.joined(
                "{}{}", draw.words("knight;rook;queen;blitz;pawnstorm;zugzwang;endgame"), draw.integers(1, 9999)
            ),
            "username|social-handle",
        ),
        column(
            "black",
            draw.joined("{}_{}", draw.words("tal;gambit;castle;fork;pin;check"), draw.integers(1, 9999)),
            "username|social-handle",
        ),
        column("white_elo", draw.integers(800, 2700)),
        column("result", draw.pick("1-0", "0-1", "1/2-1/2")),
        column("eco", draw.like("B##")),
        column(
            "opening",
            draw.words(
                "Sicilian Defense: Najdorf Variation;Ruy Lopez: Morphy Defense;Caro-Kann Defense;Queen's Gambit Declined;King's Indian Defense;Philidor Defense"
            ),
        ),
        column(
            "moves", draw.words("e4 e5 Nf3 Nc6 Bb5 a6;d4 d5 c4 e6 Nc3 Nf6;e4 c5 Nf3 d6 d4 cxd4;c4 e5 g3 Nf6 Bg2 d5")
        ),
        column("tc", draw.pick("180+2", "300+0", "600+5", "60+0")),
        column("created_at", draw.epochs(1000)),
        column("turns", draw.integers(12, 140)),
    ),
)
