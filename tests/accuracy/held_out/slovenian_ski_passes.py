"""Passes of Slovenian ski lifts as documents: chips and lifts, prices, metres of height; holders for the dearer ones."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="smuciska.vozovnice",
    rows=560,
    form="documents",
    columns=(
        column("_id", draw.uuids()),
        column("cip", draw.begun("E00401", "########"), accepts=("device-id",)),
        column("tip", draw.words("dnevna;popoldanska;sezonska;družinska;3 od 5;nočna smuka")),
        column("center", draw.words("Kranjska Gora;Vogel;Krvavec;Mariborsko Pohorje;Cerkno;Rogla")),
        column("imetnik.ime", people.fake("sl_SI", "first_name"), "given-name", blank=0.35),
        column("imetnik.priimek", people.fake("sl_SI", "last_name"), "family-name", blank=0.35),
        column("imetnik.emso", numbers_more.emso(), "national-id.si", blank=0.5),
        column("imetnik.rojen", draw.dates(1950, 2018, "%d. %m. %Y"), "date-of-birth", blank=0.35),
        column(
            "imetnik.slika",
            draw.joined("https://cdn.smuci.example/foto/{}.jpg", draw.hexes(12)),
            "photo|face-image",
            blank=0.5,
        ),
        column(
            "imetnik.gsm",
            draw.mixed(draw.begun("031 040 041 051 070", " ### ###"), draw.begun("+38631 +38641", "######")),
            "phone",
            blank=0.4,
        ),
        column("cena", draw.pick(29.0, 36.5, 42.0, 399.0, 545.0)),
        column("ddv", draw.pick(9.5, 22.0)),
        column(
            "prehodi[].naprava",
            draw.several(draw.words("Vitranc 1;Zvoh;Kekec;Orlove glave;Podlesje;Tiha dolina"), 1, 5),
        ),
        column("prehodi[].vrata", draw.several(draw.integers(1, 8), 1, 5)),
        column("visinski_m", draw.integers(140, 9800)),
        column("racun", draw.like("PP1-B#-#####")),
        column("zoi", draw.hexes(32)),
        column("eor", draw.uuids()),
    ),
)
