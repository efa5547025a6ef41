"""Every number that python-stdnum's own tests call valid passes a check of ours: 100 % of each format, but for the listed.

Its docstrings are in the installed package. The longer lists, more than 10,000 real-world numbers, are in its source
distribution only: ``NIGHTLATCH_STDNUM`` names the unpacked folder
(``pip download --no-deps --no-binary :all: python-stdnum==2.2``).
"""

from __future__ import annotations

import contextlib
import doctest
import functools
import importlib
import io
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from nightlatch.survey.values import Values
from tests.categories.chance import as_text, national, numbers_of, passing
from tests.categories.oracles import ORACLES

# Numbers of businesses and things: which module of python-stdnum knows which.
BUSINESS = {
    "ad": ("ad.nrt",), "ar": ("ar.cuit",), "al": ("al.nipt",), "at": ("at.uid",), "au": ("au.abn", "au.acn"), "az": ("az.voen",),
    "be": ("be.vat",), "bg": ("bg.vat",), "br": ("br.cnpj",), "by": ("by.unp",), "ca": ("ca.bn",), "ch": ("ch.uid",),
    "cn": ("cn.uscc",), "cr": ("cr.cpj",), "cy": ("cy.vat",), "cz": ("cz.dic",), "de": ("de.vat",), "dk": ("dk.cvr",),
    "do": ("do.rnc",), "ec": ("ec.ruc",), "ee": ("ee.registrikood", "ee.kmkr"), "es": ("es.cif", "es.nif"),
    "fi": ("fi.ytunnus", "fi.alv"), "fr": ("fr.siren", "fr.siret", "fr.tva", "mc.tva"), "gb": ("gb.vat",),
    "gh": ("gh.tin",), "gr": ("gr.vat",), "hr": ("hr.oib",), "hu": ("hu.anum",), "ie": ("ie.vat",), "il": ("il.hp",),
    "in": ("in_.gstin", "in_.pan"), "it": ("it.iva",), "jp": ("jp.cn",), "ke": ("ke.pin",), "kr": ("kr.brn",),
    "lei": ("lei",), "lt": ("lt.pvm",), "lu": ("lu.tva",), "lv": ("lv.pvn",), "ma": ("ma.ice",), "md": ("md.idno",),
    "me": ("me.pib",), "mk": ("mk.edb",), "mt": ("mt.vat",), "mx": ("mx.rfc",), "nl": ("nl.btw",),
    "no": ("no.orgnr", "no.mva"), "pe": ("pe.ruc",), "pl": ("pl.regon", "pl.nip"), "pt": ("pt.nif",),
    "ro": ("ro.cui", "ro.cf"), "rs": ("rs.pib",), "ru": ("ru.inn", "ru.ogrn"), "se": ("se.orgnr", "se.vat"),
    "sg": ("sg.uen",), "si": ("si.maticna", "si.ddv"), "sk": ("sk.dph",), "sn": ("sn.ninea",), "th": ("th.moa",),
    "tn": ("tn.mf",), "tw": ("tw.ubn",), "ua": ("ua.edrpou",), "us": ("us.ein",), "uy": ("uy.rut",), "ve": ("ve.rif",),
    "vn": ("vn.mst",),
}  # fmt: skip
THINGS = ("ean", "isbn", "issn", "isin", "iso6346")
FORMATS: dict[str, set[str]] = defaultdict(set)
for _own, _modules in (
    *ORACLES.items(), *((f"organisation-id.{key}", modules) for key, modules in BUSINESS.items()),
    ("record-id.product", THINGS), ("national-id.be", ("be.nn", "be.bis")), ("tax-id.us", ("us.tin",)),
    ("social-security.us", ("us.tin",)), ("organisation-id.us", ("us.tin",)), ("national-id.es", ("es.nif",)),
    ("national-id.th", ("th.tin",)), ("organisation-id.th", ("th.tin",)), ("national-id.ro", ("ro.cf",)),
    ("national-id.id", ("id.npwp",)), ("national-id.bg", ("bg.vat",)), ("residence-permit.bg", ("bg.vat",)),
    ("national-id.cz", ("cz.dic",)), ("social-security.ie", ("ie.vat",)), ("national-id.se", ("se.orgnr", "se.vat")),
    ("organisation-id.it", ("it.codicefiscale",)),
):  # fmt: skip
    for _module in _modules:
        FORMATS[_module].add(_own)

