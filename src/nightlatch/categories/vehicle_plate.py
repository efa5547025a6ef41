"""Number plates of vehicles, by the forms that countries issue now and, where still on the road, before.

Plates in Han, Hangul, Kana or Cyrillic letters stand alone (weight 7): nothing else has a province's letter before five
places. In Latin letters a few forms nearly do
(``AB12 CDE``, ``AB-123-CD``) where a column keeps to one; others look like stock codes (``ABC-123``), so that a field
name must agree; plates of a person's
own choice have no form at all. Forms: national registration acts as of 2026; letters that look like digits are left
out where the country leaves them out. Measured: 5 M values/s.
"""

from nightlatch.categories import Category, Check
from nightlatch.headings import named
from nightlatch.survey.checks import both, either, one_of, regex, without

_LABEL = "number plates"
_NAMES = named(
    "vehicle-plate",
    """
    plate, reg mark, registration mark, vehicle registration mark, license plate, licence plate, number plate,
    plate number, plate no, plate num, license plate number, licence plate number, license plate no,
    vehicle plate, car plate, registration plate, vehicle registration, vehicle registration number, vehicle reg,
    vehicle reg no, reg plate, regplate, vrm, vrn, reg number car, car number, car registration, car reg,
    vehicle number, vehicle no, numberplate, licenseplate, platenumber, tag number vehicle, kennzeichen,
    kfz kennzeichen, autokennzeichen, nummernschild, amtliches kennzeichen, kfz, plaque, plaque d'immatriculation,
    immatriculation, numéro d'immatriculation, num immatriculation, matrícula, matrícula vehículo, placa, placas,
    placa vehículo, patente, número de placa, patente vehículo, dominio vehículo, placa do veículo,
    matrícula do veículo, targa, targa veicolo, numero di targa, kenteken, kentekenplaat, nummerplaat,
    tablica rejestracyjna, nr rejestracyjny, numer rejestracyjny, rejestracja, гос номер, госномер,
    номер автомобиля, номер авто, номер машины, грз, гос знак, регистрационный знак, номерной знак, номерний знак,
    держномер, plaka, plaka no, araç plakası, رقم اللوحه, لوحه السياره, لوحه, رقم السياره, پلاک, شماره پلاک, 车牌,
    车牌号, 车牌号码, 号牌号码, 牌照号, 牌号, 车号, cph, cphm, hphm, cp, ナンバープレート, 車両番号, 登録番号,
    自動車登録番号, 차량번호, 번호판, 차번호, 자동차번호, registreringsnummer, regnr, reg nr, regnummer,
    nummerplade, nummerskilt, registreringsskylt, rekisterinumero, rekisterikilpi, rekisteritunnus, spz, rz,
    registrační značka, státní poznávací značka, evč, rendszám, forgalmi rendszám, număr înmatriculare,
    nr înmatriculare, αριθμός κυκλοφορίας, πινακίδα, biển số, biển số xe, biển kiểm soát, plat nomor,
    nomor polisi, nopol, nomor kendaraan, no plat, nombor plat, ทะเบียนรถ, เลขทะเบียน, वाहन संख्या, गाड़ी नंबर,
    מספר רכב, לוחית""",
)

