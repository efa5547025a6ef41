"""Telephone numbers: E.164, national numbers written in groups, and bare digits beside a field name.

Chance: with "+", a calling code and as many digits as belong behind it hardly anything else (weight 6); groups of
digits (part numbers, dates are excluded) 1 in 30 (weight 4.6); bare digits are counters, ids, epochs (weight 2).
Chinese mobile numbers are 11 digits of which the first three vary. Measured: 16 to 30 M values/s.
"""

import re

import numpy as np
import pyarrow.compute as pc

from nightlatch.categories import Category, Check
from nightlatch.categories._phone_plans import LENGTHS, MOBILE
from nightlatch.headings import named
from nightlatch.survey import phonekernels, scanners
from nightlatch.survey.checks import Bools, Together, both, one_of, phone_form, regex, without
from nightlatch.survey.values import Kind, Values

_NAMES = named(
    "phone",
    """
    phone, phone number, phone no, phone num, telephone, telephone number, telephone no, tel, tel no, tel number,
    mobile, mobile number, mobile no, mobile phone, cell, cell phone, cell number, cellphone, cellular,
    contact number, contact no, contact phone, home phone, work phone, office phone, daytime phone, evening phone,
    fax, fax number, msisdn, whatsapp, whatsapp number, sms number, phone home, phone work, phone mobile, phones,
    a number, b number, a num, b num, calling party, called party, parent gsm, call me, call me at, call me on,
    text me, reach me, answering at, messages to, my number, registered number,
    dial, caller, callee, caller number, calling number, called number, emergency phone, landline, telno, mob,
    mob no, handphone, phone nr, telefon, telefonnummer, handy, handynummer, mobilnummer, mobiltelefon, rufnummer,
    mobil, festnetz, telefonnr, faxnummer, téléphone, numéro de téléphone, portable, num tel, tél, no tel,
    téléphone portable, gsm, numéro portable, teléfono, telefono, móvil, celular, número de teléfono,
    teléfono móvil, telefone, telemóvel, fone, número de telefone, cellulare, numero di telefono,
    recapito telefonico, telefoonnummer, telefoon, mobiel, mobiele nummer, tel nr, telefon komórkowy,
    numer telefonu, komórka, nr telefonu, телефон, номер телефона, мобильный, моб телефон, тел, мобильный телефон,
    номер тел, мобільний, cep telefonu, cep tel, telefon numarası, gsm no, الهاتف, رقم الهاتف, الجوال, رقم الجوال,
    موبايل, تلفن, تلفن همراه, شماره تماس, 手机, 手机号, 手机号码, 电话, 电话号码, 联系电话, 移动电话, 固定电话,
    座机, 座机号, 固话, 总机, 联系方式, sj, sjh, sjhm, dh, dhhm, lxdh, lxfs, shouji, shoujihao, dianhua, 電話,
    電話番号, 携帯電話, 携帯番号, 携帯, 연락처, 전화번호, 휴대폰, 휴대전화, 핸드폰, 휴대폰번호, puhelin,
    puhelinnumero, telefonní číslo, mobil číslo, telefonszám, număr de telefon, τηλέφωνο, κινητό, số điện thoại,
    điện thoại, sdt, no hp, nomor telepon, nomor hp, telepon, no telepon, เบอร์โทร, โทรศัพท์, फोन, मोबाइल, טלפון,
    נייד,
    連絡先, 전화, फ़ोन, هاتف, جوال, تليفون, ligar, ligue""",
)
_ANY = phone_form(scanners.INTERNATIONAL, scanners.FORMATTED, scanners.BARE, scanners.BARE_TRUNK, scanners.CN_MOBILE)


def _totals() -> np.ndarray:
    """For the first three digits of a number with its calling code, one bit for each length that it may have."""
    out = np.zeros(1000, np.uint32)
    for code, low, high in re.findall(r"([0-9]+):([0-9]+)(?:-([0-9]+))?", LENGTHS):
        heads = [n for n in range(100, 1000) if str(n).startswith(code)]
        for follow in range(int(low), int(high or low) + 1):
            out[heads] |= np.uint32(1 << min(len(code) + follow, 15))
    return out


_TOTALS = _totals()


def _coded(values: Values) -> Bools:
    return np.asarray(phonekernels.international(*values.utf8, _TOTALS))


def _mobile(code: str, trunk: str, pattern: str) -> Check:
    """Mobile numbers of one country, with its calling code or as dialled inside it; separators do not matter."""
    inside = "" if trunk == "-" else trunk
    form = rf"^(?:(?:\+|00|011)?{code}|{inside})(?:{pattern})$"

    def check(values: Values) -> Bools:
        bare = pc.replace_substring_regex(values.text, r"\(0\)|[\s().\-/]", "")
        return np.asarray(pc.match_substring_regex(bare, form).to_numpy(zero_copy_only=False), dtype=np.bool_)

    return check


def _foreign(plan: list[str]) -> Check:
    """Mobile numbers of one country, its calling code before them and nothing between."""
    _, code, _, pattern = plan
    return regex(rf"^{code}(?:{pattern})$")


_PLANS = [line.split(" ") for line in MOBILE.strip().splitlines()]
MOBILE_BY_COUNTRY: dict[str, Check] = {country: _mobile(*plan) for country, *plan in _PLANS}
# countries where a 0 is dialled first and few numbers behind it are mobile ones
_TELLING = [
    country for country, _, trunk, _ in _PLANS if trunk in ("0", "06") and country not in ("AT", "MW", "RS", "SL", "MG")
]
_NATIONAL = both(
    phone_form(scanners.BARE_TRUNK, scanners.FORMATTED),
    one_of([MOBILE_BY_COUNTRY[country] for country in _TELLING], 0.9),
)


