"""Records: bands and soloists whose names are people's, labels, catalogue numbers. Works of the public."""

from tests.accuracy import draw, numbers
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="music.releases",
    rows=300,
    columns=(
        column("catno", draw.like("@@@-###")),
        column(
            "artist",
            draw.words(
                "Fleetwood Mac;Alice Cooper;Franz Ferdinand;The Allman Brothers Band;Lynyrd Skynyrd;Jethro Tull;Hootie & the Blowfish;Marilyn Manson;Steely Dan;Florence + The Machine;Van Halen;Earth, Wind & Fire"
            ),
        ),
        column(
            "album",
            draw.words("Eleanor Rigby;Michelle;Roxanne;Angie;Layla;Jolene;Rumours;Thriller;Hey Jude;Billie Jean"),
        ),
        column("label", draw.words("Geffen;Elektra;Parlophone;Harvest;Stiff Records;Decca")),
        column("barcode", numbers.ean()),
        column("isrc", draw.like("GB@@@######7")),
        column("bpm", draw.integers(60, 190)),
        column("key", draw.words("A;Am;C#;Bb;F")),
        column("length_s", draw.integers(90, 900)),
        column("chart_peak", draw.integers(1, 100)),
    ),
)
