"""Columns of invented values with what they hold, for judging fields as a whole. Seeded; nothing here is a person's."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import string
import uuid
from collections.abc import Callable

_RANDOM = random.Random(20261123)
N = 300
_FIRST = ("Anna", "Maria", "John", "Peter", "Sofia", "Lukas", "Emma", "Paul", "Mia", "David", "Julia", "Thomas")
_LAST = ("Exampleton", "Beispiel", "Smith", "Müller", "García", "Rossi", "Novak", "Silva", "Jones", "Testerson")
_HAN_FIRST, _HAN_LAST = "例试样本测明华芳伟", "王李张刘陈杨黄赵吴周徐孙马朱胡"
_ALNUM = string.ascii_uppercase + string.digits


def column(make: Callable[[], object]) -> list[object]:
    """*N* values of *make*."""
    return [make() for _ in range(N)]


def one_of(text: str, separator: str = ",") -> Callable[[], str]:
    """A maker of words of *text*."""
    words = [word.strip() for word in text.split(separator)]
    return lambda: _RANDOM.choice(words)


def digits(count: int) -> str:
    """*count* random digits."""
    return "".join(_RANDOM.choices(string.digits, k=count))


def day(first: int, last: int) -> dt.date:
    """A day in the years *first* to *last*."""
    return dt.date(first, 1, 1) + dt.timedelta(days=_RANDOM.randrange(365 * (last - first + 1)))


def luhn(body: str) -> str:
    """*body* and its Luhn digit."""
    doubled = [int(c) * (2 - at % 2) for at, c in enumerate(reversed(body))]
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def ean(body: str) -> str:
    """*body* and its EAN digit."""
    return body + str(-sum(int(c) * (3 if at % 2 else 1) for at, c in enumerate(body)) % 10)


def iban() -> str:
    """A German IBAN of a bank code that no bank has."""
    body = "00000000" + digits(10)
    return f"DE{98 - int(body + '131400') % 97:02d}{body}"


def _name() -> str:
    return f"{_RANDOM.choice(_FIRST)} {_RANDOM.choice(_LAST)}"


def _han() -> str:
    return _RANDOM.choice(_HAN_LAST) + "".join(_RANDOM.choices(_HAN_FIRST, k=_RANDOM.choice((1, 2))))


def _hex(length: int) -> str:
    return hashlib.sha512(digits(20).encode()).hexdigest()[:length]


def _second() -> dt.datetime:
    return dt.datetime(2019, 2, 1) + dt.timedelta(seconds=_RANDOM.randrange(86400))


def _mail() -> str:
    return f"{_RANDOM.choice(_FIRST).lower()}{digits(3)}@example.org"


# header, what it is, the values; the fourth says whether it is told without the header too
FOUND: list[tuple[str, str, list[object], bool]] = [
    ("name", "person-name", column(_name), True),
    ("FULL_NAME", "person-name", column(lambda: _name().upper()), True),
    ("name", "person-name", column(lambda: ", ".join(reversed(_name().split()))), True),
    ("姓名", "person-name", column(_han), True),
    ("xm", "person-name", column(_han), True),
    ("first_name", "given-name", column(lambda: _RANDOM.choice(_FIRST)), True),
    ("lastName", "family-name", column(lambda: _RANDOM.choice(_LAST)), False),
    ("birth_date", "date-of-birth", column(lambda: day(1940, 2012).isoformat()), True),
    ("Geburtsdatum", "date-of-birth", column(lambda: f"{day(1940, 2012):%d.%m.%Y}"), True),
    ("child_birth_date", "date-of-birth", column(lambda: day(2010, 2020).isoformat()), False),
    ("csrq", "date-of-birth", column(lambda: int(f"{day(1950, 2005):%Y%m%d}")), True),
    ("sex", "sex", column(one_of("M, F")), True),
    ("性别", "sex", column(one_of("男, 女")), True),
    ("gender", "sex", column(lambda: _RANDOM.choice((1, 2))), False),
    ("nationality", "nationality", column(one_of("German, French, Polish, Turkish")), False),
    ("民族", "ethnicity", column(one_of("汉族, 维吾尔族, 回族, 哈萨克族")), True),
    ("idCardIssueDate", "document-issue-date", column(lambda: day(2005, 2018).isoformat()), False),
    ("id_card.expiry_date", "document-expiry-date", column(lambda: day(2018, 2038).isoformat()), False),
    ("address", "postal-address", column(lambda: f"{digits(2)} Example Street, Springfield, IL 00000"), True),
    ("住址", "postal-address", column(lambda: f"例省例市例区测试路{digits(3)}号"), True),
    ("Anschrift", "postal-address", column(lambda: f"Musterstraße {digits(2)}, 00000 Musterstadt"), True),
    ("street", "street", column(lambda: f"{_RANDOM.choice(_LAST)}weg {digits(2)}"), False),
    ("zip", "postcode", column(lambda: digits(5)), False),
    ("city", "city", column(one_of("Berlin, Paris, Roma, Oslo, Blorpville, Wien")), False),
    ("phone", "phone", column(lambda: f"+1 202-555-01{digits(2)}"), True),
    ("tel", "phone", column(lambda: f"(202) 555-01{digits(2)}"), True),
    ("sjh", "phone", column(lambda: f"1{_RANDOM.choice('3578')}{digits(9)}"), True),
    ("telefon", "phone", column(lambda: f"030 23125{digits(3)}"), True),
    ("email", "email", column(_mail), True),
    ("email", "email", column(lambda: _mail() if _RANDOM.random() < 0.85 else "n/a"), True),
    ("employer", "employer", column(lambda: f"{_RANDOM.choice(_LAST)}{digits(2)} GmbH"), False),
    ("工作单位", "employer", column(lambda: f"例子{_RANDOM.choice('甲乙丙丁')}{digits(1)}科技有限公司"), False),
    ("photo", "photo", column(lambda: f"/faces/{digits(6)}.jpg"), False),
    ("avatar", "photo", column(lambda: "/9j/4AAQSkZJRg" + _hex(64)), True),
    ("picture", "photo", column(lambda: b"\xff\xd8\xff\xe0" + digits(20).encode()), True),
    ("location", "geo-point", column(lambda: f"43.{digits(6)},87.{digits(6)}"), True),
    ("geom", "geo-point", column(lambda: f"POINT(87.{digits(6)} 43.{digits(6)})"), True),
    ("location.coordinates[]", "geo-point", column(lambda: _RANDOM.uniform(40, 90)), False),
    ("tag", "place-tag", column(one_of("mosque, hotel, internet cafe, police_station, park")), True),
    ("place", "place-tag", column(one_of("Gate 3, Main Square, Old Market, North Tower")), False),
    ("captured_at", "sighting-time", column(_second), False),
    ("抓拍时间", "sighting-time", column(lambda: _second().isoformat()), False),
    ("card_number", "payment-card", column(lambda: luhn("411111" + digits(9))), True),
    ("cc", "payment-card", column(lambda: luhn("2223" + digits(11))), True),
    ("iban", "iban", column(iban), True),
    ("imei", "device-id", column(lambda: luhn("35" + digits(12))), True),
    ("password", "password-hash.bcrypt", column(lambda: "$2b$12$" + (_hex(53))), True),
    ("password", "password-hash.md5", column(lambda: _hex(32)), False),
    ("username", "username", column(lambda: f"{_RANDOM.choice(_FIRST).lower()}{digits(3)}"), False),
    ("ip", "ip-address", column(lambda: f"198.51.100.{_RANDOM.randrange(256)}"), True),
    ("person_id", "customer-id", column(lambda: int(digits(8))), False),
    ("imei", "device-id", column(lambda: luhn("35" + digits(12))), True),
    ("users.id", "customer-id", list(range(100_000, 100_000 + N)), False),
]

# Columns that are nothing personal, under their own name and under none.
NOTHING: list[tuple[str, list[object]]] = [
    ("order_no", column(lambda: digits(18))),
    ("order_number", column(lambda: f"2019{digits(2)}01{digits(10)}")),
    ("ean13", column(lambda: ean("400" + digits(9)))),
    ("epoch_ms", column(lambda: 1_549_000_000_000 + int(digits(9)))),
    ("created", column(lambda: 1_549_000_000 + int(digits(6)))),
    ("txn_id", column(lambda: digits(16))),
    ("seq", list(range(13_000_000_000, 13_000_000_000 + N))),
    ("sku", column(lambda: "SKU-" + "".join(_RANDOM.choices(_ALNUM, k=8)))),
    ("uuid", column(lambda: str(uuid.UUID(int=_RANDOM.getrandbits(128), version=4)))),
    ("sha256", column(lambda: _hex(64))),
    ("price", column(lambda: round(_RANDOM.random() * 1000, 2))),
    ("qty", column(lambda: _RANDOM.randrange(50))),
    ("created_at", column(_second)),
    ("invoice_date", column(lambda: day(2023, 2024).isoformat())),
    ("status", column(one_of("new, paid, shipped, returned"))),
    ("version", column(lambda: f"{_RANDOM.randrange(9)}.{_RANDOM.randrange(30)}.{_RANDOM.randrange(99)}")),
    ("build", column(lambda: ".".join(str(_RANDOM.randrange(most)) for most in (9, 30, 99, 9)))),
    ("url", column(lambda: f"https://shop.example.com/p/{digits(6)}")),
    ("host", column(lambda: f"srv{digits(2)}.internal.example.com")),
    ("product", column(one_of("Wireless Mouse, Cotton Shirt, Steel Bottle, USB Cable, Leather Case, Desk Lamp"))),
    ("colour", column(one_of("Navy Blue, Light Green, Dark Red, Hot Pink, Pale Yellow, White"))),
    ("movie", column(one_of("The Long Way, Night Train, Red River Two, Summer of Glass, Silent Hill Returns"))),
    ("temperature", column(lambda: round(_RANDOM.gauss(20, 5), 2))),
    ("humidity", column(lambda: round(_RANDOM.uniform(20, 80), 4))),
    ("Age Group", column(one_of("0-17, 18-30, 31-50, 51+"))),
    ("email_verified", column(lambda: _RANDOM.random() < 0.5)),
    ("has_email", column(one_of("true, false"))),
    ("phone_type", column(one_of("mobile, home, work"))),
    ("size", column(one_of("S, M, L, XL"))),
    ("weekday", column(one_of("M, T, W, F, S"))),
    ("department", column(one_of("Sales, Human Resources, Research and Development, Legal"))),
    ("plan", column(one_of("Basic, Premium, Gold, Enterprise"))),
    ("browser", column(one_of("Safari, Chrome, Mobile Safari, Opera, Firefox"))),
    ("currency", column(one_of("USD, EUR, GBP, CNY"))),
    ("file_name", column(lambda: f"Report {digits(3)}.pdf")),
    ("isbn", column(lambda: f"978-3-16-{digits(6)}-{digits(1)}")),
    ("part_no", column(lambda: f"{digits(3)}-{digits(4)}")),
    ("comment", column(one_of("works fine, please call back, broken on arrival, too late, as described"))),
    ("country", column(one_of("Germany, France, Poland, Turkey"))),
    ("商品", column(one_of("牛奶, 面包, 苹果汁, 方便面, 洗衣粉, 电视机"))),
]  # fmt: skip
