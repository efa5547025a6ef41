"""Postal addresses in many languages and scripts: a street word and a number, or the ladder of a Chinese address.

Chance: fewer than 1 in 100 other texts has both. Weight 6.5: stands alone. Measured: 5 M addresses of 45 bytes
a second (the one walk of :mod:`nightlatch.survey.wording`).
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

NAMES = named(
    "postal-address",
    """
    address, addr, postal address, home address, mailing address, street address, residence, residential address,
    permanent address, current address, billing address, shipping address, delivery address, registered address,
    address line, address text, full address, location address, domicile, residence address, living address,
    house address, work address, addresses, contact address, place of residence, adresse, anschrift, wohnanschrift,
    wohnadresse, postanschrift, lieferadresse, rechnungsadresse, privatadresse, meldeadresse, adresse postale,
    adresse complète, domicile adresse, adresse domicile, dirección, domicilio, dirección postal,
    dirección completa, direccion domicilio, endereço, morada, endereço completo, indirizzo, residenza,
    indirizzo residenza, adres, woonadres, postadres, adres zamieszkania, adres zameldowania, адрес,
    адрес проживания, адрес регистрации, место жительства, адреса, прописка, adres bilgisi, ev adresi, ikametgah,
    العنوان, عنوان السكن, محل الاقامه, عنوان, نشانی, آدرس, 地址, 住址, 家庭住址, 家庭地址, 详细地址, 户籍地址,
    居住地址, 联系地址, 通讯地址, 收货地址, 现住址, 户籍地, 居住地, 身份证地址, 暂住地址, dz, dizhi, zz, zhuzhi,
    hjdz, jtzz, xzz, csdz, xxdz, 住所, 現住所, 番地, 주소, 자택주소, 거주지, adress, bostadsadress, osoite, adresa,
    bydliště, lakcím, cím, domiciliu, διεύθυνση, địa chỉ, alamat, alamat rumah, ที่อยู่, पता, כתובת""",
)
_ORDINAL = r"^\s*[0-9]+(?:st|nd|rd|th)\s"
_LETTERS_ALONE = w.HAN | w.HANGUL | w.KANA


def is_street(values: Values) -> Bools:
    """A street word and a number in any order, in scripts that put blanks between words; "1st class" is none."""
    seen = wording(values)
    worded = (seen.cues & w.STREET) != 0
    short = worded & (seen.units == 2) & (seen.mixed > 0) & (seen.capital == 0)
    if short.any():
        worded &= ~(short & values.matches(_ORDINAL))
    numbered = (seen.numbers + seen.mixed) > 0
    arabic = ((seen.scripts & w.ARABIC) != 0) & worded & (seen.units >= 3)
    return np.asarray(((worded & numbered) | arabic) & (seen.units >= 2) & ((seen.signs & (w.AT | w.UNDERSCORE)) == 0))


def is_han(values: Values) -> Bools:
    """省市区县 and 路街号: two rungs of the ladder, or one and a number."""
    seen = wording(values)
    dense = (seen.scripts & (w.HAN | w.HANGUL)) != 0
    rungs = (seen.admin >= 2) | ((seen.admin >= 1) & (seen.street >= 1)) | ((seen.street >= 2) & (seen.mixed > 0))
    company = (seen.cues & w.COMPANY) != 0
    return np.asarray(dense & rungs & (seen.letters >= 4) & (seen.units <= 12) & (~company | (seen.street >= 2)))


def _address(values: Values) -> Bools:
    seen = wording(values)
    numbered = (seen.numbers + seen.mixed) > 0
    parts = (seen.signs & (w.COMMA | w.NEWLINE)) != 0
    boxed = ((seen.cues & w.PLACE) != 0) & numbered & (parts | (seen.units >= 4)) & (seen.capital >= 1)
    named = 2 * (seen.capital + seen.numbers + seen.mixed) >= seen.units  # in prose most words are neither
    listed = parts & (seen.numbers >= 1) & (seen.units >= 4) & (seen.capital >= 2) & (seen.units <= 20) & named
    plain = (seen.signs & (w.AT | w.UNDERSCORE)) == 0
    whole = is_street(values) & (parts | (seen.numbers + seen.mixed >= 2) | (seen.units >= 6))
    few = seen.numbers <= 4  # more of them in a sentence are a telephone number
    return np.asarray(is_han(values) | (few & ((whole & (seen.units <= 24)) | ((boxed | listed) & plain & named))))


def _short(values: Values) -> Bools:
    return np.asarray(_address(values) | is_street(values))


def _any(values: Values) -> Bools:
    seen = wording(values)
    return np.asarray(
        (seen.letters >= 4) & ((seen.signs & w.AT) == 0) & ((seen.units >= 2) | ((seen.scripts & _LETTERS_ALONE) != 0))
    )


CATEGORY = (
    Category(
        id="postal-address", label="addresses", group="contact", check=_address, chance=0.015, weight=6.5, names=NAMES
    ),
    Category(
        id="postal-address", label="addresses", group="contact", check=_short, chance=0.02, weight=4.0, names=NAMES
    ),
    Category(id="postal-address", label="addresses", group="contact", check=_any, chance=0.5, weight=0.5, names=NAMES),
)
