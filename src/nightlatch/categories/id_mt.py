"""Malta: identity card number, which is the tax number too: up to 7 digits and a letter; or 9 digits for others."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows


def _serial(row: Rows) -> Mask:
    return row.number(0, row.bytes.shape[1] - 1) > 0


CATEGORY = government_id(
    "national-id.mt",
    "Maltese identity card numbers",
    AnyOf(
        *(Number(f"9{{{width}}}[MGAPLHBZ]", _serial) for width in range(3, 8)),
        Number("[1-8][1-8]9{7}", lambda row: row.is_at(0, "12345678") & (row.digit(0) == row.digit(1))),
    ),
    chance=0.31,
    weight=1.0,
    tier="pattern",
    names="id card number, karta tal identita, numru tal karta, karta tal identità, maltese id, id kard",
    generic=GENERIC_NAMES + TAX_NAMES,
)
