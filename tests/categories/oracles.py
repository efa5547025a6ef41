"""python-stdnum as an oracle: which module knows which number, and where we differ from it on purpose.

It is a test dependency only; nothing of it is copied.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass

# category: the modules of python-stdnum that say what is valid
ORACLES = {
    "national-id.cn": ("cn.ric",), "national-id.kr": ("kr.rrn",), "national-id.jp": ("jp.in_",),
    "national-id.in": ("in_.aadhaar", "in_.vid"), "tax-id.in": ("in_.pan",), "voter-id.in": ("in_.epic",),
    "national-id.pk": ("pk.cnic",), "national-id.id": ("id.nik",), "national-id.my": ("my.nric",),
    "national-id.th": ("th.pin",), "tax-id.vn": ("vn.mst",), "tax-id.au": ("au.tfn",), "tax-id.nz": ("nz.ird",),
    "national-id.tr": ("tr.tckimlik",), "national-id.il": ("il.idnr",), "tax-id.ru": ("ru.inn",),
    "tax-id.ua": ("ua.rntrc",), "tax-id.by": ("by.unp",), "tax-id.de": ("de.idnr", "de.stnr"),
    "social-security.at": ("at.vnr",), "social-security.ch": ("ch.ssn",), "national-id.nl": ("nl.bsn",),
    "national-id.be": ("be.ssn", "be.eid"), "social-security.fr": ("fr.nir",), "tax-id.fr": ("fr.nif",),
    "national-id.es": ("es.dni", "es.nie",), "tax-id.pt": ("pt.nif",), "national-id.pt": ("pt.cc",),
    "tax-id.it": ("it.codicefiscale",), "social-security.gr": ("gr.amka",), "tax-id.gr": ("gr.vat",),
    "tax-id.cy": ("cy.vat",), "national-id.se": ("se.personnummer",), "national-id.no": ("no.fodselsnummer",),
    "national-id.dk": ("dk.cpr",), "national-id.fi": ("fi.hetu",), "national-id.is": ("is_.kennitala",),
    "national-id.ee": ("ee.ik",), "national-id.lt": ("lt.asmens",), "national-id.lv": ("lv.pvn",),
    "national-id.pl": ("pl.pesel",), "tax-id.pl": ("pl.nip",), "national-id.cz": ("cz.rc", "sk.rc"),
    "national-id.ro": ("ro.cnp",), "national-id.bg": ("bg.egn",), "national-id.hr": ("hr.oib",),
    "national-id.si": ("si.emso",), "health-record-id.gb": ("gb.nhs",), "tax-id.gb": ("gb.utr",),
    "social-security.ie": ("ie.pps",), "social-security.us": ("us.ssn",), "tax-id.us": ("us.itin", "us.ptin"),
    "social-security.ca": ("ca.sin",), "national-id.mx": ("mx.curp",), "tax-id.mx": ("mx.rfc",),
    "national-id.br": ("br.cpf",), "tax-id.ar": ("ar.cuit",), "national-id.cl": ("cl.rut",),
    "tax-id.co": ("co.nit",), "national-id.pe": ("pe.cui",), "tax-id.pe": ("pe.ruc",),
    "national-id.ec": ("ec.ci",), "tax-id.ve": ("ve.rif",), "tax-id.py": ("py.ruc",), "national-id.cu": ("cu.ni",),
    "national-id.do": ("do.cedula",), "tax-id.sv": ("sv.nit",), "national-id.za": ("za.idnr",),
    "tax-id.ke": ("ke.pin",), "tax-id.gh": ("gh.tin",), "tax-id.mz": ("mz.nuit",), "national-id.mu": ("mu.nid",),
    "national-id.md": ("md.idno",), "tax-id.az": ("az.voen",),
    "tax-id.ad": ("ad.nrt",), "national-id.ar": ("ar.dni",), "tax-id.at": ("at.tin",),
    "residence-permit.bg": ("bg.pnf",), "insurance-number.ca": ("ca.bc_phn",), "national-id.cr": ("cr.cpf",),
    "residence-permit.cr": ("cr.cr",), "tax-id.dz": ("dz.nif",), "tax-id.ec": ("ec.ruc",), "tax-id.eg": ("eg.tn",),
    "tax-id.es": ("es.nif",), "tax-id.fi": ("fi.veronumero",), "student-id.gb": ("gb.upn",),
    "tax-id.gn": ("gn.nifp",), "tax-id.gt": ("gt.nit",), "tax-id.id": ("id.npwp",), "tax-id.li": ("li.peid",),
    "student-id.nl": ("nl.onderwijsnummer",), "passport.nl": ("nl.identiteitskaartnummer",),
    "tax-id.tr": ("tr.vkn",), "tax-id.za": ("za.tin",), "tax-id.si": ("si.ddv",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A set of numbers on which we and the oracle differ on purpose; *numbers* gets the compact form."""

    reason: str
    numbers: Callable[[str], bool]