@Together
def _national(values: Values) -> Bools:
    """Mobile numbers of one country, of which the first four digits vary as they do where people chose networks."""
    passed = _NATIONAL(values)
    return passed if _vary(values, passed, 4) else np.zeros(len(values), np.bool_)


def _vary(values: Values, passed: Bools, size: int) -> bool:
    """Do the first *size* bytes of those that *passed* differ as areas and networks do, not as a counter's?"""
    offsets, data = values.utf8
    at = offsets[:-1][passed][:512]
    if len(at) < 20:
        return True
    return len(np.unique(data[at[:, None] + np.arange(size)], axis=0)) >= 8


_WRITTEN = phone_form(scanners.INTERNATIONAL, scanners.FORMATTED)
_DIALLED = regex(r"^\s*(?:[+(0]|[2-9][0-9]{2}[ .-][2-9][0-9]{2}[ .-][0-9]{4}\s*$)")  # with an area that is dialled
# countries where nothing is dialled first and not every number of that length is one
_PLAIN = one_of([MOBILE_BY_COUNTRY[one] for one in ("PT", "ES", "NO", "IN", "PE", "CO", "BR", "GR", "RU")], 0.9)
_LOCAL = both(phone_form(scanners.BARE, scanners.CN_MOBILE), one_of([_foreign(plan) for plan in _PLANS], 0.9))


@Together
def _dialled(values: Values) -> Bools:
    """In groups, and as numbers of one country are dialled: "12.34.567" and "123-4567-89" are part numbers."""
    passed = _WRITTEN(values)
    fits = int((passed & _DIALLED(values)).sum()) >= 0.8 * int(passed.sum())
    return np.asarray(passed & (fits or _PLAIN(values)))


@Together
def _grouped(values: Values) -> Bools:
    """The same of many areas or networks."""
    passed = _dialled(values)
    return passed if _vary(values, passed, 4) else np.zeros(len(values), np.bool_)


@Together
def _with_code(values: Values) -> Bools:
    """Bare digits that are one country's calling code and mobile numbers of it."""
    passed = _LOCAL(values)
    return passed if _vary(values, passed, 5) else np.zeros(len(values), np.bool_)


@Together
def _chinese(values: Values) -> Bools:
    """Eleven digits, the first three of which vary as those of mobile numbers do (a counter's do not)."""
    passed = np.asarray(scanners.phones(*values.utf8) == scanners.CN_MOBILE)
    return passed if _vary(values, passed, 3) else np.zeros(len(values), np.bool_)


_HAN = r"\p{Han}{1,4}[：:（(，,、 ]{0,2}"
_BETWEEN_HAN = without(
    regex(rf"^{_HAN}1[3-9][0-9]{{9}}$"), regex("[单编工账帐学考卡序款证單編帳學證](?:号|號)码?[^0-9]*[0-9]")
)
_BOTH: frozenset[Kind] = frozenset({"text", "integer"})
CATEGORY = (
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=both(phone_form(scanners.INTERNATIONAL), _coded),
        chance=2e-4,
        weight=6.0,
        names=_NAMES,
        identifies=3,
        find=r"\+[1-9](?:[ ().-]{0,2}[0-9]){7,14}\b",
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_WRITTEN,
        chance=0.02,
        weight=2.2,
        names=_NAMES,
        identifies=3,
        find=r"(?:\(0?[0-9]{2,4}\) ?|\b0?[0-9]{2,4}[ ./-])[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,3}\b"
        r"|\b[6-9][0-9]{4}[ -][0-9]{5}\b",
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_chinese,
        chance=0.05,
        weight=4.8,
        names=_NAMES,
        identifies=3,
        find=r"\b1[3-9][0-9]{9}\b",
        kinds=_BOTH,
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_ANY,
        chance=0.1,
        weight=2.0,
        names=_NAMES,
        identifies=3,
        find=r"\b(?:0[0-9]{8,11}|[2-9][0-9]{9}|[0-9]{3}[ -][0-9]{4})\b",
        kinds=_BOTH,
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_national,
        chance=0.05,
        weight=4.9,
        names=_NAMES,
        identifies=3,
    ),
    Category(  # hardly anything but an area stands in brackets
        id="phone",
        label="phone numbers",
        group="contact",
        check=both(_WRITTEN, regex(r"^\s*\(")),
        chance=0.003,
        weight=4.8,
        names=_NAMES,
        identifies=3,
        find=r"\(0?[0-9]{2,4}\) ?[0-9]{3,5}[ .-][0-9]{3,4}\b",
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_BETWEEN_HAN,
        chance=0.01,
        weight=4.8,
        names=_NAMES,
        identifies=3,
        find=rf"{_HAN}[0-9]{{11}}\b",
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_dialled,
        chance=0.02,
        weight=4.5,
        names=_NAMES,
        identifies=3,
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_grouped,
        chance=0.02,
        weight=4.8,
        names=_NAMES,
        identifies=3,
    ),
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=_with_code,
        chance=0.05,
        weight=4.4,
        names=_NAMES,
        identifies=3,
        kinds=_BOTH,
    ),
)
