"""Spare parts whose codes look like diagnoses, blood groups, plates and currencies."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="erp.parts",
    rows=400,
    columns=(
        column("part", draw.like("@##.#")),
        column("grade", draw.words("A+;A-;B+;AB;0+;B-")),
        column("plate_code", draw.like("@@-@@ ####")),
        column("bin", draw.like("@##-##")),
        column("drawing", draw.like("####-##-##-@")),
        column("lot", draw.joined("{}{}", draw.dates(2020, 2024, "%Y%m%d"), draw.like("####"))),
        column("hs_code", draw.like("8###.##.##")),
        column("torque_nm", draw.floats(2, 480, 1)),
        column("finish", draw.words("Black Oxide;Sterling Silver;Rose Gold;Forest Green;Amber")),
        column("supplier_code", draw.like("SUP@@##")),
        column("page", draw.integers(1, 900)),
        column("hotel_load_kw", draw.floats(0.1, 9)),
        column("plate_thickness", draw.floats(0.5, 40)),
    ),
)