def _is_unborn(year: str) -> bool:
    return 2000 + int(year) >= time.gmtime().tm_year


def _is_no_day(day: str, month: str, months: int = 12) -> bool:
    return not (1 <= int(day) <= 31 and 1 <= int(month) <= months) or day + month in _SHORT_MONTHS


_SHORT_MONTHS = ("2902", "3002", "3102", "3104", "3106", "3109", "3111")


def _is_odd_nir(number: str) -> bool:
    month = int(number[3:5])
    return number[0] not in "123478" or month == 0 or 13 <= month <= 19 or 21 <= month <= 29 or 43 <= month <= 49


def _is_odd_rc(number: str) -> bool:
    month = int(number[2:4])
    is_shifted = any(1 <= month - shift <= 12 for shift in (0, 20, 50, 70))
    return not is_shifted or (len(number) == 9 and (month % 50 > 12 or number.endswith("000")))


NOTHING = Difference(reason="they agree", numbers=lambda n: False)
# Where we let pass less than the oracle, and why.
NARROWER: dict[str, Difference] = {
    "national-id.kr": Difference(
        reason="foreigners' numbers have a rule of their own", numbers=lambda n: n[6] in "5678"
    ),
    "tax-id.in": Difference(reason="companies are not persons", numbers=lambda n: n[3] != "P"),
    "national-id.id": Difference(reason="a day is at most 31, or 71", numbers=lambda n: int(n[6:8]) > 71),
    "tax-id.ru": Difference(reason="organisations have 10 digits", numbers=lambda n: len(n) == 10),
    "tax-id.by": Difference(reason="organisations have digits only", numbers=lambda n: n[:2].isdigit()),
    "social-security.at": Difference(
        reason="the oracle does not look at day and month", numbers=lambda n: _is_no_day(n[4:6], n[6:8], 15)
    ),
    "national-id.be": Difference(reason="a day is at most 31", numbers=lambda n: int(n[4:6]) > 31),
    "social-security.fr": Difference(reason="the oracle does not look at sex and month", numbers=_is_odd_nir),
    "tax-id.it": Difference(
        reason="a day is at most 71; companies have 11 digits",
        numbers=lambda n: len(n) == 11 or n[9] in "89UV" or n[9:11] > "71",
    ),
    "national-id.se": Difference(
        reason="born between 1800 and 2099", numbers=lambda n: len(n) >= 12 and not 1800 <= int(n[:4]) <= 2099
    ),
    "national-id.ee": Difference(reason="born before 2100", numbers=lambda n: n[0] in "78"),
    "national-id.lt": Difference(reason="born before 2100", numbers=lambda n: n[0] in "78"),
    "national-id.lv": Difference(
        reason="companies begin with 4 and more; born before 2100", numbers=lambda n: n[0] > "3" or n[6] > "2"
    ),
    "national-id.pl": Difference(reason="born before 2100", numbers=lambda n: 40 <= int(n[2:4]) < 80),
    "tax-id.pl": Difference(reason="no tax office begins with 0", numbers=lambda n: n[0] == "0"),
    "national-id.cz": Difference(reason="months are shifted by 20, 50 or 70 only", numbers=_is_odd_rc),
    "national-id.si": Difference(
        reason="other regions are other countries; born before 2100",
        numbers=lambda n: n[7] != "5" or 100 <= int(n[4:7]) < 800,
    ),
    "tax-id.mx": Difference(
        reason="codes of companies and codes without their last places", numbers=lambda n: len(n) != 13
    ),
    "tax-id.vn": Difference(reason="branches of companies", numbers=lambda n: len(n) == 13),
    "national-id.il": Difference(reason="zeros in front belong to it", numbers=lambda n: n[0] == "0"),
    "national-id.pe": Difference(reason="8 digits have no check character", numbers=lambda n: len(n) == 8),
    "tax-id.pe": Difference(reason="companies begin with 2", numbers=lambda n: n[0] == "2"),
    "tax-id.py": Difference(reason="fewer than 7 digits prove nothing", numbers=lambda n: len(n) < 7),
    "tax-id.co": Difference(reason="longer than any issued", numbers=lambda n: len(n) > 11),
    "tax-id.sv": Difference(
        reason="the oracle does not look at the date", numbers=lambda n: _is_no_day(n[4:6], n[6:8])
    ),
    "national-id.ar": Difference(reason="zeros in front are not written", numbers=lambda n: n[0] == "0"),
    "national-id.cr": Difference(reason="no province begins with 0", numbers=lambda n: n.zfill(10)[1] == "0"),
    "tax-id.ad": Difference(reason="persons begin with E or F", numbers=lambda n: n[0] not in "EF"),
    "tax-id.ar": Difference(reason="companies begin with 3 and 5", numbers=lambda n: n[0] in "35"),
    "tax-id.ve": Difference(reason="companies begin with J, authorities with G", numbers=lambda n: n[0] in "JG"),
    "tax-id.ec": Difference(reason="companies have 6 or 9 there", numbers=lambda n: n[2] in "69"),
    "tax-id.es": Difference(
        reason="the others are identity numbers or companies'", numbers=lambda n: n[0] not in "KLM"
    ),
    "tax-id.gh": Difference(reason="companies begin with C, G, Q, V", numbers=lambda n: n[0] != "P"),
    "tax-id.id": Difference(reason="identity numbers have a category", numbers=lambda n: len(n) == 16 and n[0] != "0"),
    "tax-id.gt": Difference(reason="fewer than 6 places prove nothing", numbers=lambda n: len(n) < 6),
    "tax-id.ke": Difference(reason="companies begin with P", numbers=lambda n: n[0] == "P"),
    "national-id.md": Difference(
        reason="companies begin with 1, nothing with 3 to 9", numbers=lambda n: n[0] not in "02"
    ),
    "tax-id.az": Difference(reason="companies end with 1", numbers=lambda n: n[-1] == "1"),
}
# Where we let pass more than the oracle, and why.
WIDER: dict[str, Difference] = {
    "national-id.cn": Difference(
        reason="its list of counties lags behind and raises KeyError: the province must do", numbers=lambda n: True
    ),
    "national-id.kr": Difference(
        reason="foreigners' numbers have a rule of their own", numbers=lambda n: n[6] in "5678"
    ),
    "national-id.id": Difference(reason="its list of places lags behind: the province must do", numbers=lambda n: True),
    "national-id.be": Difference(reason="we do not ask today's date", numbers=lambda n: _is_unborn(n[:2])),
    "national-id.se": Difference(reason="coordination numbers add 60 to the day", numbers=lambda n: int(n[-6:-4]) > 60),
    "national-id.no": Difference(reason="we do not ask today's date", numbers=lambda n: _is_unborn(n[4:6])),
    "national-id.dk": Difference(reason="we do not ask today's date", numbers=lambda n: _is_unborn(n[4:6])),
    "insurance-number.ca": Difference(
        reason="other provinces than British Columbia", numbers=lambda n: n[0] != "9" or not n.isdigit()
    ),
    "student-id.gb": Difference(reason="its list of authorities lags behind", numbers=lambda n: True),
    "tax-id.us": Difference(reason="numbers of adopted children have 93 there", numbers=lambda n: n[3:5] == "93"),
    "tax-id.at": Difference(reason="its list of offices lags behind", numbers=lambda n: True),
    "tax-id.li": Difference(reason="zeros in front", numbers=lambda n: n[0] == "0"),
    "national-id.mx": Difference(reason="X, neither man nor woman, since 2023", numbers=lambda n: n[10] == "X"),
    "tax-id.ar": Difference(reason="kinds 25 and 26 are issued to persons", numbers=lambda n: n[:2] in ("25", "26")),
}
# Numbers that only share the id, not the format, with the oracle's: left out by their length.
LENGTHS = {"national-id.pl": {11}, "national-id.ro": {13}, "national-id.hr": {11}, "national-id.cn": {18}}


def theirs(category: str, value: str) -> bool:
    """Whether any of the oracle's modules accepts *value*; an exception of theirs is a no."""
    options = {"validate_check_digits": True} if category == "tax-id.mx" else {}
    for name in ORACLES[category]:
        try:
            if importlib.import_module("stdnum." + name).is_valid(value, **options):
                return True
        except Exception:  # noqa: S112 - cn.ric raises KeyError on counties it does not know
            continue
    return False
