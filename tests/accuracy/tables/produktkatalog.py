"""A German catalogue: article names with brand names that are family names, EANs, measures, colours."""

from tests.accuracy import draw, numbers
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="shop.artikel",
    rows=300,
    columns=(
        column("artnr", draw.like("###-####-##")),
        column(
            "bezeichnung",
            draw.words(
                "Schrank Anna weiß;Tisch Oskar Eiche;Regal Billy 80;Sessel Karlotta;Lampe Frida;Bett Emil 140;Stuhl Greta;Kommode Paula"
            ),
        ),
        column("marke", draw.words("Bosch;Siemens;Müller;Braun;Schmidt;Hoffmann Möbel;Miele;Jansen")),
        column("ean13", numbers.ean()),
        column("farbe", draw.words("rot;blau;schwarz;anthrazit;eiche natur;weiß")),
        column(
            "masse", draw.joined("{}x{}x{} cm", draw.integers(20, 200), draw.integers(20, 90), draw.integers(20, 220))
        ),
        column("gewicht", draw.floats(0.4, 80)),
        column("preis", draw.mapped(draw.floats(5, 999), lambda x: f"{x:.2f} €".replace(".", ","))),
        column("lieferant", draw.words("Holz Meyer GmbH;Nordlicht AG;Polster & Co KG;Weber Import GmbH")),
        column("lagerplatz", draw.like("@-##-##-#")),
        column("zolltarif", draw.like("9403####")),
        column("seit", draw.dates(2012, 2024, "%d.%m.%Y")),
        column(
            "beschreibung",
            draw.words(
                "Massivholz, geölt, mit Schublade;Pflegeleicht und robust;Lieferung frei Bordsteinkante;Montage in 10 Minuten möglich;Made in Germany"
            ),
        ),
    ),
)
