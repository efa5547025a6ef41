"""Towns and cities, as part of an address. A place is no person's (weight 1, at most 3), so a field name must agree."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = named(
    "city",
    """
    city, town, city name, locality, municipality, home town, hometown, city town, addr city, address city,
    place of birth, birthplace, birth place, city of birth, residence city, village, suburb, ort, stadt, wohnort,
    geburtsort, ortschaft, gemeinde, ortsname, ville, commune, lieu de naissance, localité, ville naissance, ciudad,
    localidad, municipio, población, lugar de nacimiento, cidade, município, localidade, naturalidade, città,
    comune, località, luogo di nascita, stad, plaats, woonplaats, geboorteplaats, gemeente, miasto, miejscowość,
    miejsce urodzenia, город, населенный пункт, место рождения, місто, şehir, sehir, il, ilçe, doğum yeri, المدينه,
    مدينه, محل الميلاد, مكان الولاده, شهر, 城市, 市, 所在城市, 籍贯, 出生地, jg, csd, 市区町村, 都市, 出身地, 도시,
    시군구, 출생지, ort namn, by, kaupunki, kotipaikka, město, obec, město narození, város, település,
    születési hely, oraș, localitate, πόλη, thành phố, kota, tempat lahir, จังหวัด, शहर, עיר""",
)


def _named(values: Values) -> Bools:
    seen = wording(values)
    cased = (seen.capital >= 1) & (seen.units <= 5) & (seen.longest <= 30)
    uncased = (seen.scripts & (w.LATIN | w.CYRILLIC | w.GREEK)) == 0
    short = (seen.letters >= 2) & (seen.letters <= 40) & (seen.numbers <= 1)
    signs = (seen.signs & (w.AT | w.UNDERSCORE | w.COLON)) == 0
    return np.asarray(short & signs & (cased | (uncased & (seen.letters >= 2) & (seen.letters <= 14))))


def _listed(values: Values) -> Bools:
    seen = wording(values)
    admin = ((seen.scripts & w.HAN) != 0) & (seen.admin >= 1) & (seen.letters <= 8)
    town = ((seen.cues & w.CITY) != 0) & ((seen.shouted == 0) | (seen.shouted == seen.units))  # "Valencia CF" is a club
    return np.asarray(_named(values) & (town | admin))


CATEGORY = (
    Category(id="city", label="towns", group="contact", check=_listed, chance=0.03, weight=3.0, names=_NAMES),
    Category(id="city", label="towns", group="contact", check=_named, chance=0.4, weight=1.0, names=_NAMES),
)
