"""Passports: the machine-readable zone with its check digits (ICAO 9303), and the numbers of 57 countries by form.

A passport number has no check digit outside the zone, and most countries write it as any letter and digits: by itself
it says nothing (weight 0.5), and only a form of one country's own adds to a field's name. The zone stands alone.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category
from nightlatch.categories._government import government_id
from nightlatch.headings import named
from nightlatch.survey.checkdigits import AnyOf, Number, Rows, table
from nightlatch.survey.checks import Bools, regex
from nightlatch.survey.values import Values

_NAMES = named(
    "passport",
    """
    passport, passport number, passport no, passport num, passport id, passportno, passport nr, ppt no,
    travel document number, travel document no, travel document, mrz, mrz code, machine readable zone, passport mrz,
    reisepass, reisepassnummer, passnummer, pass nr, passnr, reisepassnr, passeport, numéro de passeport,
    numero passeport, n° passeport, no passeport, pasaporte, número de pasaporte, numero pasaporte, nro pasaporte,
    passaporte, número do passaporte, numero passaporte, n passaporto, passaporto, numero di passaporto, paspoort,
    paspoortnummer, paszport, numer paszportu, nr paszportu, загранпаспорт, паспорт, номер паспорта,
    серия и номер паспорта, серия паспорта, паспортные данные, номер загранпаспорта, паспорт громадянина, pasaport,
    pasaport no, pasaport numarası, جواز السفر, رقم جواز السفر, رقم الجواز, گذرنامه, شماره گذرنامه, پاسپورت, 护照,
    护照号, 护照号码, 護照, 護照號碼, huzhao, パスポート, パスポート番号, 旅券番号, 여권, 여권번호, passin numero,
    passinumero, cestovní pas, číslo pasu, číslo cestovního pasu, cestovný pas, útlevél, útlevélszám, pașaport,
    număr pașaport, διαβατήριο, αριθμός διαβατηρίου, паспорт номер, задграничен паспорт, putovnica, broj putovnice,
    broj pasoša, pasoš, številka potnega lista, potni list, passi number, hộ chiếu, số hộ chiếu, paspor,
    nomor paspor, no paspor, nombor pasport, no pasport, หนังสือเดินทาง, เลขที่หนังสือเดินทาง, पासपोर्ट, पासपोर्ट नंबर,
    পাসপোর্ট, பாஸ்போர்ட், پاسپورٹ, דרכון, מספר דרכון, paspoort nommer""",
)
# country, the share of values of that outward form which fit by accident, the forms (see Number)
_FORMS = """
    AM 1 A{2}9{7}
    AR 1 A{3}9{6}
    AT 1 A9{7}
    AU 1 A9{7}|[P]A9{7}
    AZ 1 A9{8}
    BE 1 A{2}9{6}
    BG 1 9{9}
    BR 1 A{2}9{6}
    BY 1 A{2}9{7}
    CA 1 A{2}9{6}|A9{6}A{2}
    CH 1 A9{7}
    CN 0.038 [G]9{8}|[E][0-9A-HJ-NP-Z]9{7}
    CY 1 A9{6}|A9{8}
    CZ 1 9{8}
    DE 0.23 [CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{7}9
    DK 1 9{9}
    DZ 1 9{9}
    EE 1 A9{7}|A{2}9{7}
    ES 1 A{2}9{6}|A{3}9{6}
    FI 1 A{2}9{7}
    FR 1 9{2}A{2}9{5}
    GB 1 9{9}
    GR 1 A{2}9{7}
    HR 1 9{9}
    HU 1 A{2}9{6}|A{2}9{7}
    ID 0.19 [A-CEX]9{7}
    IE 1 A9{8}|A{2}9{7}
    IN 1 A9{7}
    IR 1 A9{8}
    IS 0.038 [A]9{7}
    IT 1 A{2}9{7}
    JM 0.038 [A]9{7}
    JP 1 A{2}9{7}
    KR 0.19 [MSRGD]9{8}|[MSRGD]9{3}A9{4}
    KZ 1 [N]9{8}|A9{7}
    LI 1 A9{5}
    LT 1 9{8}|A{2}9{6}
    LU 0.077 [JK]N{7}
    LV 0.012 [LP][VALN][0-9]{7}
    LY 1 N{8}
    MT 1 9{7}
    MX 1 A9{8}
    MY 0.12 [AHK]9{8}
    MZ 1 A{2}9{7}|9{2}A{2}9{5}
    NZ 0.077 [L][ADFH]9{6}|[E][AP]9{6}|[RN]9{6}|[R][A]9{6}
    PH 1 A9{6}|A9{7}A|A{2}9{6}|A{2}9{7}
    PK 1 A{2}9{7}
    PL 1 A{2}9{7}
    PT 1 A9{6}|A{2}9{6}
    RO 1 9{8}|9{9}
    RU 1 9{6}|9{9}|9{10}
    SE 1 9{8}
    SK 1 A9{7}|A{2}9{7}
    SL 0.038 [P]A9{7}
    TH 1 A9{6}|A9{7}|A{2}9{6}|A{2}9{7}
    TR 1 A9{8}
    UA 1 A{2}9{6}
    US 1 9{9}|A9{8}
    ZA 0.15 [TAMD]9{8}
"""
_NOBODY_ELSES = {"FR"}  # two digits, two letters, five digits: few other codes are written so
_OWN, _ANY = 2.5, 0.5  # what a form of one country's own adds to a name, and what any letters and digits do
_COMMON = 0.3

_TD3 = (  # the second of two lines of 44: number, birth, expiry, each with its digit
    r"^(?:P[A-Z<][A-Z<]{3}[A-Z<]{39}\s*)?(?P<a>[A-Z0-9<]{9}[0-9])[A-Z<]{3}(?P<b>[0-9]{6}[0-9])[MFX<]"
    r"(?P<c>[0-9]{6}[0-9])[A-Z0-9<]{14}[0-9<][0-9]\s*$"
)
_TD1 = (  # three lines of 30
    r"^[ACI][A-Z<][A-Z<]{3}(?P<a>[A-Z0-9<]{9}[0-9])[A-Z0-9<]{15}\s*(?P<b>[0-9]{6}[0-9])[MFX<](?P<c>[0-9]{6}[0-9])"
    r"[A-Z<]{3}[A-Z0-9<]{11}[0-9]\s*[A-Z<]{30}\s*$"
)
_WIDTHS = {"a": 10, "b": 7, "c": 7}
_VALUES = table("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # "<" counts 0

_ANY_FORM = regex(
    r"^\s*(?i)(?:[A-Z]{0,3}[ -]?[0-9]{5,9}[A-Z]{0,2}|[0-9]{2} ?[A-Z0-9]{2} ?[0-9]{5,6}"
    r"|[A-Z0-9]{5,7}[0-9][A-Z0-9]{1,3})\s*$"
)

# Series and number as internal passports have them: in groups, or with letters that have no compact form
_WRITTEN = {
    "ru": r"^\s*[0-9]{2} ?[0-9]{2} (?:№ ?)?[0-9]{6}\s*$",
    "ua": r"^\s*[АВЕКМНОРСТХІЇЄа-яіїє]{2} ?(?:№ ?)?[0-9]{6}\s*$",
}


def _zone(values: Values) -> Bools:
    """Zones whose check digits of number, birth and expiry are right (weights 7, 3, 1)."""
    passed = np.zeros(len(values), np.bool_)
    if values.kind != "text" or not len(values):
        return passed
    for form in (_TD3, _TD1):
        at = np.flatnonzero(values.matches(form))
        if len(at):
            parts = pc.extract_regex(values.text.take(pa.array(at)), form)
            passed[at] |= np.logical_and.reduce([_is_checked(parts.field(part), n) for part, n in _WIDTHS.items()])
    return passed


def _is_checked(part: pa.Array, width: int) -> Bools:
    rows = Rows(np.frombuffer("".join(part.to_pylist()).encode(), np.uint8).reshape(-1, width))
    weights = [(7, 3, 1)[at % 3] for at in range(width - 1)]
    return np.asarray(rows.weighted(weights, 0, _VALUES) % 10 == rows.digit(width - 1))


def _of(country: str, share: str, forms: str) -> Category:
    chance = float(share)
    return government_id(
        f"passport.{country.lower()}",
        "passport numbers",
        AnyOf(*map(Number, forms.split("|"))),
        chance=chance,
        weight=_ANY if chance >= _COMMON and country not in _NOBODY_ELSES else _OWN,
        tier="pattern",
        names="",
        generic=_NAMES,
        identifies=2,  # a new passport has a new number
    )


def _written(country: str, pattern: str) -> Category:
    return Category(
        id=f"passport.{country}",
        label="passport numbers",
        group="government-id",
        check=regex(pattern),
        chance=0.02,
        weight=3.5,
        names=_NAMES,
        identifies=2,
    )


CATEGORY = (
    Category(
        id="passport",
        label="passport numbers",
        group="government-id",
        check=_zone,
        chance=1e-6,
        weight=12.0,
        names=_NAMES,
        identifies=2,
        tier="proved",
        find=r"\b[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{14}[0-9<][0-9]\b",
    ),
    Category(
        id="passport",
        label="passport numbers",
        group="government-id",
        check=_ANY_FORM,
        chance=0.5,
        weight=1.5,
        names=_NAMES,
        identifies=2,
        tier="name",
    ),
    *(_written(country, pattern) for country, pattern in _WRITTEN.items()),
    *(_of(*line.split()) for line in _FORMS.strip().splitlines()),
)
