"""Ages of people in years: whole numbers up to 120, told by the field name alone (weight 0.5); age groups are another
matter, and so are the ages of animals, contracts and wines (the neighbours tell)."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values

_WRITTEN = (
    r"^(?i)\s*(?:[0-9]{1,2}|1[01][0-9]|120)(?:\.0+)?\s*(?:y|yo|yrs?|years?|years? old|j|jahre|ans|años|anos|anni|jaar"
    r"|lat|лет|года?|yaş|سنه|سنة|سال|岁|歲|歳|세|år|vuotta|let|év|ani|ετών|tuổi|tahun|ปี|साल)?\.?\s*$"
)


def _age(values: Values) -> Bools:
    if values.kind == "text":
        return values.matches(_WRITTEN)
    numbers = values.numbers
    with np.errstate(invalid="ignore"):
        return np.asarray((numbers >= 0) & (numbers <= 120) & (numbers == np.floor(numbers)))


CATEGORY = Category(
    id="age",
    label="ages",
    group="identity",
    check=_age,
    chance=0.5,
    weight=0.5,
    kinds=frozenset({"text", "integer", "float"}),
    names=named(
        "age",
        """
    age, ages, age years, age in years, age yrs, person age, patient age, current age, customer age, user age,
    client age, member age, driver age, employee age, age at death, age at diagnosis, age at admission,
    age at registration, age at enrollment, victim age, offender age, child age, age of child, applicant age,
    insured age, alter, lebensalter, alter jahre, alter in jahren, patientenalter, âge, age ans, âge patient,
    âge client, edad, edad años, edad paciente, idade, idade anos, idade do paciente, età, eta anni, età paziente,
    leeftijd, wiek, wiek lat, wiek pacjenta, возраст, возраст лет, лет, вік, yaş, yas, hasta yaşı, العمر, السن,
    عمر المريض, سن, سن بیمار, 年龄, 年龄岁, 周岁, 岁数, nianling, 年齢, 満年齢, 歳, 나이, 연령, 만나이, ålder,
    alder, ikä, věk, kor életkor, életkor, vârstă, varsta, ηλικία, tuổi, usia, umur, อายุ, आयु, उम्र, גיל,
    starost, dob starost, godine starosti, възраст, amžius, vecums, vanus""",
    ),
)
