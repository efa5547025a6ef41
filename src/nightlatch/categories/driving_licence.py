"""Driving licences: any number under a telling name, and the forms of countries that have one of their own.

British and Brazilian numbers, which carry a birth date or check digits, are with their countries; a Chinese and a
Spanish licence has its holder's identity number.
"""

from nightlatch.categories import Category
from nightlatch.categories._government import government_id
from nightlatch.headings import named
from nightlatch.survey.checkdigits import AnyOf, Number
from nightlatch.survey.checks import regex

_NAMES = named(
    "driving-licence",
    """
    driving licence, driving license, driver licence, driver license, drivers licence, drivers license,
    driver's license, driving licence no, driving licence number, driving license number, driver license number,
    driver licence number, drivers license number, driver license no, licence number driver, dl number, dl no, dlno,
    dl num, dln, driver license id, driver license state, license number driver, cdl number, führerschein,
    führerscheinnummer, führerscheinnr, fahrerlaubnis, fahrerlaubnisnummer, permis de conduire, numéro de permis,
    numéro permis de conduire, no permis, permiso de conducir, carnet de conducir, licencia de conducir,
    licencia de conducción, número de licencia, número licencia conducir, brevete, carta de condução,
    carteira de motorista, número da carta de condução, patente di guida, patente, numero patente, rijbewijs,
    rijbewijsnummer, prawo jazdy, numer prawa jazdy, водительское удостоверение, номер водительского удостоверения,
    права водителя, номер прав, водійське посвідчення, посвідчення водія, sürücü belgesi, sürücü belgesi no,
    ehliyet, ehliyet no, رخصه القياده, رقم رخصه القياده, گواهینامه, شماره گواهینامه, 驾驶证, 驾驶证号, 驾照, 驾照号,
    驾驶证号码, 机动车驾驶证, 駕照號碼, jsz, jszh, jiazhao, 運転免許証, 運転免許番号, 免許証番号, 免許番号,
    운전면허, 운전면허번호, 면허번호, körkort, körkortsnummer, førerkort, førerkortnummer, kørekort, kørekortnummer,
    ajokortti, ajokortin numero, řidičský průkaz, číslo řidičského průkazu, vodičský preukaz, vezetői engedély,
    jogosítvány, jogosítvány száma, permis de conducere, număr permis, δίπλωμα οδήγησης, άδεια οδήγησης,
    αριθμός διπλώματος, шофьорска книжка, свидетелство за управление, vozačka dozvola, broj vozačke dozvole,
    vozniško dovoljenje, vairuotojo pažymėjimas, vadītāja apliecība, juhiluba, bằng lái xe, số bằng lái,
    giấy phép lái xe, gplx, surat izin mengemudi, sim number driver, no sim, nomor sim, lesen memandu,
    no lesen memandu, ใบขับขี่, เลขที่ใบขับขี่, ड्राइविंग लाइसेंस, চালকের লাইসেন্স, ড্রাইভিং লাইসেন্স, ஓட்டுநர் உரிமம்,
    ڈرائیونگ لائسنس, רישיון נהיגה, מספר רישיון, rybewys, leseni ya udereva""",
)
# country, the share of values of that outward form which fit by accident, the forms (see Number)
_FORMS = """
    DE 1 [A-Z0-9]9{2}[A-Z0-9]{6}[0-9X]N
    IN 0.04 A{2}9{2}[12][09]9{9}
    IT 1 A{2}9{7}A|[U][1]N{7}A
    FR 1 9{12}|9{2}A{2}9{5}
    JP 0.9 [1-9]9{11}
    KR 0.18 [12]9{11}
    NL 1 [1-9]9{9}
    PL 1 9{13}
    RU 1 9{10}
    US 1 A9{7}|A9{12}|9{7}|9{8}|9{9}|A9{8}|A{2}9{6}|A9{14}|A9{11}
"""
_OWN, _ANY, _COMMON = 2.0, 0.5, 0.1


def _of(country: str, share: str, forms: str) -> Category:
    chance = float(share)
    return government_id(
        f"driving-licence.{country.lower()}",
        "driving licence numbers",
        AnyOf(*map(Number, forms.split("|"))),
        chance=chance,
        weight=_ANY if chance >= _COMMON else _OWN,
        tier="pattern",
        names="",
        generic=_NAMES,
        identifies=2,
    )


CATEGORY = (
    Category(
        id="driving-licence",
        label="driving licence numbers",
        group="government-id",
        check=regex(r"^\s*(?i)[A-Z*]{0,6}[ -]?[0-9][A-Z0-9 */-]{3,18}\s*$"),
        chance=0.5,
        weight=0.7,
        names=_NAMES,
        identifies=2,
        kinds=frozenset({"text", "integer"}),
        tier="name",
    ),
    *(_of(*line.split()) for line in _FORMS.strip().splitlines()),
)