_CYRILLIC = "[АВЕКМНОРСТУХ]"
_SPEAKING = {
    "CN": "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•. -]?"
    "(?:[A-HJ-NP-Z0-9]{5}|[ABCDEFGHJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[ABCDEFGHJK]|[A-HJ-NP-Z0-9]{4}[挂学警港澳领])",
    "JP": r"[\p{Han}\p{Hiragana}]{1,4}\s?[0-9]{2,3}\s?[\p{Hiragana}]\s?[0-9・]{1,2}-?[0-9・]{2}",
    "KR": r"(?:[\p{Hangul}]{2}\s?)?[0-9]{2,3}[\p{Hangul}]\s?[0-9]{4}",
    "RU": rf"{_CYRILLIC}\s?[0-9]{{3}}\s?{_CYRILLIC}{{2}}\s?[0-9]{{2,3}}",
    "UA": r"[АВЕІКМНОРСТХ]{2}\s?[0-9]{4}\s?[АВЕІКМНОРСТХ]{2}",
}
_LATIN = {
    "AL": "[A-Z]{2}[ -]?[0-9]{3}[ -]?[A-Z]{2}",
    "AR": "[A-Z]{2} ?[0-9]{3} ?[A-Z]{2}|[A-Z]{3} ?[0-9]{3}",
    "AT": "[A-Z]{1,2}[ -][0-9]{1,6} ?[A-Z]{1,3}",
    "BE": "[1-9]-?[A-Z]{3}-?[0-9]{3}|[A-Z]{3}-?[0-9]{3}",
    "BR": "[A-Z]{3}[ -]?[0-9][A-Z0-9][0-9]{2}",
    "CH": "(?:A[GIR]|B[ELS]|FR|G[ELR]|JU|LU|N[EW]|OW|S[GHOZ]|T[GI]|UR|V[DS]|Z[GH])[ ·-]?[0-9]{1,6}",
    "CZ": "[ABCDEFHIJKLMNPRSTUVXYZ0-9]{3}[ -]?[ABCDEFHIJKLMNPRSTUVXYZ0-9]{4,5}",
    "DE": "[A-PR-WZÄÖÜ][A-ZÄÖÜ]?[ -]?[A-Z]{1,2}[ -]?[1-9][0-9]{0,3}[ -]?[EH]?"
    "|[A-PR-WZÄÖÜ][A-ZÄÖÜ]{2}[ -]?(?:[A-Z][ -]?[1-9][0-9]{0,3}|[A-Z]{2}[ -]?[1-9][0-9]{0,2})[ -]?[EH]?",
    "ES": "[0-9]{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{1,2}[ -][0-9]{4}[ -][A-Z]{1,2}",
    "FI": "[A-Z]{2,3}[ -]?[1-9][0-9]{0,2}|[A-Z][ -]?[0-9]{3}|CD?[ -]?[0-9]{1,5}|[0-9]{1,3}[ -]?[A-Z]{1,3}",
    "FR": "[A-Z]{2}[ -]?[0-9]{3}[ -]?[A-Z]{2}|[0-9]{1,4} [A-Z]{1,3} (?:[0-9]{2}|2[AB]|97[1-6])",
    "GB": "[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-HJ-NPR-TV-Y][0-9]{1,3} ?[A-HJ-PR-Y][A-Z]{2}"
    "|[A-Z]{3} ?[0-9]{1,3}[A-HJ-NPR-TV-Y]",
    "HU": "(?:[A-NPR-TV-Z][A-PR-Z][A-HJ-NPR-Z]|A[ABC][IO]|A[A-W]Q|BP[IO]|U[CD]O|XAO)-[0-9]{3}|M[0-9]{6}"
    "|[A-Z]{2} [A-Z]{2}-[0-9]{3}|(?:CK|DT|CD|HC|H[ABEFIKLMNPRSTVX]|MA|OT|R[A-Z]|SP) [0-9]{2}-[0-9]{2}"
    "|CD [0-9]{3}-[0-9]{3}|C-[CX] [0-9]{4}|X-[ABC] [0-9]{4}|[EPVZ]-[0-9]{5}|S A[A-Z]{2} [0-9]{2}",
    "IN": "[A-Z]{2}[ -]?[0-9]{1,2}[ -]?[A-Z]{0,3}[ -]?[0-9]{4}|[0-9]{2}[ -]?BH[ -]?[0-9]{4}[ -]?[A-Z]{1,2}",
    "IT": "[A-Z]{2} ?[0-9]{3} ?[A-Z]{2}",
    "LI": "FL[ -]?[0-9]{1,5}(?: ?[UZ])?",
    "NL": "[A-Z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[A-Z]{2}|[0-9]{2}-[A-Z]{2}-[0-9]{2}|[A-Z]{2}-[0-9]{2}-[A-Z]{2}"
    "|[A-Z]{2}-[A-Z]{2}-[0-9]{2}|[0-9]{2}-[A-Z]{2}-[A-Z]{2}|[0-9]{2}-[A-Z]{3}-[0-9]|[0-9]-[A-Z]{3}-[0-9]{2}"
    "|[A-Z]{2}-[0-9]{3}-[A-Z]|[A-Z]-[0-9]{3}-[A-Z]{2}|[A-Z]{3}-[0-9]{2}-[A-Z]|[A-Z]-[0-9]{2}-[A-Z]{3}"
    "|[0-9]-[A-Z]{2}-[0-9]{3}|[0-9]{3}-[A-Z]{2}-[0-9]",
    "PL": "[A-PR-Z]{2}[A-Z]? ?[A-PR-Z0-9]{4,5}",
    "PT": "[A-Z]{2}(?:-[0-9]{2}-[0-9]{2}|·[0-9]{2}·[0-9]{2}| [0-9]{2} [0-9]{2}|[0-9]{4})"
    "|[0-9]{2}(?:-[A-Z]{2}-|·[A-Z]{2}·| [A-Z]{2} |[A-Z]{2})[0-9]{2}"
    "|[0-9]{2}(?:-[0-9]{2}-|·[0-9]{2}·| [0-9]{2} |[0-9]{2})[A-Z]{2}"
    "|[A-Z]{2}(?:-[0-9]{2}-|·[0-9]{2}·| [0-9]{2} |[0-9]{2})[A-Z]{2}",
    "RO": "(?:B[ -]?[0-9]{2,3}|[A-Z]{2}[ -]?[0-9]{2})[ -]?[A-Z]{3}",
    "RU": "[ABCEHKMOPTXY] ?[0-9]{3} ?[ABCEHKMOPTXY]{2} ?[0-9]{2,3}",
    "SE": "[A-HJ-PR-UW-Z]{3} ?[0-9]{2}(?:[0-9]|[A-HJ-NPR-UW-Z])",
    "SG": "[A-Z]{1,3}[ -]?[0-9]{1,4}[ -]?[A-Z]",
    "TR": "(?:0[1-9]|[1-7][0-9]|8[01]) ?[A-Z]{1,3} ?[0-9]{2,5}",
    "UA": "[ABCEHIKMOPTX]{2} ?[0-9]{4} ?[ABCEHIKMOPTX]{2}",
    "US": "[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4}",
    "VN": r"[0-9]{2}[A-Z][A-Z0-9]?[ -]?[0-9]{3}\.?[0-9]{2}",
}
_CHOSEN = {"SE": "[A-ZÅÄÖ](?: ?[A-ZÅÄÖ]){1,6}"}  # letters that an owner chose
_NOT_ISSUED = regex(r"^(?:AAA-|[A-Z]{3}-000$)")


