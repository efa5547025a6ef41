"""Bank account numbers as countries write them (IBAN apart).

With check digits: Spain CCC (2 digits, MOD 11), France RIB (MOD 97), Italy BBAN (CIN letter), Poland NRB (MOD 97),
Belgium (MOD 97): at most 1 in 26 of random ones, most 1 in 100, and a column stands alone; Mexico CLABE, Norway
(MOD 11), USA routing number (MOD 10): 1 in 10, a field name must agree. By form: Czechia and Slovakia (number/bank),
New Zealand, UK sort code with account, India's branch code (IFSC). Anything else needs a field name.
"""

import numpy as np

from nightlatch.categories import Category, Check
from nightlatch.headings import named
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, code_set, one_of, places
from nightlatch.survey.checks import both, either, length_between, regex, without
from nightlatch.survey.values import Kind

_LABEL = "bank account numbers"
_NAMES = named(
    "bank-account",
    """
    bank account, acct, bank account number, bank account no, account number, account no, acct number, acct no,
    upi, upi id, upi address, vpa, virtual payment address, acct num, account num,
    accountno, acctno, bank acct, bank acc, bank ac no, acc no, acc number, account nr,
    beneficiary account, payee account, deposit account, checking account, savings account,
    direct deposit account, bban, bank details, routing number, aba, aba number, routing no, aba routing,
    transit number, sort code, sortcode, bsb, bsb number, ifsc, ifsc code, clabe, clabe interbancaria, ccc,
    código cuenta cliente, nrb, rib, cin iban, kontonummer, konto, konto nr, kontonr, bankkonto, bankverbindung,
    bankleitzahl, blz, compte bancaire, numéro de compte, n° de compte, relevé d'identité bancaire,
    cuenta bancaria, número de cuenta, cuenta clabe, cuenta corriente, cuenta de banco, conta bancária,
    número da conta, conta, conta corrente, conta poupança, agência e conta, nib, conto corrente, numero conto,
    coordinate bancarie, rekeningnummer, bankrekening, bankrekeningnummer, numer konta, numer rachunku,
    rachunek bankowy, konto bankowe, номер счета, расчетный счет, лицевой счет, банковский счет, р с,
    номер рахунку, банківський рахунок, hesap no, hesap numarası, banka hesabı, رقم الحساب, رقم الحساب البنكي,
    الحساب البنكي, شماره حساب, حساب بانکی, 银行账号, 银行账户, 银行帐号, 账户号, 开户账号, 收款账号, yhzh,
    口座番号, 銀行口座, 口座, 계좌번호, 은행계좌, 계좌, bankkontonummer, tilinumero, pankkitili, číslo účtu,
    bankovní účet, bankszámla, bankszámlaszám, cont bancar, număr cont, αριθμός λογαριασμού,
    τραπεζικός λογαριασμός, số tài khoản, stk, tài khoản ngân hàng, nomor rekening, no rekening, rekening bank,
    เลขที่บัญชี, บัญชีธนาคาร, खाता संख्या, बैंक खाता, מספר חשבון, חשבון בנק""",
)


def _eleven(row: Rows, start: int, stop: int, check: int, weights: tuple[int, ...]) -> Mask:
    digit = 11 - row.weighted(weights, start) % 11
    digit = np.where(digit == 11, 0, np.where(digit == 10, 1, digit))
    return np.asarray(digit == row.digit(check))


def _spain(row: Rows) -> Mask:
    weights = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
    return _eleven(row, 0, 8, 8, weights[2:]) & _eleven(row, 10, 20, 9, weights)


_FRENCH = places("ABCDEFGHIJKLMNOPQRSTUVWXYZ", lambda c: (ord(c) - 65) % 9 + 1 + (c >= "S"))
_FRENCH[ord("0") : ord("9") + 1] = np.arange(10)


def _france(row: Rows) -> Mask:
    account = sum(row.alnum(10 + k, _FRENCH) * pow(10, 10 - k) for k in range(11))
    total = 89 * row.number(0, 5) + 15 * row.number(5, 10) + 3 * account + row.number(21, 23)
    return np.asarray(total % 97 == 0)


_ODD = places("0123456789", lambda c: (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)[int(c)]) + places(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    lambda c: (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)[
        ord(c) - 65
    ],
)
_EVEN = places("0123456789", int) + places("ABCDEFGHIJKLMNOPQRSTUVWXYZ", lambda c: ord(c) - 65)


def _italy(row: Rows) -> Mask:
    total = sum(row.alnum(k, _ODD if k % 2 else _EVEN) for k in range(1, 23))
    return np.asarray(total % 26 == row.alnum(0) - 10)


def _poland(row: Rows) -> Mask:
    rest = row.number(2, 14) % 97
    rest = (rest * 10**12 + row.number(14, 26)) % 97
    return np.asarray((rest * 1_000_000 + 252_100 + row.number(0, 2)) % 97 == 1)


