"""Numbers of companies and authorities in Europe: technical, they compete so that a firm is not counted as a person.

The letters of a VAT number may stand in front. Numbers without a check digit (Austrian and German registers, the Faroe
Islands, San Marino) are left to their field names elsewhere.
"""

import numpy as np

from nightlatch.categories._government import organisation_id, prefixed
from nightlatch.survey.checkdigits import (
    AnyOf,
    Mask,
    Number,
    Rows,
    code_set,
    cross,
    luhn,
    mod_11_10,
    mod_97_10,
    one_of,
    places,
    table,
)

_PROVINCES = code_set(range(1, 101), 120, 121, 888, 999)
_TVA = table("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
_CY = places("0123456789", lambda digit: (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)[int(digit)])
_PPS = "WABCDEFGHIJKLMNOPQRSTUV"
_PPS_VALUES = table(_PPS)


def _austria(row: Rows) -> Mask:
    doubled = sum(cross(2 * row.digit(at)) for at in (2, 4, 6))
    return np.asarray((6 - doubled - row.weighted((1, 0, 1, 0, 1, 0, 1), 1)) % 10 == row.digit(8))


def _belgium(row: Rows) -> Mask:
    return ((row.number(0, 8) + row.number(8, 10)) % 97 == 0) & (row.number(0, 10) > 0)


def _bulgaria(row: Rows) -> Mask:
    first, second = row.weighted(range(1, 9)) % 11, row.weighted(range(3, 11)) % 11
    return np.where(first == 10, second % 10, first) == row.digit(8)


def _bulgarian_other(row: Rows) -> Mask:
    return -row.weighted((4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 == row.digit(9)


def _cyprus(row: Rows) -> Mask:
    sums = row.weighted((1, 0) * 4, 2, _CY) + row.weighted((0, 1) * 4, 2)
    return sums % 26 == row.alnum(10) - 10


def _czechia(row: Rows) -> Mask:
    rest = -row.weighted(range(8, 1, -1)) % 11
    return np.where(rest == 0, 1, rest) % 10 == row.digit(7)


def _czech_special(row: Rows) -> Mask:
    rest = row.weighted(range(8, 1, -1), 1) % 11
    return (8 - (10 - rest) % 11) % 10 == row.digit(8)


def _estonia(row: Rows) -> Mask:
    first, second = row.weighted(range(1, 8)) % 11, row.weighted(range(3, 10)) % 11
    return np.where(first == 10, second % 10, first) == row.digit(7)


def _spain(row: Rows) -> Mask:
    doubled = sum(cross(2 * row.digit(at)) for at in (1, 3, 5, 7))
    check = -(doubled + row.weighted((1, 0, 1, 0, 1), 2)) % 10
    return row.is_from(8, "0123456789", check) | row.is_from(8, "JABCDEFGHI", check)


def _finland(row: Rows) -> Mask:
    return row.weighted((7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def _siret(row: Rows) -> Mask:
    is_post = row.number(0, 9) == 356_000_000
    return ((is_post & (row.weighted((1,) * 14) % 5 == 0)) | luhn(row)) & luhn(row, 0, 9)


def _tva(row: Rows) -> Mask:
    """Two digits, or a letter among them; Monaco's have 000 where a company's number would begin."""
    first, second, company = row.alnum(0, _TVA), row.alnum(1, _TVA), row.number(2, 11)
    check = np.where(first < 10, first * 24 + second - 10, first * 34 + second - 100)
    lettered = (company + 1 + check // 11) % 11 == check % 11
    plain = first * 10 + second == (company * 100 + 12) % 97
    is_monaco = row.number(2, 5) == 0
    return np.where((first < 10) & (second < 10), plain, lettered) & (is_monaco | luhn(row, 2))


def _britain(row: Rows) -> Mask:
    rest = row.weighted((8, 7, 6, 5, 4, 3, 2, 10, 1)) % 97
    return np.where(row.number(0, 3) >= 100, np.isin(rest, (0, 42, 55)), rest == 0)


def _ireland_old(row: Rows) -> Mask:
    sums = row.weighted((7, 6, 5, 4, 3), 2) + 2 * row.digit(0)
    return row.is_from(7, _PPS, sums % 23)


def _ireland_new(row: Rows) -> Mask:
    sums = row.weighted(range(8, 1, -1), 2) + 9 * row.alnum(10, _PPS_VALUES)
    return row.is_from(9, _PPS, sums % 23)


def _italy(row: Rows) -> Mask:
    return luhn(row) & one_of(row.number(7, 10), _PROVINCES) & (row.number(0, 7) > 0)


def _lithuania(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    first = row.weighted([1 + at % 9 for at in range(last)]) % 11
    second = row.weighted([1 + (at + 2) % 9 for at in range(last)]) % 11
    return np.where(first == 10, second % 10, first) == row.digit(last)


def _netherlands(row: Rows) -> Mask:
    by_eleven = row.weighted((9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0
    whole = Rows(np.concatenate([np.tile(np.frombuffer(b"NL", np.uint8), (len(row.bytes), 1)), row.bytes], axis=1))
    return (by_eleven | mod_97_10(whole)) & (row.number(0, 9) > 0) & (row.number(10, 12) > 0)


def _regon(row: Rows) -> Mask:
    short = row.weighted((8, 9, 2, 3, 4, 5, 6, 7)) % 11 % 10 == row.digit(8)
    if row.bytes.shape[1] == 9:
        return short
    return short & (row.weighted((2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)) % 11 % 10 == row.digit(13))


def _romania(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    return 10 * row.weighted((7, 5, 3, 2, 1, 7, 5, 3, 2)[9 - last :]) % 11 % 10 == row.digit(last)


def _inn(row: Rows) -> Mask:
    return row.weighted((2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == row.digit(9)


def _ukraine(row: Rows) -> Mask:
    is_middle = row.is_at(0, "345")
    first = np.where(is_middle, row.weighted((7, 1, 2, 3, 4, 5, 6)), row.weighted(range(1, 8))) % 11
    second = np.where(is_middle, row.weighted((9, 3, 4, 5, 6, 7, 8)), row.weighted(range(3, 10))) % 11
    return np.where(first == 10, second % 10, first) == row.digit(7)


def _maticna(row: Rows) -> Mask:
    rest = -row.weighted((7, 6, 5, 4, 3, 2)) % 11
    return (rest > 0) & (rest % 10 == row.digit(6))


def _malta(row: Rows) -> Mask:
    return row.weighted((3, 4, 6, 7, 8, 9, 10, 1)) % 37 == 0


def _norway(row: Rows) -> Mask:
    return row.weighted((3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


CATEGORY = (
    organisation_id("al", "Albanian tax numbers", prefixed("AL", "[A-M]9{8}A"), chance=0.5, names="nipt, nuis"),
    organisation_id("at", "Austrian VAT numbers", prefixed("AT", "[U]9{8}", _austria),
                    chance=0.0038,
                    names="uid, uid nummer, uid nr, ust id, umsatzsteuer identifikationsnummer, atu"),
    organisation_id("be", "Belgian enterprise numbers",
                    AnyOf(*prefixed("BE", "[01]9{9}", _belgium).numbers,
                          Number("[B][E]9{9}", lambda row: (row.number(2, 9) + row.number(9, 11)) % 97 == 0)),
                    chance=0.0021,
                    names="ondernemingsnummer, numéro d'entreprise, btw, btw nummer, tva, kbo, bce, kbo nummer"),
    organisation_id("bg", "Bulgarian company numbers",
                    AnyOf(*prefixed("BG", "9{9}", _bulgaria).numbers,
                          *prefixed("BG", "9{10}", _bulgarian_other).numbers),
                    chance=0.1, names="еик, булстат, eik, bulstat, ддс, ддс номер"),
    organisation_id("by", "Belarusian payer's numbers of companies",
                    Number("[1-7]9{8}",
                           lambda row: row.weighted((29, 23, 19, 17, 13, 7, 5, 3)) % 11 == row.digit(8)),
                    chance=0.064, names="унп, unp, упн"),
    organisation_id("ch", "Swiss business numbers",
                    Number("[C][H][E]9{9}",
                           lambda row: -row.weighted((5, 4, 3, 2, 7, 6, 5, 4), 3) % 11 == row.digit(11)),
                    chance=5.2e-06,
                    names="uid, uid nummer, ide, numéro ide, idi, mwst nummer, mwst nr, numéro tva, numero iva"),
    organisation_id("cy", "Cypriot VAT numbers", Number("[C][Y]9{8}A", _cyprus), chance=5.7e-05, names="φπα, vat"),
    organisation_id("cz", "Czech VAT numbers",
                    AnyOf(*prefixed("CZ", "[0-8]9{7}", _czechia).numbers,
                          *prefixed("CZ", "[6]9{8}", _czech_special).numbers),
                    chance=0.09, names="dič, dic, ičo, ico, ič"),
    organisation_id("de", "German VAT numbers", prefixed("DE", "[1-9]9{8}", mod_11_10),
                    chance=0.09, names="ust id, ustid, ust idnr, ust id nr, ustidnr, umsatzsteuer id, "
                          "umsatzsteueridentifikationsnummer"),
    organisation_id("dk", "Danish company numbers",
                    prefixed("DK", "[1-9]9{7}", lambda row: row.weighted((2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0),
                    chance=0.082, names="cvr, cvr nr, cvr nummer, momsnummer, se nummer"),
    organisation_id("ee", "Estonian company numbers",
                    AnyOf(Number("[1789]9{7}", _estonia),
                          *prefixed("EE", "9{9}", lambda row: row.weighted((3, 7, 1) * 3) % 10 == 0).numbers),
                    chance=0.1, names="registrikood, kmkr, käibemaksukohustuslase number, äriregistri kood"),
    organisation_id("es", "Spanish company tax numbers", prefixed("ES", "[A-HJNP-SUVW]9{7}[0-9A-J]", _spain),
                    chance=0.07, names="cif, nif empresa, cif empresa, nif"),
    organisation_id("fi", "Finnish business numbers", prefixed("FI", "9{8}", _finland),
                    chance=0.091, names="y tunnus, ytunnus, alv numero, alv nro, fo nummer"),
    organisation_id("fr", "French company numbers",
                    AnyOf(Number("9{9}", luhn), Number("9{14}", _siret),
                          *prefixed("FR", "[0-9A-HJ-NP-Z]{2}9{9}", _tva).numbers),
                    chance=0.1,
                    names="siren, siret, n° siren, n° siret, numéro siren, numéro siret, numero siret, "
                          "tva intracommunautaire, numéro tva"),
    organisation_id("gb", "UK VAT numbers",
                    AnyOf(*prefixed("GB", "9{9}", _britain).numbers,
                          Number("[X][I]9{9}", lambda row: _britain(Rows(row.bytes[:, 2:]))),
                          *prefixed("GB", "9{12}", _britain).numbers),
                    chance=0.031, names="vat reg, vat registration number"),
    organisation_id("gr", "Greek VAT numbers",
                    Number("[E][L]9{9}", lambda row: row.weighted((256, 128, 64, 32, 16, 8, 4, 2), 2) % 11 % 10
                           == row.digit(10)),
                    chance=0.00015, names="φπα, αφμ, vat"),
    organisation_id("hr", "Croatian VAT numbers", Number("[H][R]9{11}", lambda row: mod_11_10(row, 2)),
                    chance=0.00015, names="oib, pdv, pdv id"),
    organisation_id("hu", "Hungarian company tax numbers",
                    AnyOf(*prefixed("HU", "9{8}", lambda row: row.weighted((9, 7, 3, 1) * 2) % 10 == 0).numbers,
                          Number("9{8}[1-5]9{2}", lambda row: row.weighted((9, 7, 3, 1) * 2) % 10 == 0)),
                    chance=0.1, names="adószám, adoszam, közösségi adószám, cégadószám"),
    organisation_id("ie", "Irish VAT numbers",
                    AnyOf(*prefixed("IE", "9A9{5}[A-W]", _ireland_old).numbers,
                          Number("[I][E]9{7}[A-W]{2}", _ireland_new),
                          Number("[I][E]9{7}[A-W]",
                                 lambda row: row.is_from(9, _PPS, row.weighted(range(8, 1, -1), 2) % 23))),
                    chance=0.043, names="irish vat"),
    organisation_id("it", "Italian VAT numbers", prefixed("IT", "9{11}", _italy),
                    chance=0.011, names="partita iva, p iva, piva, partitaiva, p. iva"),
    organisation_id("lt", "Lithuanian VAT numbers",
                    AnyOf(*prefixed("LT", "9{7}[1]9", _lithuania).numbers,
                          *prefixed("LT", "9{10}[1]9", _lithuania).numbers),
                    chance=0.0092, names="pvm, pvm kodas, pvm mokėtojo kodas, įmonės kodas, imones kodas"),
    organisation_id("lu", "Luxembourg VAT numbers",
                    prefixed("LU", "9{8}", lambda row: row.number(0, 6) % 89 == row.number(6, 8)),
                    chance=0.0102, names="tva, numéro tva, no tva"),
    organisation_id("lv", "Latvian company numbers",
                    prefixed("LV", "[4-9]9{10}",
                             lambda row: row.weighted((9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3),
                    chance=0.055, names="pvn, pvn numurs, reģistrācijas numurs, registracijas numurs"),
    organisation_id("mt", "Maltese VAT numbers",
                    prefixed("MT", "[1-9]9{7}", _malta), chance=0.025, names="vat malta"),
    organisation_id("nl", "Dutch VAT numbers", prefixed("NL", "9{9}[B]9{2}", _netherlands),
                    chance=0.0042, names="btw, btw nummer, btw nr, btwnummer, btw id, omzetbelastingnummer"),
    organisation_id("no", "Norwegian organisation numbers",
                    AnyOf(Number("9{9}", _norway), *prefixed("NO", "9{9}[M][V][A]", _norway).numbers),
                    chance=0.092, names="orgnr, org nr, organisasjonsnummer, orgnummer, mva nummer"),
    organisation_id("pl", "Polish register and VAT numbers",
                    AnyOf(Number("9{9}", _regon), Number("9{14}", _regon),
                          Number("[P][L][1-9]9{9}",
                                 lambda row: row.weighted((6, 5, 7, 2, 3, 4, 5, 6, 7, -1), 2) % 11 == 0)),
                    chance=0.1, names="regon, numer regon, nr regon, krs, nip, vat ue"),
    organisation_id("pt", "Portuguese VAT numbers",
                    Number("[P][T][1-9]9{8}",
                           lambda row: -row.weighted(range(9, 1, -1), 2) % 11 % 10 == row.digit(10)),
                    chance=0.00014, names="nipc, nif, contribuinte"),
    organisation_id("ro", "Romanian company numbers",
                    AnyOf(*(number for width in range(5, 10)
                            for number in prefixed("RO", f"[1-9]9{{{width}}}", _romania).numbers)),
                    chance=0.092,
                    names="cui, cif, cod fiscal, cod unic de înregistrare, cod de înregistrare fiscală"),
    organisation_id("rs", "Serbian tax numbers", Number("9{9}", mod_11_10), chance=0.1, names="pib, пиб"),
    organisation_id("me", "Montenegrin tax numbers",
                    Number("9{8}", lambda row: -row.weighted(range(8, 1, -1)) % 11 % 10 == row.digit(7)),
                    chance=0.1, names="pib, пиб"),
    organisation_id("mk", "Macedonian tax numbers",
                    prefixed("MK", "[45]9{12}",
                             lambda row: -row.weighted((7, 6, 5, 4, 3, 2) * 2) % 11 % 10 == row.digit(12)),
                    chance=0.02, names="едб, edb, даночен број, danocen broj"),
    organisation_id("ru", "Russian company numbers",
                    AnyOf(Number("9{10}", _inn),
                          Number("[1-9]9{12}", lambda row: row.number(0, 12) % 11 % 10 == row.digit(12)),
                          Number("[34]9{14}", lambda row: row.number(0, 14) % 13 % 10 == row.digit(14))),
                    chance=0.1, names="инн, inn, огрн, ogrn, кпп, инн организации, инн юрлица"),
    organisation_id("se", "Swedish organisation numbers",
                    AnyOf(Number("[1-35-9]9[2-9]9{7}", luhn),
                          Number("[S][E][1-35-9]9[2-9]9{7}[0][1]", lambda row: luhn(row, 2, 12))),
                    chance=0.064,
                    names="organisationsnummer, orgnr, org nr, orgnummer, momsregistreringsnummer, momsnr"),
    organisation_id("si", "Slovenian tax numbers of companies",
                    AnyOf(Number("9{7}", _maticna), Number("9{7}N9{2}", _maticna)),
                    chance=0.091, names="matična številka, maticna stevilka, matična št podjetja"),
    organisation_id("sk", "Slovak VAT numbers",
                    prefixed("SK", "[1-9]9[2-47-9]9{7}", lambda row: row.number(0, 10) % 11 == 0),
                    chance=0.049, names="ič dph, ic dph, dič, ičo"),
    organisation_id("ua", "Ukrainian company numbers", Number("9{8}", _ukraine),
                    chance=0.1, names="єдрпоу, едрпоу, edrpou, код єдрпоу, код едрпоу"),
)  # fmt: skip
