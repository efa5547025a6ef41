"""Streets with house numbers: a street word and a number, without a town behind a comma. Stands alone (weight 5)."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories.postal_address import is_han, is_street
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = named(
    "street",
    """
    street, street name, street address line, addr street, address street, street line, road, house number,
    house no, street and number, address line one, straße, str, hausnummer, straße hausnummer, straßenname,
    strasse und hausnummer, strasse nr, rue, voie, numéro de rue, nom de rue, calle, calle y número, nombre calle,
    rua, logradouro, via, indirizzo via, via e numero, straat, straatnaam, huisnummer, ulica, ul, nr domu, улица,
    дом, вулиця, sokak, cadde, الشارع, شارع, 街道, 街路, 路名, 门牌号, jd, mph, 町名番地, 도로명, gata, gatuadress,
    vej, gade, katu, katuosoite, ulice, utca, strada, οδός, đường, jalan, ถนน""",
)


def _short(values: Values) -> Bools:
    seen = wording(values)
    whole = (seen.signs & (w.COMMA | w.NEWLINE)) == 0
    whole &= ((seen.signs & w.SLASH) == 0) | ((seen.signs & w.BLANK) != 0)  # a path, of a page
    return np.asarray((is_street(values) | (is_han(values) & (seen.admin <= 1))) & whole & (seen.units <= 8))


def _worded(values: Values) -> Bools:
    seen = wording(values)
    return np.asarray(((seen.cues & w.STREET) != 0) & (seen.units <= 6) & (seen.letters >= 3))


def _any(values: Values) -> Bools:
    seen = wording(values)
    return np.asarray((seen.letters + seen.numbers >= 1) & (seen.units <= 8) & ((seen.signs & w.AT) == 0))


CATEGORY = (
    Category(id="street", label="streets", group="contact", check=_short, chance=0.015, weight=5.0, names=_NAMES),
    Category(id="street", label="streets", group="contact", check=_worded, chance=0.05, weight=3.0, names=_NAMES),
    Category(
        id="street",
        label="streets",
        group="contact",
        check=_any,
        chance=0.6,
        weight=0.3,
        names=_NAMES,
        kinds=frozenset({"text", "integer"}),
    ),
)
