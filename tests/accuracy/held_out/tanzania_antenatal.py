"""An antenatal register in Swahili: mothers, weeks, HIV codes, medicines, villages; tallies of the clinic."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

WOMEN = "Zuhura;Mwanaidi;Neema;Asha;Rehema;Tatu;Pendo;Upendo;Mwajuma;Saida;Bahati"

TABLE = Table(
    container="MTUHA kitabu 6",
    rows=340,
    form="text",
    columns=(
        column(
            "Na_ya_hudhurio", draw.joined("{}/{}", draw.integers(1, 900), draw.pick("2024", "2025")), "health-record-id"
        ),
        column("Jina la mama", draw.joined("{} {}", draw.words(WOMEN), people.family("sw")), "person-name"),
        column("NIDA", draw.dirty(numbers_more.nida(), 0.3, ("hana", "", "-")), "national-id.tz"),
        column("Umri", draw.integers(15, 46), "age"),
        column(
            "Kijiji/Mtaa",
            draw.words("Mbagala;Kibaoni;Mikocheni;Ngarenaro;Igunga;Buhongwa;Makorora"),
            "city|postal-address",
            accepts=("place-tag", "street"),
        ),
        column(
            "Simu",
            draw.mixed(
                draw.begun("0713 0754 0765 0784", "######"),
                draw.begun("25565 25567 25568", "#######"),
                draw.begun("0715 0757 0768", "###### (mume)"),
            ),
            "phone",
            blank=0.2,
        ),
        column("Mume/mwenza", draw.dirty(people.names("sw"), 0.1, ("mjane", "-", "hayupo")), "person-name"),
        column("Gravida", draw.integers(1, 9)),
        column("Para", draw.integers(0, 8)),
        column("Wiki", draw.integers(6, 40), accepts=("diagnosis",)),
        column("BP", draw.joined("{}/{}", draw.integers(90, 160), draw.integers(50, 105)), accepts=("diagnosis",)),
        column("Hb", draw.floats(6.8, 14.2, 1), accepts=("diagnosis",)),
        column("PMTCT", draw.words("HIV -;HIV +;HIV + (ART);haijulikani"), "diagnosis"),
        column("Dawa", draw.words("FEFO;SP 2;Mebendazole;TLE;Ferrous sulphate;Methyldopa"), "medication"),
        column("Chandarua", draw.pick("Ndiyo", "Hapana")),
        column("Hati punguzo", draw.like("HP#######")),
        column("Chanjo batch", draw.like("TT@##-###")),
        column(
            "Mtoa huduma",
            draw.words("EN Kimaro;RN Mushi;CO Lyimo;MA Chacha"),
            accepts=("person-name", "family-name", "job-title"),
        ),
    ),
)
