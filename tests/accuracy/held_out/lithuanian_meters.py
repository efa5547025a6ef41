"""Electricity meters in Lithuania: objects, readings and tariffs, the customer's code beside the meter's."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

STREETS = "Gedimino pr.;Laisvės al.;Taikos pr.;Vytauto g.;Žemaitės g.;Basanavičiaus g.;Šiaulių g.;Ąžuolų g."

TABLE = Table(
    container="eso_apskaita",
    rows=650,
    columns=(
        column("OBJ_NR", draw.like("1#######")),
        column("EIC", draw.joined("41Z{}-{}", draw.like("########"), draw.like("###@"))),
        column("SKAITIKLIS", draw.like("LGZ########")),
        column("SKAIT_TIPAS", draw.words("GAMA 300;ZMG310;MTX1;EMS 100;CE-6807")),
        column("KL_KODAS", draw.like("5######"), "customer-id"),
        column("VARTOTOJAS", draw.upper(people.fake("lt_LT", "name")), "person-name"),
        column("AK", draw.as_integer(numbers.isikukood()), "national-id.lt", blank=0.12),
        column("GATVE", draw.words(STREETS), "street|postal-address"),
        column(
            "NAMAS_BT",
            draw.joined("{}{}", draw.integers(1, 160), draw.pick("", "", "A", "-12", "-3", "B-41")),
            accepts=("street", "postal-address"),
        ),
        column("MIESTAS", draw.words("Vilnius;Kaunas;Klaipėda;Šiauliai;Panevėžys;Alytus;Utena;Telšiai"), "city"),
        column("PK", draw.like("LT-#####"), "postcode"),
        column("MOB", draw.as_integer(draw.like("3706#######")), "phone", blank=0.2),
        column("PLANAS", draw.words("Standartinis;Namai;Namai plius;Išmanusis;Efektyvus")),
        column("GALIA_KW", draw.pick(5, 7, 10, 12, 15, 21)),
        column("RODM_T1", draw.integers(120, 98_400)),
        column("RODM_T2", draw.integers(0, 61_000)),
        column("SKOLA", draw.floats(-40, 380)),
        column("NUSKAITYTA", draw.epochs(1000)),
    ),
)
