"""Numbers with check digits, made up: the payload is drawn, the check digit is python-stdnum's.

Where a country has areas in its numbers, areas that are not assigned to any place are used.
"""

from __future__ import annotations

from random import Random
from typing import Any

from stdnum import iban as _iban
from stdnum import luhn, verhoeff
from stdnum.cl import rut as _rut
from stdnum.cn import ric
from stdnum.kr import rrn as _rrn
from stdnum.mx import curp as _curp
from stdnum.th import pin as _pin

from tests.accuracy.draw import each
from tests.accuracy.hardtable import Draw
from tests.accuracy.numbers_basics import day, digits, valid
from tests.accuracy.numbers_europe import (  # noqa: F401 - tables take them from here
    ahv,
    be_nn,
    cnp,
    codice_fiscale,
    cpr,
    dni,
    egn,
    fnr,
    hetu,
    ibans_es,
    inn,
    isikukood,
    jmbg,
    kvnr,
    nhs,
    nie,
    nino,
    nir,
    personnummer,
    pesel,
    rodne_cislo,
    snils,
    steuer_id,
    svnr,
    tckn,
)


def cn(first: int = 1945, last: int = 2018) -> Draw:
    """Chinese resident ids of county 99, which no city has."""

    def one(rng: Random) -> str:
        area = (
            rng.choice(
                [
                    "11",
                    "13",
                    "21",
                    "31",
                    "32",
                    "33",
                    "35",
                    "37",
                    "41",
                    "42",
                    "43",
                    "44",
                    "45",
                    "51",
                    "53",
                    "61",
                    "62",
                    "65",
                ]
            )
            + "0199"
        )
        body = f"{area}{day(rng, first, last):%Y%m%d}{rng.randint(1, 999):03}"
        return body + ric.calc_check_digit(body + "0")

    return each(one)


def cn15() -> Draw:
    """The 15 digits of before 1999: two of the year, none to check."""
    return each(
        lambda rng: f"{rng.choice(('11', '31', '44', '51'))}0199{day(rng, 1940, 1985):%y%m%d}{rng.randint(1, 999):03}"
    )


def cpf() -> Draw:
    def one(rng: Random) -> str:
        body = [int(sign) for sign in digits(rng, 9)]
        for _ in range(2):
            rest = sum(x * w for x, w in zip(body, range(len(body) + 1, 1, -1), strict=True)) * 10 % 11 % 10
            body.append(rest)
        return "".join(map(str, body))

    return each(one)


def aadhaar() -> Draw:
    def one(rng: Random) -> str:
        body = rng.choice("23456789") + digits(rng, 10)
        return body + verhoeff.calc_check_digit(body)

    return each(one)


def pan() -> Draw:
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    return each(
        lambda rng: (
            "".join(rng.choices(letters, k=3))
            + "P"
            + rng.choice(letters)
            + f"{rng.randint(1, 9999):04}"
            + rng.choice(letters)
        )
    )


def za() -> Draw:
    def one(rng: Random) -> str:
        body = f"{day(rng, 1940, 2010):%y%m%d}{digits(rng, 4)}08"
        return body + luhn.calc_check_digit(body)

    return each(one)


def rrn() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng, 1940, 2015)
        sex = rng.choice("12") if born.year < 2000 else rng.choice("34")
        body = f"{born:%y%m%d}{sex}{rng.randint(0, 66):02}{rng.randint(0, 29):02}{rng.randint(1, 9)}"
        return f"{body[:6]}-{body[6:]}{_rrn.calc_check_digit(body + '0')}"

    return each(one)


def th() -> Draw:
    return each(lambda rng: (lambda body: body + _pin.calc_check_digit(body))(rng.choice("12345678") + digits(rng, 11)))


def nik() -> Draw:
    """Indonesian ids: area, day of birth (40 more for women), serial; no check digit."""

    def one(rng: Random) -> str:
        born = day(rng, 1950, 2010)
        area = f"{rng.choice(('11', '31', '32', '33', '35', '51', '73'))}{rng.randint(71, 79)}{rng.randint(1, 9):02}"
        return f"{area}{born.day + rng.choice((0, 40)):02}{born:%m%y}{rng.randint(1, 60):04}"

    return each(one)


def jp() -> Draw:
    return valid("jp.in_", "############")