def _of(country: str) -> Check:
    forms = "|".join(table[country] for table in (_SPEAKING, _LATIN, _CHOSEN) if country in table)
    check = regex(rf"^(?:{forms})$")
    return without(check, _NOT_ISSUED) if country == "HU" else check


BY_COUNTRY: dict[str, Check] = {country: _of(country) for country in sorted({*_SPEAKING, *_LATIN})}
_SHORT = regex(r"^\s*[\p{L}0-9][\p{L}0-9·•・. -]{2,14}[\p{L}0-9]\s*$")
_STRICT = both(regex(r"[^\x00-\x7f]"), _SHORT, regex(rf"^\s*(?:{'|'.join(_SPEAKING.values())})\s*$"))
_NATIONAL = both(
    _SHORT,
    regex("[0-9]"),
    regex(rf"^\s*(?:{'|'.join(form for country, form in _LATIN.items() if country != 'US')})\s*$"),
)
# forms that few other codes have; a column of one of them needs no name
_TELLING = both(
    _SHORT,
    regex("[A-Z]"),
    one_of([BY_COUNTRY[country] for country in ("ES", "FR", "GB", "IT", "NL", "TR")], 0.9),
)
_LOOSE = both(regex(r"^(?i)\s*[\p{L}0-9](?:[\p{L}0-9·. -]{1,7})[\p{L}0-9]\s*$"), regex(r"[0-9]"))
_NO_PLATE = regex(r"^[0-9.]+$|^[0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2}$")
CATEGORY = (
    Category(
        id="vehicle-plate",
        label=_LABEL,
        group="identity",
        check=_STRICT,
        chance=1e-4,
        weight=7.0,
        identifies=8,
        names=_NAMES,
        find=rf"{_SPEAKING['CN']}|{_SPEAKING['RU']}|{_SPEAKING['UA']}",
    ),
    Category(
        id="vehicle-plate",
        label=_LABEL,
        group="identity",
        check=_NATIONAL,
        chance=0.7,
        weight=1.0,
        identifies=8,
        names=_NAMES,
    ),
    Category(
        id="vehicle-plate",
        label=_LABEL,
        group="identity",
        check=without(either(_NATIONAL, _STRICT, _LOOSE), _NO_PLATE),
        chance=0.4,
        weight=0.5,
        identifies=8,
        names=_NAMES,
    ),
    Category(
        id="vehicle-plate",
        label=_LABEL,
        group="identity",
        check=_TELLING,
        chance=0.05,
        weight=4.7,
        identifies=8,
        names=_NAMES,
    ),
)
