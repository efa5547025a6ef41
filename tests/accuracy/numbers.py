"""Numbers with check digits, made up: the payload is drawn, the check digit is python-stdnum's.

Where a country has areas in its numbers, areas that are not assigned to any place are used.
"""

from __future__ import annotations

import importlib
from datetime import date, timedelta
from random import Random
from typing import Any

from stdnum import iban as _iban
from stdnum import luhn, verhoeff
from stdnum.bg import egn as _egn
from stdnum.cl import rut as _rut
from stdnum.cn import ric
from stdnum.cz import rc as _rc
from stdnum.ee import ik as _ik
from stdnum.es import ccc as _ccc
from stdnum.es import dni as _dni
from stdnum.fi import hetu as _hetu
from stdnum.fr import nir as _nir
from stdnum.iso7064 import mod_11_10
from stdnum.it import codicefiscale as _cf
from stdnum.kr import rrn as _rrn
from stdnum.mx import curp as _curp
from stdnum.no import fodselsnummer as _fnr
from stdnum.pl import pesel as _pesel
from stdnum.ro import cnp as _cnp
from stdnum.ru import inn as _inn
from stdnum.th import pin as _pin
from stdnum.tr import tckimlik as _tckn

from tests.accuracy.draw import each
from tests.accuracy.hardtable import Draw


def day(rng: Random, first: int = 1940, last: int = 2018) -> date:
    return date(first, 1, 1) + timedelta(days=rng.randint(0, (last - first + 1) * 365))


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def valid(module: str, shape: str) -> Draw:
    """Numbers that stdnum's *module* takes, by trying: *shape* as in :func:`tests.accuracy.draw.like`."""
    takes = importlib.import_module(f"stdnum.{module}").is_valid

    def one(rng: Random) -> str:
        while True:
            text = "".join(
                rng.choice("0123456789")
                if sign == "#"
                else rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ")
                if sign == "@"
                else sign
                for sign in shape
            )
            try:
                if takes(text):
                    return text
            except (KeyError, ValueError, IndexError):
                continue

    return each(one)


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


def pesel() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng)
        body = f"{born.year % 100:02}{born.month + (20 if born.year >= 2000 else 0):02}{born.day:02}{digits(rng, 4)}"
        return body + _pesel.calc_check_digit(body)

    return each(one)


def tckn() -> Draw:
    def one(rng: Random) -> str:
        body = str(rng.randint(1, 9)) + digits(rng, 8)
        return body + _tckn.calc_check_digits(body)

    return each(one)


def hetu() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng)
        body = f"{born:%d%m%y}", f"{rng.randint(700, 899):03}"
        return f"{body[0]}{'A' if born.year >= 2000 else '-'}{body[1]}{_hetu._calc_checksum(body[0] + body[1])}"

    return each(one)


def nir() -> Draw:
    def one(rng: Random) -> str:
        body = f"{rng.choice('12')}{rng.randint(30, 99):02}{rng.randint(1, 12):02}{rng.randint(1, 95):02}{rng.randint(991, 999)}{digits(rng, 3)}"
        body = body if body[5:7] != "20" else body[:5] + "21" + body[7:]
        return body + _nir.calc_check_digits(body)

    return each(one)


def dni() -> Draw:
    return each(lambda rng: (lambda body: body + _dni.calc_check_digit(body))(digits(rng, 8)))


def nie() -> Draw:
    def one(rng: Random) -> str:
        first, body = rng.randrange(3), digits(rng, 7)
        return "XYZ"[first] + body + _dni.calc_check_digit(f"{first}{body}")

    return each(one)


def codice_fiscale() -> Draw:
    consonants, places = "BCDFGLMNPRSTV", "Z999 Z998 Z997"

    def one(rng: Random) -> str:
        born = day(rng, 1940, 2015)
        who = "".join(rng.choices(consonants, k=6))
        body = f"{who}{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{born.day + rng.choice((0, 40)):02}{rng.choice(places.split())}"
        return body + _cf.calc_check_digit(body)

    return each(one)


def cnp() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng)
        body = f"{rng.choice('12') if born.year < 2000 else rng.choice('56')}{born:%y%m%d}{rng.randint(1, 46):02}{rng.randint(1, 999):03}"
        return body + _cnp.calc_check_digit(body)

    return each(one)


def egn() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng)
        body = f"{born:%y}{born.month + (40 if born.year >= 2000 else 0):02}{born:%d}{digits(rng, 3)}"
        return body + _egn.calc_check_digit(body)

    return each(one)


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


def fnr() -> Draw:
    def one(rng: Random) -> str:
        while True:
            body = f"{day(rng, 1945, 1998):%d%m%y}{rng.randint(0, 499):03}"
            first = _fnr.calc_check_digit1(body)
            second = _fnr.calc_check_digit2(body + first)
            if first != "-" and second != "-" and len(first + second) == 2:
                return body + first + second

    return each(one)


def cpr() -> Draw:
    return each(lambda rng: f"{day(rng, 1945, 1999):%d%m%y}-{rng.randint(0, 3999):04}")


def personnummer() -> Draw:
    """Of the serials 980 to 999, which are for tests."""

    def one(rng: Random) -> str:
        body = f"{day(rng, 1940, 2010):%Y%m%d}{rng.randint(980, 999)}"
        return f"{body[:8]}-{body[8:]}{luhn.calc_check_digit(body[2:])}"

    return each(one)