# Numbers refused on purpose: at most how many, and why.
_WRITTEN = "letters of a country in another script, words, commas or colons in front of or inside it"
_SHORT = "zeros in front left away: another number has that length"
_PERSON = "a person's number behind the letters of a VAT number"
REFUSED = {
    "az.voen": (10, _SHORT), "be.bis": (2, "a day is at most 31"), "be.vat": (1, _WRITTEN), "bg.vat": (4, _PERSON),
    "by.unp": (4, _WRITTEN), "ch.uid": (1, "without the letters it is any nine digits"), "cl.rut": (1, _WRITTEN),
    "co.nit": (3, _WRITTEN), "cr.cpf": (5, _SHORT), "cz.dic": (9, _PERSON), "de.vat": (1, _WRITTEN),
    "dk.cvr": (1, _WRITTEN), "do.cedula": (60, "old ones fail the check digit; the module lists them"),
    "do.rnc": (2, "fail the check digit; the module lists them"), "es.nif": (6, _PERSON),
    "fi.hetu": (1, "+ for the 1800s has no compact form"), "gb.vat": (4, "of government departments: five places"),
    "gr.vat": (2, _SHORT), "gt.nit": (1, "fewer than 6 places prove nothing"), "il.idnr": (1, _SHORT),
    "isbn": (1, "an SBN of nine digits, before 1970"), "it.iva": (1, _WRITTEN),
    "kr.brn": (3, "their check digit is wrong; the module does not look"), "lu.tva": (2, _WRITTEN),
    "mk.edb": (9, _WRITTEN), "mx.rfc": (4, "codes of companies with a wrong check digit, and without their last places"),
    "nl.btw": (3, _SHORT), "nz.ird": (1, _WRITTEN), "pe.cui": (1, "8 digits have no check character"),
    "py.ruc": (2, "fewer than 7 digits prove nothing"), "ro.cf": (1, _PERSON), "se.vat": (2, _PERSON),
    "si.emso": (1, "other regions are other countries"), "sn.ninea": (7, _WRITTEN), "sv.nit": (1, _WRITTEN),
    "tn.mf": (40, _SHORT), "uy.rut": (1, _WRITTEN),
}  # fmt: skip
# Numbers of businesses that pass although no module knows them, and why.
WIDER: dict[str, tuple[str, Callable[[str], bool]]] = {
    "cn": ("authorities and trade unions have a letter in front", lambda n: n[0].isalpha()),
    "hu": ("with the codes of the tax and of the county behind it", lambda n: len(n) == 11),
    "in": ("partnerships of limited liability (E), Ladakh (38)", lambda n: "E" in (n[3], n[5]) or n[:2] == "38"),
    "ru": ("a remainder of two digits leaves its last one", lambda n: len(n) == 15),
    "sg": ("we do not ask today's date, nor a list of kinds", lambda n: n[0] == "2" or n[0] in "RST"),
}


@functools.cache
def documented() -> dict[str, list[str]]:
    """By module the numbers that its documentation and, where they are at hand, its tests call valid."""
    found: dict[str, set[str]] = {module: set() for module in FORMATS}
    with _recording(found), contextlib.redirect_stdout(io.StringIO()):
        for module in FORMATS:
            loaded = importlib.import_module("stdnum." + module)
            _run(loaded.__doc__ or "", dict(vars(loaded)), module)
        for file in sorted(Path(os.environ.get("NIGHTLATCH_STDNUM", "/nonexistent")).glob("tests/*.doctest")):
            _run(file.read_text("utf-8"), {}, file.name)
    return {module: sorted(numbers) for module, numbers in found.items()}


@contextlib.contextmanager
def _recording(found: dict[str, set[str]]) -> Iterator[None]:
    """While it lasts, what a module's ``validate`` accepts without options goes into *found*."""
    with pytest.MonkeyPatch.context() as patch:
        for module, numbers in found.items():
            loaded = importlib.import_module("stdnum." + module)

            def validate(number, *args, _original=loaded.validate, _numbers=numbers, **options):  # type: ignore[no-untyped-def]
                compact = _original(number, *args, **options)
                if not args and not options:
                    _numbers.add(number)
                return compact

            patch.setattr(loaded, "validate", validate)
        yield


def _run(text: str, names: dict[str, object], label: str) -> None:
    test = doctest.DocTestParser().get_doctest(text, names, label, label, 0)
    doctest.DocTestRunner(verbose=False).run(test, out=lambda _: None)


@functools.cache
def _checks() -> dict[str, list[object]]:
    by_id = defaultdict(list)
    for category in national():
        by_id[category.id].append(category.check)
    return by_id


def _refused(module: str, numbers: list[str]) -> list[str]:
    column = Values(pa.array(numbers, pa.string()))
    checks = [check for own in FORMATS[module] for check in _checks()[own]]
    passed = np.any([check(column) for check in checks], axis=0)  # type: ignore[operator]
    return [number for number, one in zip(numbers, passed, strict=True) if not one]


@pytest.mark.parametrize("module", sorted(FORMATS))
def test_documented_numbers_pass(module: str) -> None:
    """All numbers of a format pass, of persons or of businesses, except as many as are listed with a reason."""
    numbers = documented()[module]
    refused = _refused(module, numbers)
    most, reason = REFUSED.get(module, (0, ""))
    assert len(refused) <= most, (reason, refused[:10])


def test_more_than_a_hundred_and_twenty_formats_are_told() -> None:
    """At least 120 formats of python-stdnum are shipped, and each has documented numbers to be held against."""
    assert len([module for module, numbers in documented().items() if numbers]) >= 120


@pytest.mark.parametrize("key", sorted(BUSINESS))
def test_numbers_of_businesses_are_valid_elsewhere_too(key: str) -> None:
    """What passes as the number of a business is valid to python-stdnum."""
    (category,) = (one for one in national() if one.id == f"organisation-id.{key}")
    found = [text for number in numbers_of(category) for text in as_text(passing(number, 60_000, 5)[:150])]
    assert len(found) >= 3
    _, is_known = WIDER.get(key, ("", lambda _: False))
    assert not [text for text in found if not _is_valid_elsewhere(key, text) and not is_known(text)]


def _is_valid_elsewhere(key: str, text: str) -> bool:
    modules = (importlib.import_module("stdnum." + module) for module in BUSINESS[key])
    return any(module.is_valid(text) for module in modules)
