"""Guardians of children: names of parents and guardians under a field name that says so, and kinds of guardianship."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools, vocabulary
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = named(
    "guardian",
    """
    guardian, guardian name, guardian full name, legal guardian, guardian id, parent name, parent full name,
    parent guardian, parent guardian name, parents, parents name, father, father name, fathers name,
    father full name, mother, mother name, mothers name, mother full name, mother maiden name, mothers maiden name,
    next of kin parent, carer name, foster parent, primary caregiver, custodian parent, erziehungsberechtigter,
    erziehungsberechtigte, vormund, sorgeberechtigter, sorgeberechtigte, name der mutter, name des vaters, vater,
    mutter, eltern, elternteil, tuteur, tuteur légal, représentant légal, nom du père, nom de la mère, père, mère,
    responsable légal, tutor legal, tutor, apoderado, nombre del padre, nombre de la madre, padre, madre, acudiente,
    responsável, responsável legal, nome da mãe, nome do pai, nome mae, nome pai, mãe, filiação, genitore, tutore,
    tutore legale, nome del padre, nome della madre, voogd, ouder, naam vader, naam moeder, vader, moeder, opiekun,
    opiekun prawny, imię ojca, imię matki, imiona rodziców, rodzic, опекун, законный представитель, родитель, отец,
    мать, фио матери, фио отца, фио родителя, опікун, батько, мати, veli, veli adı, vasi, baba adı, anne adı,
    anne kızlık soyadı, ولي الامر, اسم ولي الامر, اسم الاب, اسم الام, الوصي, ولی, نام پدر, نام مادر, قیم, سرپرست,
    监护人, 监护人姓名, 家长, 家长姓名, 父亲, 父亲姓名, 母亲, 母亲姓名, fqxm, mqxm, 保護者, 保護者名, 保護者氏名,
    親権者, 父氏名, 母氏名, 후견인, 보호자, 보호자명, 부모, 부모성명, 부친명, 모친명, vårdnadshavare, förälder,
    målsman, foresatt, foresatte, verge, forældre, værge, huoltaja, huoltajan nimi, vanhempi, zákonný zástupce,
    rodič, jméno matky, jméno otce, zákonný zástupca, gyám, szülő, anyja neve, anyja neve leánykori, apja neve,
    törvényes képviselő, tutore legal copil, părinte, numele mamei, numele tatălui, κηδεμόνας, όνομα πατέρα,
    όνομα μητέρας, πατρώνυμο, μητρώνυμο, настойник, родител, skrbnik, roditelj, ime oca, ime majke, staratelj,
    người giám hộ, họ tên cha, họ tên mẹ, phụ huynh, wali, nama wali, nama ayah, nama ibu, nama ibu kandung,
    orang tua, ผู้ปกครอง, ชื่อบิดา, ชื่อมารดา, अभिभावक, पिता का नाम, माता का नाम, father husband name, অভিভাবক,
    পিতার নাম, মাতার নাম, பாதுகாவலர், தந்தை பெயர், والد کا نام, אפוטרופוס, שם האב, שם האם, הורה, mlezi""",
)
_KIND = vocabulary("""
    mother, father, both parents, single mother, single father, legal guardian, foster parent, foster mother,
    foster father, grandparent, stepmother, stepfather, ward of the state, orphan, mutter, vater, pflegeeltern,
    jugendamt, mère, père, tuteur, madre, padre, tutor, mãe, pai, мать, отец, опекун, anne, baba, 母亲, 父亲, 爷爷,
    奶奶, 外公, 外婆, 祖父母""")


def _is_like_a_name(values: Values) -> Bools:
    """One to seven words without digits or signs other than those of names."""
    seen = wording(values)
    signs = (seen.signs & ~np.uint16(w.COMMA | w.DOT | w.HYPHEN | w.BLANK | w.MIDDOT)) == 0
    return np.asarray(
        signs & (seen.letters >= 2) & (seen.letters <= 80) & (seen.units <= 7) & (seen.numbers + seen.mixed == 0)
    )


CATEGORY = (
    Category(
        id="guardian", label="guardians of children", group="child", check=_KIND, chance=0.01, weight=3.9, names=_NAMES
    ),
    Category(
        id="guardian",
        label="guardians of children",
        group="child",
        check=_is_like_a_name,
        chance=0.3,
        weight=3.5,
        names=_NAMES,
        tier="name",
    ),
)
