"""Technical: vehicle identification numbers (ISO 3779): a thing's number, not to be taken for a person's.

Seventeen places without I, O and Q; in North America and China the ninth is a check digit (MOD 11; 1 in 11 of what has
the form, 1 in 2,000 of 17 capitals and digits). Elsewhere only the form is left and a field name must agree.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checkdigits import ALNUM, Mask, Number, Rows, table

_LABEL = "vehicle identification numbers"
_NAMES = named(
    "vin",
    """
    vin, vin number, vin no, vin code, vehicle identification number, vehicle id number, chassis number,
    chassis no, frame number, vehicle vin, car vin, fin, fahrgestellnummer, fahrzeugidentnummer,
    fahrzeug identifizierungsnummer, fahrgestellnr, fin nummer, numéro de série véhicule, numéro de châssis,
    número de bastidor, bastidor, número de chasis, número do chassi, chassi, numero di telaio, telaio,
    chassisnummer, framenummer, numer vin, numer nadwozia, вин, вин код, номер кузова, номер шасси, номер кузову,
    şasi no, şasi numarası, رقم الهيكل, رقم الشاصي, شماره شاسی, 车架号, 车辆识别代号, 车辆识别代码, 车架号码, cjh,
    clsbdh, 車台番号, 차대번호, stelnummer, understellsnummer, alustanumero, valmistenumero, číslo karoserie,
    alvázszám, serie șasiu, αριθμός πλαισίου, số khung, nomor rangka, หมายเลขตัวถัง, चेसिस नंबर, מספר שלדה""",
)
_PATTERN = "[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{4}[0-9]{4}"
_ANY = "[A-HJ-NPR-Z0-9]{11}[A-HJ-NPR-Z0-9]{2}[0-9]{4}"
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES = table("0123456789") + sum(
    value * (table(letters, default=-1) >= 0)
    for value, letters in enumerate(("", "AJ", "BKS", "CLT", "DMU", "ENV", "FW", "GPX", "HY", "RZ"))
)


def _check_digit(row: Rows) -> Mask:
    rest = row.weighted(_WEIGHTS, 0, _VALUES) % 11
    return rest == row.alnum(8, table("0123456789X"))


def _has_letters(row: Rows) -> Mask:
    return (ALNUM[row.bytes[:, :8]] >= 10).any(axis=1)


CATEGORY = (
    Category(
        id="vin",
        label=_LABEL,
        group="technical",
        is_personal=False,
        check=Number(_PATTERN, _has_letters, _check_digit),
        chance=0.02,
        weight=7.0,
        names=_NAMES,
        tier="proved",
    ),
    Category(
        id="vin",
        label=_LABEL,
        group="technical",
        is_personal=False,
        check=Number(_ANY, _has_letters),
        chance=0.2,
        weight=2.0,
        names=_NAMES,
    ),
)