def isikukood() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng)
        body = f"{rng.choice('34') if born.year < 2000 else rng.choice('56')}{born:%y%m%d}{rng.randint(1, 709):03}"
        return body + _ik.calc_check_digit(body + "0")

    return each(one)


def rodne_cislo() -> Draw:
    def one(rng: Random) -> str:
        while True:
            born = day(rng, 1955, 2015)
            body = f"{born:%y}{born.month + rng.choice((0, 50)):02}{born:%d}{rng.randint(0, 999):03}"
            text = f"{body}{int(body) % 11}"
            if len(text) == 10 and _rc.is_valid(text):
                return f"{text[:6]}/{text[6:]}"

    return each(one)


def ahv() -> Draw:
    """Swiss numbers: an EAN-13 that begins with 756."""

    def one(rng: Random) -> str:
        body = "756" + digits(rng, 9)
        check = -sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body)) % 10
        return f"{body[:3]}.{body[3:7]}.{body[7:11]}.{body[11:]}{check}"

    return each(one)


def ean() -> Draw:
    """EAN-13 of products."""

    def one(rng: Random) -> str:
        body = rng.choice(("400", "401", "690", "692", "500", "750", "871", "590", "541", "460")) + digits(rng, 9)
        return body + str(-sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body)) % 10)

    return each(one)


def steuer_id() -> Draw:
    def one(rng: Random) -> str:
        while True:
            pool = rng.sample("0123456789", 10)
            twice = rng.randrange(9)
            body = [*pool[:9], pool[twice]]
            rng.shuffle(body)
            text = "".join(body)
            if text[0] != "0" and not any(text[at] == text[at + 1] == text[at + 2] for at in range(8)):
                return text + mod_11_10.calc_check_digit(text)

    return each(one)


def kvnr() -> Draw:
    """German health insurance numbers: a letter as its place in the alphabet, then every other digit doubled."""

    def one(rng: Random) -> str:
        letter, body = rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ"), digits(rng, 8)
        doubled = [int(sign) * (at % 2 + 1) for at, sign in enumerate(f"{ord(letter) - 64:02}{body}")]
        return f"{letter}{body}{sum(x // 10 + x % 10 for x in doubled) % 10}"

    return each(one)


def be_nn() -> Draw:
    def one(rng: Random) -> str:
        born = day(rng)
        body = f"{born:%y%m%d}{rng.randint(1, 997):03}"
        check = 97 - int(("2" if born.year >= 2000 else "") + body) % 97
        return f"{body[:2]}.{body[2:4]}.{body[4:6]}-{body[6:]}.{check:02}"

    return each(one)


def nhs() -> Draw:
    """Of the range that begins with 999, which is for tests."""
    return valid("gb.nhs", "999#######")


def nino() -> Draw:
    return each(
        lambda rng: rng.choice(("AB", "CE", "JK", "PR", "WX", "ZY", "HM")) + digits(rng, 6) + rng.choice("ABCD")
    )


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


def snils() -> Draw:
    def one(rng: Random) -> str:
        body = f"{rng.randint(2_000_000, 199_999_999):09}"
        check = sum(int(sign) * (9 - at) for at, sign in enumerate(body)) % 101 % 100
        return f"{body[:3]}-{body[3:6]}-{body[6:]} {check:02}"

    return each(one)


def inn() -> Draw:
    """Russian tax numbers of people: twelve digits, two of them checks."""

    def one(rng: Random) -> str:
        body = f"{rng.randint(1, 79):02}{digits(rng, 8)}"
        return body + _inn.calc_personal_check_digits(body)

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


def svnr() -> Draw:
    """Austrian insurance numbers: a serial, its check digit, a birth date."""

    def one(rng: Random) -> str:
        while True:
            serial, born = f"{rng.randint(100, 999)}", f"{day(rng, 1940, 2010):%d%m%y}"
            weighed = zip(serial + born, (3, 7, 9, 5, 8, 4, 2, 1, 6), strict=True)
            check = sum(int(sign) * weight for sign, weight in weighed) % 11
            if check < 10:
                return f"{serial}{check}{born}"

    return each(one)


def jmbg() -> Draw:
    """Numbers of the former Yugoslavia: birth date, region, serial, check digit."""

    def one(rng: Random) -> str:
        while True:
            born = day(rng, 1945, 2010)
            body = f"{born:%d%m}{born.year % 1000:03}{rng.randint(10, 89)}{rng.randint(0, 999):03}"
            rest = sum(int(sign) * weight for sign, weight in zip(body, (7, 6, 5, 4, 3, 2) * 2, strict=True)) % 11
            if rest != 1:
                return f"{body}{0 if rest == 0 else 11 - rest}"

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


def ibans_es() -> Draw:
    """Spanish accounts have check digits of their own inside."""

    def one(rng: Random) -> str:
        bank, account = digits(rng, 8), digits(rng, 10)
        body = f"{bank}{_ccc.calc_check_digits(f'{bank}00{account}')}{account}"
        return f"ES{_iban.calc_check_digits(f'ES00{body}')}{body}"

    return each(one)
