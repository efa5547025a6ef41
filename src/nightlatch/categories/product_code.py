"""Numbers of products, publications and securities: GTIN (EAN, UPC), ISBN, ISSN, ISIN, freight containers, CAS.

Technical: they compete, so that a bar code is not taken for a card, a telephone or somebody's number.
Sources: GS1 General Specifications, ISO 2108, 3297, 6166, 6346; all check digits are asked for.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories._government import weight_of, words
from nightlatch.survey.checkdigits import ALNUM, AnyOf, Ints, Mask, Number, Rows, table

_TEN = table("0123456789X")
_COUNTED = [n for n in range(10, 39) if n % 11]  # ISO 6346 leaves out the multiples of 11
_LETTERS: Ints = ALNUM.copy()
for _at, _letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    _LETTERS[ord(_letter)] = _COUNTED[_at]


def _gtin(row: Rows) -> Mask:
    width = row.bytes.shape[1]
    return row.weighted([3 if (width - at) % 2 == 0 else 1 for at in range(width)]) % 10 == 0


def _isbn(row: Rows) -> Mask:
    return row.weighted(range(10, 0, -1), 0, _TEN) % 11 == 0


def _issn(row: Rows) -> Mask:
    return row.weighted(range(8, 0, -1), 0, _TEN) % 11 == 0


def _isin(row: Rows) -> Mask:
    """Luhn over the digits that letters stand for, two each."""
    sums, odd = np.zeros(len(row.bytes), np.int64), np.ones(len(row.bytes), np.bool_)
    for at in range(11, -1, -1):
        value = row.alnum(at)
        for digit, is_there in ((value % 10, value >= 0), (value // 10, value >= 10)):
            doubled = 2 * digit - 9 * (digit > 4)
            sums += np.where(is_there, np.where(odd, digit, doubled), 0)
            odd = odd ^ is_there
    return np.asarray(sums % 10 == 0)


def _container(row: Rows) -> Mask:
    return row.weighted([1 << at for at in range(10)], 0, _LETTERS) % 11 % 10 == row.digit(10)


def _of(label: str, check: Number | AnyOf, chance: float, names: str) -> Category:
    return Category(
        id="record-id.product",
        label=label,
        group="technical",
        check=check,
        chance=chance,
        weight=weight_of(chance),
        names=words(names),
        kinds=frozenset({"text", "integer"} if check.can_be_integer else {"text"}),
        is_personal=False,
        tier="proved",
    )


_BOOKS = "isbn, isbn10, isbn13, isbn 10, isbn 13, ismn, book number, issn, eissn, 書籍コード, 国际标准书号"
CATEGORY = (
    _of(
        "bar codes",
        AnyOf(*(Number(f"9{{{width}}}", _gtin) for width in (8, 12, 13, 14))),
        0.1,
        """
        ean, ean13, ean 13, gtin, gtin13, gtin14, upc, upc a, barcode, bar code, jan, jan code, strichcode, code barre,
        código de barras, codigo barras, codice a barre, streepjescode, kod kreskowy, штрихкод, barkod, 条码, 条形码,
        バーコード, 바코드, الباركود, plu, sku, article number, artikelnummer
    """,
    ),
    _of("book numbers", AnyOf(Number("[9][7][89]9{10}", _gtin), Number("9{9}[0-9X]", _isbn)), 0.091, _BOOKS),
    _of("book numbers", Number("[9][7][89]9{10}", _gtin), 0.0002, _BOOKS),
    _of("serial publication numbers", Number("9{7}[0-9X]", _issn), 0.091, _BOOKS),
    _of("securities", Number("A{2}N{9}9", _isin), 0.1, "isin, isin code, security id, wertpapierkennung, cusip, wkn"),
    _of(
        "freight containers", Number("A{3}[UJZ]9{7}", _container), 0.012, "container no, container number, container id"
    ),
)
