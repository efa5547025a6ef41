"""Payment card numbers (ISO/IEC 7812): network prefix, length and Luhn; test cards count.

Chance: 3.4 % of 16 random digits (measured) begin like a card and pass Luhn. Weight 8: a column of them stands alone.
Measured: 14 M values/s (compaction takes most of it). What is left of a number that is partly masked, its last four
digits and often the issuer's first six, still tells a customer's card from others; as it stands it has no check digit.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import scanners
from nightlatch.survey.checks import Bools, phrases, regex
from nightlatch.survey.values import Values


def _card(values: Values) -> Bools:
    return np.asarray(scanners.cards(values.compact, values.widths))


_NAMES = named(
    "payment-card",
    """
    card number, card no, card num, credit card, credit card number, cc number, cc num, cc no, cc, pan,
    payment card, debit card, card, cardnumber, bank card, bank card number, credit card no, debit card number,
    card pan, masked card, masked pan, card masked, card mask, truncated pan, account card number,
    primary account number, ccn, cardno, creditcard, kartennummer, kreditkarte, kreditkartennummer, numéro de carte,
    carte bancaire, carte de crédit, carte bleue, num carte, número de tarjeta,
    tarjeta, tarjeta de crédito, número do cartão, cartão, cartão de crédito, numero carta, carta di credito,
    kaartnummer, creditcardnummer, numer karty, karta kredytowa, номер карты, карта, банковская карта, номер картки,
    kart numarası, kredi kartı, kart no, رقم البطاقه, بطاقه الائتمان, شماره کارت, 银行卡, 银行卡号, 卡号, 信用卡号,
    信用卡, yhk, yhkh, kh, クレジットカード, カード番号, カード, 카드번호, 카드,
    신용카드, บัตรเครดิต, บัตรเดบิต, क्रेडिट कार्ड, कार्ड, kortnummer, luottokortti, číslo karty,
    kártyaszám, số thẻ, nomor kartu""",
)
_LABEL = "payment card numbers"
_M = "[Xx*•#]"
_PARTLY = (
    rf"^\s*(?:[2-6][0-9]{{3}}[ -]?(?:[0-9]{{2}}{_M}{{2}}|{_M}{{4}})[ -]?{_M}{{4}}[ -]?[0-9]{{4}}"
    rf"|3[47][0-9]{{2}}[ -]?(?:[0-9]{{2}}{_M}{{4}}|{_M}{{6}})[ -]?(?:{_M}[0-9]{{4}}|[0-9]{{5}}))\s*$"
)
_NUMBER = Category(
    id="payment-card",
    label=_LABEL,
    group="financial",
    check=_card,
    chance=0.034,
    weight=8.0,
    kinds=frozenset({"text", "integer"}),
    identifies=6,
    tier="proved",
    find=r"\b[1-6][0-9]{3}(?:[ -]?[0-9]{4}){2}(?:[ -]?[0-9]{1,7})?\b|\b3[0-9]{3}[ -]?[0-9]{6}[ -]?[0-9]{4,5}\b",
    names=_NAMES,
)
_MASKED = Category(
    id="payment-card",
    label=_LABEL,
    group="financial",
    check=regex(_PARTLY),
    chance=1e-4,
    weight=5.0,
    names=_NAMES,
)
_LAST_FOUR = Category(
    id="payment-card",
    label=_LABEL,
    group="financial",
    check=regex("^[0-9]{4}$"),
    chance=0.5,
    weight=0.5,
    kinds=frozenset({"text", "integer"}),
    tier="name",
    names=phrases("""
    cc last 4, cc last four, card last 4, card last four, last 4 card, last four digits card, card last digits,
    card suffix, pan last 4, pan suffix, credit card last 4, last 4 digits"""),
)
CATEGORY = (_NUMBER, _MASKED, _LAST_FOUR)
