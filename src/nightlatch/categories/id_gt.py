"""Guatemala: tax number (NIT), 6 to 9 places, a check character 0 to 9 or K (MOD 11); and the
DPI of 13 digits (MOD 11)."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows


def _nit(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    return row.is_from(last, "0123456789K", -row.weighted(range(last + 1, 1, -1)) % 11)


def _dpi(row: Rows) -> Mask:
    """Check digit behind 8 digits, then department (1 to 22) and municipality."""
    place = (row.number(9, 11) >= 1) & (row.number(9, 11) <= 22) & (row.number(11, 13) >= 1)
    return (row.weighted(range(2, 10)) % 11 == row.digit(8)) & place


CATEGORY = (
    government_id(
        "tax-id.gt",
        "Guatemalan tax numbers",
        AnyOf(*(Number(f"9{{{width}}}[0-9K]", _nit) for width in (5, 6, 7, 8))),
        chance=0.091,
        names="nit, nro nit, numero nit",
        generic=TAX_NAMES,
        identifies=2,  # a company's as often as a person's
    ),
    government_id(
        "national-id.gt",
        "Guatemalan DPI numbers",
        Number("9{13}", _dpi),
        chance=0.02,
        stands_alone=False,
        names="dpi, cui, numero dpi, nro dpi, código único de identificación",
    ),
)