def _belgium(row: Rows) -> Mask:
    rest = row.number(0, 10) % 97
    return np.asarray(np.where(rest == 0, 97, rest) == row.number(10, 12)) & (row.number(0, 3) > 0)


def _mexico(row: Rows) -> Mask:
    total = sum(row.digit(k) * (3, 7, 1)[k % 3] % 10 for k in range(17))
    return np.asarray((-total) % 10 == row.digit(17)) & (row.number(0, 3) > 1)


def _norway(row: Rows) -> Mask:
    rest = row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 0) % 11
    return np.asarray(np.where(rest == 0, 0, 11 - rest) == row.digit(10)) & (row.number(4, 6) > 0)


_DISTRICTS = code_set(range(13), range(21, 33), range(61, 73), 80)  # Federal Reserve


def _usa(row: Rows) -> Mask:
    total = row.weighted((3, 7, 1, 3, 7, 1, 3, 7, 1), 0)
    return np.asarray(total % 10 == 0) & (total > 0) & one_of(row.number(0, 2), _DISTRICTS)


BY_COUNTRY: dict[str, Number] = {
    "BE": Number("9{12}", _belgium),
    "ES": Number("9{20}", _spain),
    "FR": Number("9{10}N{11}9{2}", _france),
    "IT": Number("A9{10}N{12}", _italy),
    "MX": Number("9{18}", _mexico),
    "NO": Number("9{11}", _norway),
    "PL": Number("9{26}", _poland),
    "US": Number("9{9}", _usa),
}
_CZECH_BANKS = (
    "0100|0300|0600|0710|0800|20[0-7]0|2100|22[0257]0|2275|2600|2700|30[356]0|3500|4000|4300|5500|5800|6[0-38]00|6210|79[1-9]0"
    "|80[3-9]0|81[2345679][0-9]|8198|82[0-9]{2}|0200|0720|0900|1100|1111|3000|3100|5200|5600|5900|6500|7300|7500|7930|83[2-9]0|8400"
)
_FORMS = regex(
    rf"^\s*(?:(?:[0-9]{{1,6}}-)?[0-9]{{5,10}}\s?/\s?(?:{_CZECH_BANKS})|(?:0[1-9]|[123][0-9])-[0-9]{{4}}-0?[0-9]{{7}}-0?[0-9]{{2,3}}"
    r"|[0-9]{2}-[0-9]{2}-[0-9]{2}\s[0-9]{8}|[A-Z]{4}0[A-Z0-9]{6})\s*$"
)
_ANY = without(
    both(  # in parts, for counting places of all letters and digits makes a large automaton
        length_between(5, 48),
        regex(r"^(?i)\s*[0-9A-Z]{0,6}[0-9][0-9A-Z./ -]{4}"),
        regex(r"^(?i)\s*[0-9A-Z./ -]*[0-9A-Z]\s*$"),
    ),
    regex(r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}|^\s*[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}"),
    regex(r"^[0-9]+\.[0-9]+$"),
)


# An address of India's UPI: a name or a telephone at a bank's or an app's handle, which is no domain.
_VIRTUAL = regex(
    r"^\s*(?i)[a-z0-9][a-z0-9._-]{1,63}@(?:ok(?:hdfcbank|sbi|icici|axis)|[aiy]bl|axl|paytm|pt(?:sbi|hdfc|axis|yes)|upi|apl"
    r"|yapl|rapl|waaxis|wahdfcbank|waicici|wasbi|ybl|jupiteraxis|sbi|hdfcbank|icici|axisbank|kotak|fbl|idfcbank|indus"
    r"|barodampay|cnrb|pnb|unionbank|federal|rbl|yesbank|airtel|freecharge|jio|mahb|dlb)\s*$"
)


def _category(
    check: Check, *, chance: float, weight: float, is_integer: bool = False, is_proof: bool = False
) -> Category:
    kinds: frozenset[Kind] = frozenset({"text", "integer"} if is_integer else {"text"})
    return Category(
        id="bank-account",
        label=_LABEL,
        group="financial",
        check=check,
        chance=chance,
        weight=weight,
        names=_NAMES,
        kinds=kinds,
        identifies=7,
        tier="proved" if is_proof else "pattern",
    )


CATEGORY = (
    _category(
        AnyOf(*(BY_COUNTRY[code] for code in ("BE", "ES", "FR", "IT", "PL"))),
        chance=0.011, weight=6.5, is_integer=True, is_proof=True,
    ),
    _category(
        AnyOf(*(BY_COUNTRY[code] for code in ("MX", "NO", "US"))),
        chance=0.1, weight=3.0, is_integer=True, is_proof=True,
    ),
    _category(_FORMS, chance=0.01, weight=4.5),
    _category(either(_ANY, _FORMS), chance=0.4, weight=0.8, is_integer=True),
    _category(_VIRTUAL, chance=1e-5, weight=8.0),
)  # fmt: skip
