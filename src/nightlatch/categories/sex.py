"""Sex or gender as a person's attribute.

Words (male, 女, weiblich) stand alone; the letters M and F together nearly do, one of them does not; the numbers of
ISO 5218 (0, 1, 2, 9) and truth values say nothing without a field name.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, Together, vocabulary
from nightlatch.survey.values import Values

_NAMES = named(
    "sex",
    """
    sex, gender, gdr, seibetsu, sex code, gender code, sexe, sexo, sesso, geslacht,
    geschlecht, płeć, plec, пол, стать, cinsiyet,
    cins, الجنس, جنس, النوع, جنسیت, 性别, 性別, 성별, xb, xingbie, kön, køn, kjønn, sukupuoli, pohlaví, nem,
    sex persoana, gen, φύλο, giới tính, jenis kelamin, jk, เพศ, लिंग, מין, genre personne, género, genero, gênero,
    genere, civilité, anrede, salutation, xbdm, xbmc""",
)
_WORDS = vocabulary("""
    male, female, man, woman, men, women, boy, girl, männlich, weiblich, mann, frau, divers, herr, homme, femme,
    masculin, féminin, feminin, hombre, mujer, varón, varon, masculino, femenino, feminino, hembra, homem, mulher,
    maschio, femmina, uomo, donna, maschile, femminile, man, vrouw, mannelijk, vrouwelijk, mężczyzna, kobieta,
    męska, żeńska, мужской, женский, мужчина, женщина, муж, жен, муж., жен., чоловіча, жіноча, erkek, kadın, bay,
    bayan, ذكر, انثى, أنثى, انثي, رجل, امرأة, مرد, زن, 男, 女, 男性, 女性, 男人, 女人, 남, 여, 남성, 여성, 남자,
    여자, kvinna, mand, kvinde, kvinne, mies, nainen, muž, žena, férfi, nő, bărbat, femeie, άνδρας, γυναίκα, nam,
    nữ, laki-laki, perempuan, ชาย, หญิง, पुरुष, महिला, זכר, נקבה, non-binary, nonbinary, diverse, transgender,
    未知性别, 未说明的性别, mlle, mme, madame, monsieur""")
_TITLES = vocabulary("mr, mrs, ms, miss, mr., mrs., ms.")
_LETTERS = vocabulary("m, f, w, v, h, d, x, u, o, n, k, е, м, ж, ч, e")
_NUMBERS = vocabulary("0, 1, 2, 3, 9, true, false")
_NEITHER = "x, u, o, d"  # beside the two letters of a language
# English, German, Dutch, French, Spanish, Turkish, Nordic and Polish, Indonesian, Russian, Ukrainian
_PAIRS = tuple(
    (vocabulary(one), vocabulary(other), vocabulary(f"{one}, {other}, {_NEITHER}"))
    for one, other in ("mf", "mw", "mv", "hf", "hm", "ek", "km", "lp", "мж", "чж")
)


@Together
def _pair(values: Values) -> Bools:
    """The letters of one language, where both occur and little else (M alone is a size, E N V G are codes)."""
    none = np.zeros(len(values), np.bool_)
    if np.count_nonzero(values.lengths <= 2) <= 0.7 * len(values):
        return none
    for one, other, letters in _PAIRS:
        if one(values).any() and other(values).any():
            found = np.asarray(letters(values))
            if found.mean() > 0.7:
                return found
    return none


@Together
def _titled(values: Values) -> Bools:
    """What people are addressed by, where nothing else is (Dr. is no sex)."""
    found = np.asarray(_TITLES(values))
    return found if found.all() else np.zeros(len(values), np.bool_)


@Together
def _mostly(values: Values) -> Bools:
    """The letters, unless others are as many: V and A are not sexes."""
    letters = _LETTERS(values)
    return letters if np.count_nonzero(letters) > 0.6 * len(values) else np.zeros(len(values), np.bool_)


CATEGORY = (
    Category(id="sex", label="sexes", group="identity", check=_WORDS, chance=0.004, weight=6.5, names=_NAMES),
    Category(id="sex", label="sexes", group="identity", check=_titled, chance=0.004, weight=6.5, names=_NAMES),
    Category(id="sex", label="sexes", group="identity", check=_pair, chance=0.06, weight=4.2, names=_NAMES),
    Category(id="sex", label="sexes", group="identity", check=_mostly, chance=0.2, weight=1.5, names=_NAMES),
    Category(
        id="sex",
        label="sexes",
        group="identity",
        check=_NUMBERS,
        chance=0.4,
        weight=0.5,
        names=_NAMES,
        kinds=frozenset({"text", "integer", "bool"}),
    ),
)
