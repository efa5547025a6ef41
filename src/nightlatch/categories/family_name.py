"""Family names. One capitalised word is anything (weight 1.5); common family names nearly stand alone (5)."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories.given_name import OF_FATHERS
from nightlatch.categories.person_name import is_cased, is_plain, surname_marks
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = named(
    "family-name",
    """
    last name, lastname, family name, familyname, surname, lname, sname, last, birth name, maiden name,
    mother maiden name, last nm, second name, sur name, nachname, familienname, zuname, geburtsname, nom,
    nom de famille, nom de naissance, nom patronymique, apellido, apellidos, primer apellido, segundo apellido,
    apellido paterno, apellido materno, sobrenome, apelido, último nome, cognome, achternaam, familienaam, nazwisko,
    nazwisko rodowe, фамилия, прізвище, soyad, soyadı, soyisim, اسم العائله, اللقب, اسم العائلة, نام خانوادگی, 姓,
    姓氏, 名字漢字, 苗字, 성, 성씨, efternamn, etternavn, sukunimi, příjmení, vezetéknév, családnév,
    nume de familie, επώνυμο, họ, nama belakang, นามสกุล""",
)


def _is_full(values: Values) -> Bools:
    """With a given name behind it, or a comma between: a person's whole name."""
    seen = wording(values)
    given = ((seen.last & w.GIVEN) != 0) & ((seen.last & w.SURNAME) == 0)
    return np.asarray((seen.units >= 2) & (given | ((seen.signs & w.COMMA) != 0)))


def _shape(values: Values) -> Bools:
    seen = wording(values)
    short = (seen.units >= 1) & (seen.units <= 4) & (seen.letters >= 1) & (seen.letters <= 40)
    uncased = (seen.scripts & (w.LATIN | w.CYRILLIC | w.GREEK)) == 0
    return np.asarray(
        is_plain(values) & ~_is_full(values) & short & (is_cased(values, 1, 4) | uncased | (seen.longest <= 2))
    )


def _listed(values: Values) -> Bools:
    seen = wording(values)
    cased = is_cased(values, 1, 3) & ((seen.cues & w.SURNAME) != 0) & ((seen.first & w.GIVEN) == 0)
    front = surname_marks()[np.minimum(seen.head >> 16, 0xFFFF)] == 1
    return np.asarray(
        is_plain(values) & ~_is_full(values) & ((cased & ~OF_FATHERS(values)) | (front & (seen.letters == 1)))
    )


CATEGORY = (
    Category(
        id="family-name", label="family names", group="identity", check=_shape, chance=0.3, weight=1.5, names=_NAMES
    ),
    Category(
        id="family-name", label="family names", group="identity", check=_listed, chance=0.06, weight=5.0, names=_NAMES
    ),
)
