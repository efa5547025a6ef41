"""Further numbers with check digits, made up by the published rule of each; the rest are in ``numbers``."""

from __future__ import annotations

from datetime import date
from random import Random

from stdnum import luhn, verhoeff
from stdnum.iso7064 import mod_11_10

from tests.accuracy.draw import each
from tests.accuracy.hardtable import Draw
from tests.accuracy.numbers import day, digits

_VIN_SIGNS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
# ISO 6346: letters count from 10 on, multiples of 11 left out.
_BOX_VALUES = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [value for value in range(10, 39) if value % 11][:26], strict=True)
)


def _weighed(text: str, weights: tuple[int, ...]) -> int:
    return sum(int(sign) * weight for sign, weight in zip(text, weights, strict=True))


def oib() -> Draw:
    """Croatian tax numbers of people and firms."""
    return each(lambda rng: (lambda body: body + mod_11_10.calc_check_digit(body))(digits(rng, 10)))


def taj() -> Draw:
    """Hungarian social insurance numbers: eight digits and one to check."""

    def one(rng: Random) -> str:
        body = digits(rng, 8)
        return f"{body}{_weighed(body, (3, 7) * 4) % 10}"

    return each(one)


def cnic() -> Draw:
    """Pakistani identity cards; no check digit."""
    return each(lambda rng: f"{rng.randint(1, 7)}{digits(rng, 4)}-{digits(rng, 7)}-{rng.randint(1, 9)}")


def mykad(first: int = 1945, last: int = 2005) -> Draw:
    """Malaysian identity cards: birth date, state, serial."""
    return each(lambda rng: f"{day(rng, first, last):%y%m%d}-{rng.randint(1, 14):02}-{digits(rng, 4)}")


def nric(series: str = "STFG") -> Draw:
    """Singaporean numbers: S and T of residents, F and G of foreigners."""

    def one(rng: Random) -> str:
        first, body = rng.choice(series), digits(rng, 7)
        rest = (_weighed(body, (2, 7, 6, 5, 4, 3, 2)) + 4 * (first in "TG")) % 11
        return f"{first}{body}{('JZIHGFEDCBA' if first in 'ST' else 'XWUTRQPNMLK')[rest]}"

    return each(one)


