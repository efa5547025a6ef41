"""The shelves of an Italian wholesaler of medicines: codes, lots, brands and firms that are named after people; who packs."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="magazzino_farmaci",
    rows=700,
    form="text",
    columns=(
        column("aic", draw.begun("A02 A03 A04", "#######")),
        column("ean", numbers.ean()),
        column("ministeriale", draw.like("9########")),
        column(
            "prodotto",
            draw.words(
                "TACHIPIRINA 1000 16CPR;AUGMENTIN 875/125;CARDIOASPIRIN 100;EUTIROX 75MCG;OKI 80MG BUST;LASIX 25;MINIAS GTT"
            ),
            accepts=("medication",),
        ),
        column("ditta", draw.words("Angelini;Menarini;Zambon;Alfasigma;Bracco;Chiesi;Dompé;Rottapharm")),
        column("p_iva", numbers.valid("it.iva", "0##########")),
        column("lotto", draw.mixed(draw.like("@####"), draw.like("######@"), draw.like("2#@###"))),
        column("scad", draw.joined("{:02}/{}", draw.integers(1, 12), draw.integers(25, 30))),
        column(
            "corsia",
            draw.joined("{}-{:02}-{}", draw.pick("A", "B", "F", "K"), draw.integers(1, 44), draw.integers(1, 6)),
        ),
        column("giac", draw.integers(0, 4200)),
        column("scorta_min", draw.pick("10", "24", "60")),
        column("pz_pubblico", draw.mapped(draw.floats(2.1, 96), lambda value: f"€ {value:.2f}".replace(".", ","))),
        column("classe", draw.words("A;C;SOP;OTC;H")),
        column("temp", draw.words("2-8°C;<25°C;<30°C;nessuna")),
        column("ean_cartone", draw.like("(01)0800#########(17)2#####")),
        column(
            "prelevatore",
            draw.joined("{} {}.", people.given("it"), draw.pick("B", "C", "M", "R", "S")),
            "person-name|given-name",
            blank=0.2,
        ),
        column("ddt", draw.joined("{}/{}", draw.integers(100, 9900), draw.pick("A", "B"))),
        column(
            "note_mag",
            draw.words("confezione schiacciata;reso Farmacia San Giovanni;contare;richiamo AIFA;ok;rotazione lenta"),
            accepts=("free-text",),
        ),
    ),
)