def il() -> Draw:
    def one(rng: Random) -> str:
        body = digits(rng, 8)
        return body + luhn.calc_check_digit(body)

    return each(one)


def ean() -> Draw:
    """EAN-13 of products."""

    def one(rng: Random) -> str:
        body = rng.choice(("400", "401", "690", "692", "500", "750", "871", "590", "541", "460")) + digits(rng, 9)
        return body + str(-sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body)) % 10)

    return each(one)


def ssn(form: str = "{}-{}-{}") -> Draw:
    return each(
        lambda rng: form.format(
            f"{rng.choice([*range(1, 666), *range(667, 772)]):03}",
            f"{rng.randint(1, 99):02}",
            f"{rng.randint(1, 9999):04}",
        )
    )


def curp() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng, 1950, 1999)
        who = rng.choice("BCGHLMRS") + rng.choice("AEIOU") + rng.choice("BDFGHLM") + rng.choice("BCFGHR")
        body = f"{who}{born:%y%m%d}{rng.choice('HM')}{rng.choice(('DF', 'JC', 'NL', 'OC', 'YN'))}{''.join(rng.choices('BCDFGLMNRST', k=3))}0"
        return body + _curp.calc_check_digit(body + "0")

    return each(one)


def cards(prefixes: str = "4 51 53 55 2221 2500 2720 34 37 6011 62", length: int = 16) -> Draw:
    """Payment card numbers of several schemes, without blanks."""

    def one(rng: Random) -> str:
        prefix = rng.choice(prefixes.split())
        size = 15 if prefix in ("34", "37") else length
        body = prefix + digits(rng, size - 1 - len(prefix))
        return body + luhn.calc_check_digit(body)

    return each(one)


def imei() -> Draw:
    def one(rng: Random) -> str:
        body = rng.choice(("35", "86", "01")) + digits(rng, 12)
        return body + luhn.calc_check_digit(body)

    return each(one)


def ibans(country: str = "DE", shape: str = "##################") -> Draw:
    def one(rng: Random) -> str:
        body = "".join(rng.choice("0123456789") if sign == "#" else sign for sign in shape)
        return country + _iban.calc_check_digits(f"{country}00{body}") + body

    return each(one)


def checked(source: Any) -> Draw:
    """Digits with a Luhn digit behind: neither card nor IMEI, only alike."""
    return each(lambda rng: (lambda body: body + luhn.calc_check_digit(body))(source(rng, 1)[0]))


def melli() -> Draw:
    """Iranian national codes."""

    def one(rng: Random) -> str:
        body = f"{rng.randint(1, 980):03}{digits(rng, 6)}"
        rest = sum(int(sign) * (10 - at) for at, sign in enumerate(body)) % 11
        return f"{body}{rest if rest < 2 else 11 - rest}"

    return each(one)


def hkid() -> Draw:
    def one(rng: Random) -> str:
        letter, body = rng.choice("ABCDEFGHJKLMNPRSTVYZ"), digits(rng, 6)
        weighed = 9 * 36 + 8 * (ord(letter) - 55) + sum(int(sign) * (7 - at) for at, sign in enumerate(body))
        return f"{letter}{body}({'0123456789A'[-weighed % 11]})"

    return each(one)


def twid() -> Draw:
    def one(rng: Random) -> str:
        letter, body = rng.choice("ABCDEFGHJKLMNPQRSTUVXY"), rng.choice("12") + digits(rng, 7)
        place = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(letter) + 10
        weighed = place // 10 + place % 10 * 9 + sum(int(sign) * (8 - at) for at, sign in enumerate(body))
        return f"{letter}{body}{-weighed % 10}"

    return each(one)


def rut() -> Draw:
    return each(lambda rng: (lambda body: body + _rut.calc_check_digit(body))(str(rng.randint(5_000_000, 24_000_000))))


def eg() -> Draw:
    """Egyptian ids: century, birth date, governorate, serial."""
    places = ["01", "02", "12", "14", "16", "21", "25", "28"]

    def one(rng: Random) -> str:
        born = day(rng, 1950, 2012)
        return f"{2 if born.year < 2000 else 3}{born:%y%m%d}{rng.choice(places)}{digits(rng, 4)}{rng.randint(1, 9)}"

    return each(one)
