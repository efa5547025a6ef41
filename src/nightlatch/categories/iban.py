"""International bank account numbers (ISO 13616): the country's length and MOD 97-10.

Chance: 1 in 97 of what has a country's letters and length, so 1 in 100,000 of any text of that alphabet. Weight 10.
Lengths: SWIFT IBAN Registry, release 99. Measured: 6 M values/s.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey import scanners
from nightlatch.survey.checks import Bools, phrases
from nightlatch.survey.values import Values

LENGTHS = {
    15: "NO", 16: "BE", 18: "DK FI FO GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL", 24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
}  # fmt: skip
_TABLE = np.zeros(26 * 26, np.int64)
for _length, _countries in LENGTHS.items():
    for _country in _countries.split():
        _TABLE[26 * (ord(_country[0]) - 65) + ord(_country[1]) - 65] = _length


def _iban(values: Values) -> Bools:
    return np.asarray(scanners.ibans(values.compact, values.widths, _TABLE))


CATEGORY = Category(
    id="iban",
    label="bank account numbers (IBAN)",
    group="financial",
    check=_iban,
    chance=1e-4,
    weight=10.0,
    identifies=7,
    tier="proved",
    find=r"\b[A-Za-z]{2}[0-9]{2}(?: ?[0-9A-Za-z]{4}){2,7}(?: ?[0-9A-Za-z]{1,3})?\b",
    names=phrases("""
    iban, iban number, iban no, iban code, bank account iban, account iban, bank account, bank account number,
    account number, account no, bankverbindung, kontonummer, bankkonto, konto, kontoverbindung, compte bancaire,
    numéro de compte, rib, cuenta bancaria, número de cuenta, conta bancária, número da conta, conto corrente,
    numero conto, coordinate bancarie, rekeningnummer, bankrekening, numer konta, rachunek bankowy, numer rachunku,
    номер счета, банковский счет, расчетный счет, рахунок, hesap no, hesap numarası, رقم الحساب, رقم الايبان,
    حساب بنکی, شماره حساب, شبا, 银行账号, 银行账户, 口座番号, 계좌번호, bankkonto, kontonr, tilinumero, číslo účtu,
    bankszámlaszám, cont bancar"""),
)
