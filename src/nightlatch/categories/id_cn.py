"""China: resident identity number of 18 places (GB 11643-1999).

Province (2), city and county (4), birth date (8), serial (3), MOD 11-2. Cities and counties are renamed and merged
every year and old numbers keep their old codes, so only the province counts. The form of 15 digits issued until 1999
has no check digit: with province and date alone it passes one random number in 80, and needs a field name.
"""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, code_set, mod_11_2, one_of

_PROVINCES = code_set(
    range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66),
    71, 81, 82, 83, 91,  # Taiwan, Hong Kong, Macau, residents from there, foreigners
)  # fmt: skip


def _place(row: Rows) -> Mask:
    return one_of(row.number(0, 2), _PROVINCES)


_NAMES = """
    身份证, 身份证号, 身份证号码, 身份证件号, 公民身份号码, 证件号, 证件号码, 居民身份证, sfz, sfzh, sfzhm, sfzjh,
    zjhm, zjh, gmsfhm, gmsfzh, shenfenzheng, resident id,
    resident identity card, cert no, cert number, certno, chinese id, prc id, cnid
"""
CATEGORY = (
    government_id(
        "national-id.cn",
        "ID card numbers",
        Number("[1-9]9{5}[12]9{10}[0-9X]", mod_11_2, _place, lambda row: row.has_date("yyyymmdd", 6, earliest=1900)),
        chance=2.7e-05,
        names=_NAMES,
    ),
    government_id(
        "national-id.cn",
        "ID card numbers",
        Number("[1-9]9{14}", _place, lambda row: row.has_date("yymmdd", 6)),
        chance=0.013,
        tier="pattern",
        names=_NAMES,
        stands_alone=False,
    ),
)
