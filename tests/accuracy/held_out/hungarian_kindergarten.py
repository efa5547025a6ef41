"""A Hungarian kindergarten: children and mothers, group names that are insects, cubby signs, allergies, fees."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

STREETS = (
    "Kossuth Lajos utca;Petőfi Sándor utca;Rákóczi út;Ady Endre utca;Dózsa György út;Béke tér;Árpád fejedelem útja"
)

TABLE = Table(
    container="ovoda.felvettek",
    rows=360,
    form="text",
    columns=(
        column("om_az", draw.like("7##########"), "student-id|national-id.hu"),
        column(
            "gyermek",
            draw.joined("{} {}", people.fake("hu_HU", "last_name"), people.fake("hu_HU", "first_name")),
            "person-name",
        ),
        column("szul_dat", draw.dates(2019, 2022, "%Y.%m.%d."), "date-of-birth"),
        column(
            "anyja_neve",
            draw.joined("{} {}", people.fake("hu_HU", "last_name"), people.fake("hu_HU", "first_name_female")),
            "person-name|guardian",
        ),
        column(
            "TAJ",
            draw.dirty(draw.grouped(numbers_more.taj(), 3), 0.05, ("folyamatban", "", "000 000 000")),
            "social-security.hu|insurance-number",
        ),
        column("csoport", draw.words("Katica;Maci;Süni;Pillangó;Csiga;Napsugár")),
        column("jele", draw.words("alma;hajó;kisvonat;esernyő;gomba;szilva;labda;cica;falevél")),
        column("etkezes", draw.words("NORM;GM;TM;TM+GM;VEGA")),
        column("terites_dij", draw.integers(0, 28_500)),
        column("irsz", draw.integers(1011, 9985), "postcode", accepts=("postal-address",)),
        column(
            "lakcim",
            draw.joined(
                "{} {}. {}", draw.words(STREETS), draw.integers(1, 140), draw.pick("", "fsz. 1.", "II/7", "1.em.3")
            ),
            "street|postal-address",
        ),
        column("tel_szulo", draw.mixed(draw.like("+36 20 ### ####"), draw.like("06-30/###-####")), "phone", blank=0.04),
        column(
            "allergia",
            draw.some(
                0.25,
                draw.words("tejfehérje-allergia;gluténérzékenység;mogyoróallergia;asztma;laktózintolerancia"),
                draw.pick("-", "nincs"),
            ),
            "diagnosis",
            accepts=("disability",),
        ),
        column("normativa_kod", draw.like("1.2.1.#")),
        column("felvetel_sorsz", draw.serial(114, "{}/2024")),
        column("testver_db", draw.integers(0, 4)),
    ),
)
