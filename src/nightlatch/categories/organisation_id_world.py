"""Numbers of companies and authorities outside Europe, and the world's legal entity identifier (LEI, ISO 17442).

Technical: they compete, so that a firm is not counted as a person. Companies among numbers that persons have as well
(India's PAN, Kenya's PIN, Azerbaijan's VOEN, Peru's RUC) are told by the letter or digit that says so.
"""

import numpy as np

from nightlatch.categories._government import organisation_id
from nightlatch.survey.checkdigits import (
    AnyOf,
    Mask,
    Number,
    Rows,
    code_set,
    cross,
    luhn,
    mod_97_10,
    one_of,
    places,
    table,
)

_CNPJ = places("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", lambda letter: ord(letter) - 48)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_VALUES = table(_USCC)
_UEN = "ABCDEFGHJKLMNPQRSTUVWX0123456789"
_UEN_VALUES = table(_UEN)
_RIF = places("JG", lambda letter: 12 if letter == "J" else 20)
_RFC = table("0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ")
_PROVINCES = code_set(range(1, 25), 30, 50)
_CAMPUSES = code_set(range(1, 7), range(10, 17), range(20, 28), range(30, 49), range(50, 69), range(71, 78),
                     range(80, 89), range(90, 96), 98, 99)  # fmt: skip
_KEY = "[A-HJ-NP-TV-Z]"  # Tunisia's control letter; its rule is not published
_JURIDICAL = code_set(range(2, 15), range(101, 111))


