"""Birth dates: dates without a clock between 1900 and today.

Any date of the last century passes (weight 1), so a field name must agree; but dates that spread over more than 40
years and reach back before 1990 are births (weight 5.2), unless the record is of nobody: companies, films and schools
have such dates too.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import kernels
from nightlatch.survey.checks import Bools, Together, both, instant_between, instants, now, phrases, regex, spread_years
from nightlatch.survey.values import Kind, Values

_NAMES = named(
    "date-of-birth",
    """
    date of birth, dateofbirth, dob, umare, nacido, nacida, nacido el, d tarih, dtarih, dtarihi, birth date,
    birthdate, birthday, born, born on, birth, bday, birth dt,
    birth time, d o b, birth day, dt birth, date birth, child birth date, birth date text, geburtsdatum, geburtstag,
    geb datum, gebdat, geb dat, geboren am, gebdatum, date de naissance, date naissance, naissance, né le, ddn,
    dt naissance, fecha de nacimiento, fecha nacimiento, fec nacimiento, fnacimiento, nacimiento, fecnac, fec nac,
    f nacimiento, data de nascimento, data nascimento, dt nascimento, dt nasc, data nasc, nascimento, datanasc,
    data di nascita, data nascita, nascita, geboortedatum, geboorte datum, geb dat, data urodzenia, dataurodzenia,
    дата рождения, дата народження, день рождения, рождение, д р, дата рожд, doğum tarihi, dogum tarihi, doğum,
    تاريخ الميلاد, تاريخ الولاده, تاريخ التولد, تاریخ تولد, 出生日期, 出生年月, 出生年月日, 生日, 出生, 出生时间,
    csrq, csny, sr, chushengriqi, shengri, 生年月日, 誕生日, 생년월일, 생일, födelsedatum, fødselsdato, fødselsdag,
    syntymäaika, datum narození, születési dátum, születési idő, data nașterii, ημερομηνία γέννησης, ngày sinh,
    tanggal lahir, tgl lahir, วันเกิด, जन्म तिथि, तारीख लेडीह, תאריך לידה""",
)
_DAY = 86_400_000_000
_FEW, _MANY = 8, 50  # distinct days that prove no spread, and that do
_1990 = 631_152_000_000_000


def _is_date(values: Values) -> Bools:
    return np.asarray(instants(values) % _DAY == 0)


@Together
def _spread(values: Values) -> Bools:
    found = instants(values)
    plain = _PLAUSIBLE(values) & (found % _DAY == 0)
    known = found[found != kernels.MISSING]
    if len(values) >= 20 and (spread_years(found) < 40 or np.mean(known < _1990) < 0.2):
        return np.zeros(len(values), np.bool_)
    if _FEW <= len(values) < _MANY or (len(values) >= _MANY and np.mean(plain) < 0.9):
        return np.zeros(len(values), np.bool_)  # elections, wars, first editions
    return np.asarray(plain)


_WRITTEN = regex(
    r"^\s*(?:19[0-9]{2}|20[0-2][0-9])(?:[-/.][01]?[0-9])?\s*$|^\s*[0-3]?[0-9][-/.][0-3]?[0-9][-/.][0-9]{2}\s*$"
)
_YEARS = phrases("""
    birth year, year of birth, yob, birth yr, byear, yr birth, birthyear, geburtsjahr, jahrgang, geb jahr, gebjahr,
    année de naissance, annee naissance, an naissance, año de nacimiento, año nacimiento, anio nac, ano de nascimento,
    ano nascimento, ano nasc, anno di nascita, anno nascita, geboortejaar, rok urodzenia, rok ur, rok narození,
    год рождения, г р, рік народження, doğum yılı, dyili, سنه الميلاد, سال تولد, 出生年, 出生年份, csnf, 生年, 생년,
    födelseår, fødselsår, syntymävuosi, születési év, anul nașterii, έτος γέννησης, năm sinh, tahun lahir, ปีเกิด,
    जन्म वर्ष, שנת לידה, birth month, month of birth, birth year month""")


@Together
def _long_ago(values: Values) -> Bools:
    """Dates of at least 15 years, of which hardly one is of the last ten: births of grown-up people."""
    found = instants(values)
    plain = np.asarray(_PLAUSIBLE(values) & (found % _DAY == 0))
    if len(values) < _FEW:  # the last of a field, of which more have told
        return plain
    known = found[found != kernels.MISSING]
    if len(values) < _MANY or len(known) < 0.9 * len(values) or spread_years(found) < 15:
        return np.zeros(len(values), np.bool_)
    return plain & bool(np.quantile(known[:4096], 0.98) < now() - 10 * 366 * _DAY)


_PLAUSIBLE = instant_between(1900, None)
_KINDS: frozenset[Kind] = frozenset({"text", "time", "date", "integer"})
_BARE: frozenset[Kind] = frozenset({"text", "integer"})
CATEGORY = (
    Category(
        id="date-of-birth",
        label="birth dates",
        group="identity",
        check=both(_PLAUSIBLE),
        chance=0.5,
        weight=1.0,
        names=_NAMES,
        kinds=_KINDS,
    ),
    Category(  # long ago, all of them: nobody was hired or paid then
        id="date-of-birth",
        label="birth dates",
        group="identity",
        check=_long_ago,
        chance=0.05,
        weight=2.8,
        names=_NAMES,
        kinds=_KINDS,
    ),
    Category(
        id="date-of-birth",
        label="birth dates",
        group="identity",
        check=_spread,
        chance=0.02,
        weight=5.2,
        names=_NAMES,
        kinds=_KINDS,
    ),
    Category(  # a year, a month, two digits of a year: by the name alone
        id="date-of-birth",
        label="birth dates",
        group="identity",
        check=_WRITTEN,
        chance=0.5,
        weight=1.0,
        names=(*_NAMES, *_YEARS),
        kinds=_BARE,
    ),
)
