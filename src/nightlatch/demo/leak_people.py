"""The people of the synthetic leak: one row each, in the document formats of the 2019 story, none of them real."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.demo.leak_draw import Indices, Pool, below, draw, lower, strings, table
from nightlatch.demo.words import CITY, FICTION_PHONES, PROVINCES, SCRIPTS, SEXES, UNASSIGNED

Days = NDArray[np.datetime64]

SCHEMA = pa.schema(
    [
        pa.field("person_id", pa.int64(), nullable=False),
        ("name", pa.string()),
        ("id_number", pa.string()),
        ("id_issued", pa.date32()),
        ("id_expires", pa.date32()),
        ("sex", pa.string()),
        ("nationality", pa.string()),
        ("ethnicity", pa.string()),
        ("birth_date", pa.date32()),
        ("address", pa.string()),
        ("phone", pa.string()),
        ("photo", pa.string()),
        ("employer", pa.string()),
    ]
)

_AREAS = [f"{province}{n:02}{UNASSIGNED}" for province, many in PROVINCES.items() for n in range(1, many + 1)]
_ORDERS, _DAYS = 500, 365  # order numbers of one sex; days that every year has
CAPACITY = len(_AREAS) * _ORDERS * _DAYS  # as many people as have distinct id numbers whatever their year and sex
_STRIDE = 15_485_863  # a prime that does not divide CAPACITY: stepping by it meets every number once
_ADULT = 16


def people(seed: int, today: date, rows: Indices) -> pa.RecordBatch:
    """Return the people with row numbers *rows*, counted from 0; the ids count from 1.

    Memory: about 1 kB a row.
    """
    script = _SCRIPT[below(draw(seed, "script", rows), len(_SCRIPT))]
    sex = below(draw(seed, "sex", rows), 2)
    person = script * 2 + sex
    age = _AGE[below(draw(seed, "age", rows), len(_AGE))]
    number, day = np.divmod((rows * _STRIDE + seed % CAPACITY) % CAPACITY, _DAYS)
    # turning the days of each (area, order) by its own amount keeps them distinct, and neighbours out of step
    born = _first_of(today.year - age) + (day + below(draw(seed, "day", number), _DAYS)) % _DAYS
    issued, expires = _card(draw(seed, "card", rows), today, age, born)
    named, lives, works = (draw(seed, purpose, rows) for purpose in ("name", "address", "employer"))
    phone = draw(seed, "phone", rows)
    pools = _pools()
    columns = [
        pa.array(rows + 1),
        pc.binary_join_element_wise(pools["head"].take(person, named), pools["tail"].take(person, lower(named)), ""),
        strings(_id_numbers(number, born, sex)),
        pa.array(issued),
        pa.array(expires),
        pa.array(SEXES).take(pa.array(sex)),
        pools["nationality"].take(script, lower(phone)),
        pools["ethnicity"].take(script, lower(works)),
        pa.array(born),
        _addresses(script, draw(seed, "house", rows), pools["street"].take(script, lives)),
        pools["phone"].take(np.zeros_like(script), phone),
        strings(_photos(seed, rows)),
        pc.if_else(pa.array(age > _ADULT), pools["employer"].take(script, works), pa.scalar(None, pa.string())),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


_SCRIPT = table([script.weight for script in SCRIPTS])
_AGE = table([0] + [100 - age // 2 if age < 60 else 2 * (95 - age) for age in range(1, 95)])


@cache
def _pools() -> dict[str, Pool]:
    companies = [
        [city + name + trade for name in script.companies for trade in script.trades]
        for city, script in zip(CITY, SCRIPTS, strict=True)
    ]
    return {
        "head": Pool([group for script in SCRIPTS for group in script.heads]),
        "tail": Pool([group for script in SCRIPTS for group in script.tails]),
        "street": Pool([[script.address[0] + street for street in script.streets] for script in SCRIPTS]),
        "house": Pool([[f"{n}" + script.address[1] for n in range(1, 240)] for script in SCRIPTS]),
        "flat": Pool(
            [
                [f"{floor}{n:02}" + script.address[2] for floor in range(1, 19) for n in (1, 2, 3, 4)]
                for script in SCRIPTS
            ]
        ),
        "employer": Pool(companies),
        "ethnicity": Pool([script.ethnicities for script in SCRIPTS]),
        "nationality": Pool([script.nationalities for script in SCRIPTS]),
        "phone": Pool([[f"{block}{n:0{digits}}" for block, digits in FICTION_PHONES for n in range(10**digits)]]),
    }


def _first_of(year: Indices) -> Days:
    return (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")


def _card(bits: NDArray[np.uint64], today: date, age: Indices, born: Days) -> tuple[Days, Days]:
    """Valid for 5, 10 or 20 years by age; from 46 on for life, which is no date."""
    years = np.select([age < _ADULT, age < 26, age < 46], [5, 10, 20], 10)
    ending = np.datetime64(today, "D")
    oldest = np.minimum((ending - born).astype(np.int64), years * 365)
    issued = ending - below(bits, oldest)
    month = issued.astype("datetime64[M]")
    expires = (month + 12 * years).astype("datetime64[D]") + (issued - month.astype("datetime64[D]"))
    expires[age >= 46] = np.datetime64("NaT")
    return issued, expires


# GB 11643-1999: 6 digits of area, 8 of birth date, 3 of order (odd for men), and the check character of
# ISO 7064 MOD 11-2 over them.
_WEIGHTS = np.array([2**power % 11 for power in range(17, 0, -1)], np.int16)
_CHECK = np.frombuffer(b"10X98765432", np.uint8)
_AREA_DIGITS = np.array([list(area.encode()) for area in _AREAS], np.uint8)


def _id_numbers(number: Indices, born: Days, sex: Indices) -> NDArray[np.uint8]:
    text = np.empty((len(number), 18), np.uint8)
    text[:, :6] = _AREA_DIGITS[number // _ORDERS]
    year, month = born.astype("datetime64[Y]"), born.astype("datetime64[M]")
    _digits(text[:, 6:10], year.astype(np.int64) + 1970)
    _digits(text[:, 10:12], (month - year.astype("datetime64[M]")).astype(np.int64) + 1)
    _digits(text[:, 12:14], (born - month.astype("datetime64[D]")).astype(np.int64) + 1)
    _digits(text[:, 14:17], number % _ORDERS * 2 + sex)
    text[:, 17] = _CHECK[(text[:, :17] - np.uint8(48)).astype(np.int16) @ _WEIGHTS % 11]
    return text


def _digits(into: NDArray[np.uint8], values: Indices) -> None:
    for place in range(into.shape[1] - 1, -1, -1):
        values, digit = np.divmod(values, 10)
        into[:, place] = digit + 48


def _addresses(script: Indices, bits: NDArray[np.uint64], streets: pa.Array) -> pa.Array:
    pools = _pools()
    return pc.binary_join_element_wise(
        streets, pools["house"].take(script, bits), pools["flat"].take(script, lower(bits)), ""
    )


_PHOTO = np.frombuffer(b"https://photos.example.org/" + bytes(32) + b".jpg", np.uint8)
_HEX = np.array([list(b"%02x" % byte) for byte in range(256)], np.uint8)


def _photos(seed: int, rows: Indices) -> NDArray[np.uint8]:
    token = np.stack([draw(seed, "photo", rows), draw(seed, "photo, second half", rows)], axis=1)
    text = np.tile(_PHOTO, (len(rows), 1))
    text[:, 27:59] = _HEX[token.astype("<u8").view(np.uint8)].reshape(len(rows), 32)
    return text
