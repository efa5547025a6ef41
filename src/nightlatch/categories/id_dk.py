"""Denmark: CPR number, 10 digits: ddmmyy, century and serial. Not checked by MOD 11: numbers since 2007 may fail it."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days


def _birth_date(row: Rows) -> Mask:
    year = row.number(4, 6)
    known = [
        row.is_at(6, "5678") & (year >= 58),
        row.is_at(6, "0123") | (row.is_at(6, "49") & (year >= 37)),
    ]
    return are_days(year + np.select(known, [1800, 1900], 2000), row.number(2, 4), row.number(0, 2))


CATEGORY = government_id(
    "national-id.dk",
    "Danish CPR numbers",
    Number("9{10}", _birth_date),
    chance=0.036,
    tier="pattern",
    names="cpr, cpr nr, cpr nummer, cprnr, cpr number, cprnummer, personnummer, person nr",
    stands_alone=False,
)
