"""Telephone numbers: E.164, national numbers written in groups, and bare digits beside a field name.

Chance: with "+" and 8 to 15 digits hardly anything else (weight 6); groups of digits (part numbers, dates are excluded)
1 in 30 (weight 4.6); bare digits are counters, ids, epochs (weight 2). Chinese mobile numbers are 11 digits of which
the first three vary. Measured: 16 to 30 M values/s.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey import scanners
from nightlatch.survey.checks import Bools, phone_form, phrases
from nightlatch.survey.values import Kind, Values

_NAMES = phrases("""
    phone, phone number, phone no, phone num, telephone, telephone number, telephone no, tel, tel no, tel number,
    mobile, mobile number, mobile no, mobile phone, cell, cell phone, cell number, cellphone, cellular,
    contact number, contact no, contact phone, home phone, work phone, office phone, daytime phone, evening phone,
    fax, fax number, msisdn, whatsapp, whatsapp number, sms number, phone home, phone work, phone mobile, phones,
    caller, callee, caller number, calling number, called number, emergency phone, landline, telno, mob, mob no,
    handphone, phone nr, telefon, telefonnummer, handy, handynummer, mobilnummer, mobiltelefon, rufnummer, mobil,
    festnetz, telefonnr, faxnummer, téléphone, numéro de téléphone, portable, num tel, tél, no tel,
    téléphone portable, gsm, numéro portable, teléfono, telefono, móvil, celular, número de teléfono,
    teléfono móvil, telefone, telemóvel, fone, número de telefone, cellulare, numero di telefono,
    recapito telefonico, telefoonnummer, telefoon, mobiel, mobiele nummer, tel nr, telefon komórkowy,
    numer telefonu, komórka, nr telefonu, телефон, номер телефона, мобильный, моб телефон, тел, мобильный телефон,
    номер тел, мобільний, cep telefonu, cep tel, telefon numarası, gsm no, الهاتف, رقم الهاتف, الجوال, رقم الجوال,
    موبايل, تلفن, تلفن همراه, شماره تماس, 手机, 手机号, 手机号码, 电话, 电话号码, 联系电话, 移动电话, 固定电话,
    联系方式, sj, sjh, sjhm, dh, dhhm, lxdh, lxfs, shouji, shoujihao, dianhua, 電話, 電話番号, 携帯電話, 携帯番号,
    携帯, 연락처, 전화번호, 휴대폰, 휴대전화, 핸드폰, 휴대폰번호, telefonnummer, mobilnummer, puhelin,
    puhelinnumero, telefonní číslo, mobil číslo, telefonszám, număr de telefon, τηλέφωνο, κινητό, số điện thoại,
    điện thoại, sdt, no hp, nomor telepon, nomor hp, telepon, no telepon, เบอร์โทร, โทรศัพท์, फोन, मोबाइल, טלפון,
    נייד""")
_ANY = phone_form(scanners.INTERNATIONAL, scanners.FORMATTED, scanners.BARE, scanners.BARE_TRUNK, scanners.CN_MOBILE)
_WRITTEN = phone_form(scanners.INTERNATIONAL, scanners.FORMATTED)


def _chinese(values: Values) -> Bools:
    """Eleven digits, the first three of which vary as those of mobile numbers do (a counter's do not)."""
    passed = scanners.phones(*values.utf8) == scanners.CN_MOBILE
    if passed.sum() >= 20:
        offsets, data = values.utf8
        at = offsets[:-1][passed][:512]
        heads = np.unique(data[at + 1].astype(np.int64) * 256 + data[at + 2])
        if len(heads) < 8:
            return np.zeros(len(values), np.bool_)
    return np.asarray(passed)


_BOTH: frozenset[Kind] = frozenset({"text", "integer"})
CATEGORY = (
    Category(
        id="phone",
        label="phone numbers",
        group="contact",
        check=phone_form(scanners.INTERNATIONAL),
        chance=0.001,
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
        weight=4.8,
        names=_NAMES,
        identifies=3,
        find=r"(?:\(0?[0-9]{2,4}\) ?|\b0?[0-9]{2,4}[ ./-])[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,3}\b",
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
        kinds=_BOTH,
    ),
)
