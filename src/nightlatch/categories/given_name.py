"""Given names. One capitalised word is anything (weight 1.5); common given names of many languages stand alone."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories.person_name import is_cased, is_plain
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools, Together, regex
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = named(
    "given-name",
    """
    first name, firstname, given name, givenname, fname, forename, first, given, given names, middle name,
    middlename, mname, christian name, preferred name, nickname, first nm, vorname, vornamen, rufname, prénom,
    prénoms, nombre, nombres, primer nombre, segundo nombre, nombre de pila, nome, primeiro nome, prenome,
    nome próprio, nome di battesimo, voornaam, voornamen, imię, drugie imię, имя, отчество, имя отчество, ім'я, ad,
    adı, isim, الاسم الاول, اسم الاب, 名, 下の名前, 이름, förnamn, fornavn, etunimi, křestní jméno, keresztnév,
    utónév, prenume, όνομα, tên, nama depan, ชื่อจริง, mingz""",
)


def _is_full(values: Values) -> Bools:
    """Two words of which one is a family name and nothing else: a person's whole name."""
    seen = wording(values)
    family = ((seen.last & w.SURNAME) != 0) & ((seen.last & w.GIVEN) == 0)
    return np.asarray((seen.units == 2) & family)


def _shape(values: Values) -> Bools:
    seen = wording(values)
    short = (seen.units >= 1) & (seen.units <= 2) & (seen.letters >= 1) & (seen.letters <= 24)
    uncased = (seen.scripts & (w.LATIN | w.CYRILLIC | w.GREEK)) == 0
    return np.asarray(
        is_plain(values) & ~_is_full(values) & short & (is_cased(values, 1, 2) | uncased | (seen.longest <= 2))
    )


def _listed(values: Values) -> Bools:
    seen = wording(values)
    return np.asarray(is_plain(values) & ~_is_full(values) & is_cased(values, 1, 2) & ((seen.first & w.GIVEN) != 0))


# Russian, Ukrainian and Belarusian, both sexes
OF_FATHERS = regex(
    r"^\s*[\p{Lu}](?i:\p{L}{2,16}(?:[оеё]вич|[оеё]вна|ьич|инична|ична|івна|ївна|йович|авіч|аўна|еўна|евіч))\s*$"
)


@Together
def _patronymics(values: Values) -> Bools:
    """What people are called after their fathers, as middle names: nearly all end so (of family names, few do)."""
    found = OF_FATHERS(values)
    return found if np.count_nonzero(found) > _MOSTLY * len(values) else np.zeros(len(values), np.bool_)


_MOSTLY = 0.85
CATEGORY = (
    Category(
        id="given-name", label="first names", group="identity", check=_shape, chance=0.3, weight=1.5, names=_NAMES
    ),
    Category(
        id="given-name", label="first names", group="identity", check=_listed, chance=0.03, weight=5.0, names=_NAMES
    ),
    Category(
        id="given-name",
        label="first names",
        group="identity",
        check=_patronymics,
        chance=0.005,
        weight=6.0,
        names=_NAMES,
    ),
)
