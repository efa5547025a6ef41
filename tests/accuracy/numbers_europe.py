"""Made-up numbers of people, taxes and insurances in Europe; see :mod:`tests.accuracy.numbers`."""

from __future__ import annotations

from random import Random

from stdnum import iban as _iban
from stdnum import luhn
from stdnum.bg import egn as _egn
from stdnum.cz import rc as _rc
from stdnum.ee import ik as _ik
from stdnum.es import ccc as _ccc
from stdnum.es import dni as _dni
from stdnum.fi import hetu as _hetu
from stdnum.fr import nir as _nir
from stdnum.iso7064 import mod_11_10
from stdnum.it import codicefiscale as _cf
from stdnum.no import fodselsnummer as _fnr
from stdnum.pl import pesel as _pesel
from stdnum.ro import cnp as _cnp
from stdnum.ru import inn as _inn
from stdnum.tr import tckimlik as _tckn

from tests.accuracy.draw import each
from tests.accuracy.hardtable import Draw
from tests.accuracy.numbers_basics import day, digits, valid


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


def ibans_es() -> Draw:
    """Spanish accounts have check digits of their own inside."""

    def one(rng: Random) -> str:
        bank, account = digits(rng, 8), digits(rng, 10)
        body = f"{bank}{_ccc.calc_check_digits(f'{bank}00{account}')}{account}"
        return f"ES{_iban.calc_check_digits(f'ES00{body}')}{body}"

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