def kennitala() -> Draw:
    """Icelandic numbers of people: birth date, serial, check digit, century."""

    def one(rng: Random) -> str:
        while True:
            born = day(rng, 1940, 2008)
            body = f"{born:%d%m%y}{rng.randint(20, 99)}"
            check = -_weighed(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
            if check < 10:
                return f"{body[:6]}-{body[6:]}{check}{9 if born.year < 2000 else 0}"

    return each(one)


def pps() -> Draw:
    """Irish public service numbers: seven digits, a check letter, of newer ones an A behind."""

    def one(rng: Random) -> str:
        body, extra = digits(rng, 7), rng.choice(("", "", "A"))
        weighed = _weighed(body, (8, 7, 6, 5, 4, 3, 2)) + 9 * len(extra)
        return f"{body}{'WABCDEFGHIJKLMNOPQRSTUV'[weighed % 23]}{extra}"

    return each(one)


def iin(first: int = 1950, last: int = 2006) -> Draw:
    """Kazakh numbers of people: birth date, century and sex, serial, check digit."""

    def one(rng: Random) -> str:
        while True:
            born = day(rng, first, last)
            body = f"{born:%y%m%d}{rng.choice('34' if born.year < 2000 else '56')}{digits(rng, 4)}"
            check = _weighed(body, tuple(range(1, 12))) % 11
            if check == 10:
                check = _weighed(body, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
            if check < 10:
                return f"{body}{check}"

    return each(one)


def nida() -> Draw:
    """Tanzanian numbers: birth date, postcode, serial, two digits."""
    return each(
        lambda rng: f"{day(rng, 1975, 2006):%Y%m%d}-{rng.randint(11101, 77000)}-{digits(rng, 5)}-{digits(rng, 2)}"
    )


def ramq(first: int = 2010, last: int = 2018) -> Draw:
    """Quebec health insurance: four letters of the name, birth date (50 more in the month of girls), two digits."""

    def one(rng: Random) -> str:
        born: date = day(rng, first, last)
        who = "".join(rng.choices("BCDGLMPRT", k=3)) + rng.choice("ACEJLMNRS")
        return f"{who} {born:%y}{born.month + rng.choice((0, 50)):02} {born:%d}{digits(rng, 2)}"

    return each(one)


def pinfl() -> Draw:
    """Uzbek numbers of people: sex and century, birth date, region, serial, check digit."""

    def one(rng: Random) -> str:
        born = day(rng, 1955, 2005)
        body = f"{rng.choice('34' if born.year < 2000 else '56')}{born:%d%m%y}{digits(rng, 6)}"
        return f"{body}{_weighed(body, (7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7)) % 10}"

    return each(one)


def matricule() -> Draw:
    """Luxembourg numbers: birth date, serial, a Luhn and a Verhoeff digit of both."""

    def one(rng: Random) -> str:
        body = f"{day(rng, 1950, 2003):%Y%m%d}{digits(rng, 3)}"
        return body + luhn.calc_check_digit(body) + verhoeff.calc_check_digit(body)

    return each(one)


def emso() -> Draw:
    """Slovenian numbers: those of the former Yugoslavia with region 50."""

    def one(rng: Random) -> str:
        while True:
            born = day(rng, 1945, 2012)
            body = f"{born:%d%m}{born.year % 1000:03}50{digits(rng, 3)}"
            check = -_weighed(body, (7, 6, 5, 4, 3, 2) * 2) % 11
            if check < 10:
                return f"{body}{check}"

    return each(one)


def vin(prefixes: str = "WVW WBA VF1 TMB ZFA JTD") -> Draw:
    """Numbers of vehicles, with North America's check digit in the ninth place."""
    values = {sign: int(sign) for sign in "0123456789"} | _VIN_VALUES
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

    def one(rng: Random) -> str:
        body = rng.choice(prefixes.split()) + "".join(rng.choices(_VIN_SIGNS, k=8)) + digits(rng, 6)
        check = sum(values[sign] * weight for sign, weight in zip(body, weights, strict=True)) % 11
        return f"{body[:8]}{'X' if check == 10 else check}{body[9:]}"

    return each(one)


def boxes(owners: str = "MSKU TCLU HLBU CMAU OOLU TGHU") -> Draw:
    """Numbers of freight containers (ISO 6346)."""

    def one(rng: Random) -> str:
        body = rng.choice(owners.split()) + digits(rng, 6)
        whole = sum((_BOX_VALUES[sign] if sign.isalpha() else int(sign)) << at for at, sign in enumerate(body))
        return f"{body}{whole % 11 % 10}"

    return each(one)


def imo() -> Draw:
    """Numbers of ships: six digits and one to check."""

    def one(rng: Random) -> str:
        body = str(rng.randint(700000, 999999))
        return f"{body}{_weighed(body, (7, 6, 5, 4, 3, 2)) % 10}"

    return each(one)


def sg_plates() -> Draw:
    """Singaporean plates: S, two letters, up to four digits, a check letter."""

    def one(rng: Random) -> str:
        letters, number = "".join(rng.choices("BCDFGHJKLMNPRSTUVWXYZ", k=2)), rng.randint(1, 9999)
        values = (*(ord(letter) - 64 for letter in letters), *map(int, f"{number:04}"))
        weighed = sum(value * weight for value, weight in zip(values, (9, 4, 5, 4, 3, 2), strict=True))
        return f"S{letters}{number}{'AZYXUTSRPMLKJHGEDCB'[weighed % 19]}"

    return each(one)