def _abn(row: Rows) -> Mask:
    return ((row.weighted((10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) - 10) % 89 == 0) & (row.number(0, 2) >= 11)


def _acn(row: Rows) -> Mask:
    return -row.weighted(range(8, 0, -1)) % 10 == row.digit(8)


def _cnpj(row: Rows) -> Mask:
    first = -row.weighted((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), 0, _CNPJ) % 11 % 10 == row.digit(12)
    second = -row.weighted((6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), 0, _CNPJ) % 11 % 10 == row.digit(13)
    return first & second & (row.bytes[:, :12] != row.bytes[:, :1]).any(axis=1)


def _canadian(row: Rows) -> Mask:
    return luhn(row, 0, 9)


def _uscc(row: Rows) -> Mask:
    weights = [pow(3, at, 31) for at in range(17)]
    return row.is_from(17, _USCC, -row.weighted(weights, 0, _USCC_VALUES) % 31)


def _costa_rican(row: Rows) -> Mask:
    kind, code = row.digit(0), row.number(1, 4)
    two = (kind == 2) & np.isin(code, (100, 200, 300, 400))
    three = (kind == 3) & one_of(code, _JURIDICAL)
    return two | three | ((kind == 4) & (code == 0)) | ((kind == 5) & (code == 1))


def _rnc(row: Rows) -> Mask:
    return (10 - row.weighted((7, 9, 8, 6, 5, 4, 3, 2)) % 11) % 9 + 1 == row.digit(8)


def _ecuadorian(row: Rows) -> Mask:
    public = (row.weighted((3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0) & (row.number(9, 13) > 0)
    juridical = (row.weighted((4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0) & (row.number(10, 13) > 0) & row.is_at(2, "9")
    return (public | juridical) & one_of(row.number(0, 2), _PROVINCES)


def _gstin(row: Rows) -> Mask:
    """Luhn to the base 36."""
    doubled = [2 * row.alnum(at) for at in range(1, 15, 2)]
    sums = sum(value // 36 + value % 36 for value in doubled) + row.weighted((1, 0) * 7 + (1,))
    return np.asarray((sums % 36 == 0) & (row.number(0, 2) >= 1) & (row.number(0, 2) <= 38))


def _pan_serial(row: Rows) -> Mask:
    return row.number(5, 9) > 0


def _japan(row: Rows) -> Mask:
    return 9 - row.weighted((2, 1) * 6, 1) % 9 == row.digit(0)


def _korea(row: Rows) -> Mask:
    sums = row.weighted((1, 3, 7, 1, 3, 7, 1, 3, 5)) + row.digit(8) * 5 // 10
    return (-sums % 10 == row.digit(9)) & (row.number(0, 3) > 100) & (row.number(3, 5) > 0)


def _voen(row: Rows) -> Mask:
    return row.weighted((4, 1, 8, 6, 2, 7, 5, 3)) % 11 == row.digit(8)


def _rif(row: Rows) -> Mask:
    rest = (row.alnum(0, _RIF) + row.weighted((3, 2, 7, 6, 5, 4, 3, 2), 1)) % 11
    return np.where(rest < 2, 0, 11 - rest) == row.digit(9)


def _uen_business(row: Rows) -> Mask:
    return row.is_from(8, "XMKECAWLJDB", row.weighted((10, 4, 9, 3, 8, 2, 7, 1)) % 11)


def _uen_local(row: Rows) -> Mask:
    year = row.number(0, 4)
    return (
        row.is_from(9, "ZKCMDNERGWH", row.weighted((10, 8, 6, 4, 9, 7, 5, 3, 1)) % 11) & (year > 1800) & (year < 2036)
    )


def _uen_other(row: Rows) -> Mask:
    return row.is_from(9, _UEN, (row.weighted((4, 3, 5, 3, 10, 2, 2, 5, 7), 0, _UEN_VALUES) - 5) % 11)


def _ubn(row: Rows) -> Mask:
    sums = np.asarray(sum(cross(weight * row.digit(at)) for at, weight in enumerate((1, 2, 1, 2, 1, 2, 4, 1)))) % 10
    return (sums == 0) | ((sums == 9) & row.is_at(6, "7"))


def _ninea(row: Rows) -> Mask:
    return row.weighted((1, 2, 1, 2, 1, 2, 1, 2, 1)) % 10 == 0


def _short_ninea(row: Rows) -> Mask:
    return row.weighted((1, 2, 1, 2, 1, 2, 1)) % 10 == 0


def _ghana(row: Rows) -> Mask:
    return row.is_from(10, "0123456789X", row.weighted(range(1, 10), 1) % 11)


def _vietnam(row: Rows) -> Mask:
    return 10 - row.weighted((31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11 == row.digit(9)


def _tunisia(row: Rows) -> Mask:
    """Branches are numbered in one category only."""
    last = row.bytes.shape[1]
    return row.is_at(last - 4, "E") | (row.number(last - 3, last) == 0)


def _rut(row: Rows) -> Mask:
    office = row.number(0, 2)
    check = -row.weighted((4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11 == row.digit(11)
    return check & (office >= 1) & (office <= 22) & (row.number(2, 8) > 0) & (row.number(8, 11) == 1)


def _mexican(row: Rows) -> Mask:
    return row.is_from(11, "0123456789A", -(row.weighted(range(12, 1, -1), 0, _RFC) + 481) % 11)


CATEGORY = (
    organisation_id("lei", "legal entity identifiers", Number("N{18}9{2}", mod_97_10), chance=0.01,
                    names="lei, lei code, legal entity identifier"),
    organisation_id("ar", "Argentine CUIT numbers of companies",
                    Number("[3][034]9{9}", lambda row: (rest := -row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11)
                           - (rest == 10) == row.digit(10)),
                    chance=0.003, names="cuit, cuit empresa, nro cuit"),
    organisation_id("au", "Australian business numbers", AnyOf(Number("[1-9]9{10}", _abn), Number("9{9}", _acn)),
                    chance=0.1, names="abn, acn, australian business number, australian company number"),
    organisation_id("az", "Azerbaijani taxpayer numbers of companies", Number("9{9}[1]", _voen), chance=0.0091,
                    names="voen, vöen"),
    organisation_id("ad", "Andorran tax numbers of companies",
          AnyOf(Number("[CDGOPU]9{6}A"), Number("[AL][7]9{5}A")), chance=0.23, names="nrt"),
    organisation_id("br", "Brazilian company numbers", Number("N{12}9{2}", _cnpj), chance=0.01,
                    names="cnpj, nr cnpj, cnpj empresa, cadastro nacional da pessoa jurídica"),
    organisation_id("ca", "Canadian business numbers",
                    AnyOf(Number("[1-9]9{8}", _canadian), Number("9{9}[R][CMPT]9{4}", _canadian)), chance=0.09,
                    names="bn, bn number, numéro d'entreprise, gst hst number, business number"),
    organisation_id("cn", "Chinese unified social credit codes",
                    Number("[1-9ANY][1-9]9{6}[0-9A-HJ-NPQRTUWXY]{10}", _uscc), chance=0.027,
                    names="统一社会信用代码, 社会信用代码, 信用代码, 税号, 纳税人识别号, uscc, tyshxydm, 营业执照"),
    organisation_id("cr", "Costa Rican company numbers", Number("[2-5]9{9}", _costa_rican), chance=0.0031,
                    names="cédula jurídica, cedula juridica, cpj"),
    organisation_id("do", "Dominican taxpayer numbers", Number("9{9}", _rnc), chance=0.11, names="rnc, nro rnc"),
    organisation_id("ec", "Ecuadorian company numbers", Number("9{2}[69]9{10}", _ecuadorian), chance=0.007,
                    names="ruc, ruc empresa, nro ruc"),
    organisation_id("gh", "Ghanaian taxpayer numbers of companies", Number("[CGQV][0]{2}9{7}[0-9X]", _ghana),
                    chance=0.00014, names="tin, gra tin"),
    organisation_id("il", "Israeli company numbers", Number("[5]9{8}", luhn), chance=0.01,
                    names="ח.פ, חפ, מספר חברה, company no"),
    organisation_id("in", "Indian GST numbers and PANs of companies",
                    AnyOf(Number("9{2}A{3}[ABCFGHJLTPEK]A9{4}A[1-9A-Z][Z]N", _gstin),
                          Number("A{3}[ABCFGHJLTEK]A9{4}A", _pan_serial)), chance=0.42,
                    names="gstin, gst number, gst no, gst, pan, pan number, company pan"),
    organisation_id("jp", "Japanese corporate numbers", Number("[1-9]9{12}", _japan), chance=0.1,
                    names="法人番号, 法人等番号, hojin bango, corporate number"),
    organisation_id("ke", "Kenyan PINs of companies",
          Number("[P]9{9}A"), chance=0.038, names="kra pin, pin number"),
    organisation_id("kr", "Korean business numbers", Number("[1-9]9{9}", _korea), chance=0.09,
                    names="사업자등록번호, 사업자번호, 사업자 등록 번호, brn, 법인등록번호"),
    organisation_id("ma", "Moroccan company numbers",
          Number("9{15}", lambda row: row.number(0, 15) % 97 == 0), chance=0.01,
                    names="ice, identifiant commun de l'entreprise, التعريف الموحد للمقاولة"),
    organisation_id("md", "Moldovan company numbers",
                    Number("[1]9{12}", lambda row: row.weighted((7, 3, 1) * 4) % 10 == row.digit(12)), chance=0.01,
                    names="idno, cod fiscal"),
    organisation_id("mx", "Mexican RFC numbers of companies",
                    Number("A{3}9{6}[1-9A-V][1-9A-Z][0-9A]", _mexican, lambda row: row.has_date("yymmdd", 3)),
                    chance=0.0033, names="rfc, rfc empresa, rfc emisor"),
    organisation_id("pe", "Peruvian RUC numbers of companies",
                    Number("[2][0]9{9}", lambda row: (11 - row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10
                           == row.digit(10)),
                    chance=0.001, names="ruc, ruc empresa, nro ruc"),
    organisation_id("sg", "Singapore entity numbers",
                    AnyOf(Number("9{8}A", _uen_business), Number("9{9}A", _uen_local),
                          Number("[RST]9{2}A[A-Z0-9]9{4}[0-9A-X]", _uen_other)),
                    chance=0.04, names="uen, uen no, acra number, roc number"),
    organisation_id("sn", "Senegalese NINEA numbers",
                    AnyOf(Number("9{9}", _ninea), Number("9{9}[012][A-HJ-NP-WZ]9", _ninea),
                          Number("9{7}[012][A-HJ-NP-WZ]9", _short_ninea), Number("9{7}", _short_ninea)),
                    chance=0.1, names="ninea"),
    organisation_id("th", "Thai juristic numbers",
                    Number("[0]9{12}",
                           lambda row: (11 - row.weighted(range(13, 1, -1)) % 11) % 10 == row.digit(12)),
                    chance=0.01, names="เลขทะเบียนนิติบุคคล, เลขประจำตัวผู้เสียภาษี"),
    organisation_id("tn", "Tunisian tax numbers", AnyOf(Number("9{7}" + _KEY),
                          *(Number(f"9{{{width}}}{_KEY}[APBDN][MPCNE]9{{3}}", _tunisia) for width in range(3, 8))),
                    chance=0.88,
                    names="matricule fiscal, mf"),
    organisation_id("tw", "Taiwanese business numbers", Number("9{8}", _ubn), chance=0.12,
                    names="統一編號, 統編, 公司統編, ubn"),
    organisation_id("us", "US employer numbers", Number("9{9}", lambda row: one_of(row.number(0, 2), _CAMPUSES)),
                    chance=0.82,
                    names="ein, ein number, fein, employer identification number, federal ein, fed tax id"),
    organisation_id("uy", "Uruguayan RUT numbers", Number("[012]9{11}", _rut), chance=2e-05, names="rut, nro rut"),
    organisation_id("ve", "Venezuelan RIF numbers of companies", Number("[JG]9{9}", _rif), chance=0.0077,
                    names="rif, rif empresa"),
    organisation_id("vn", "Vietnamese tax codes of branches",
                    Number("9{13}", _vietnam, lambda row: (row.number(10, 13) > 0) & (row.number(2, 9) > 0)),
                    chance=0.091, names="mst, mã số thuế, ma so thue"),
)  # fmt: skip
