"""Employers of people. A company's form (GmbH, Inc., 有限公司) tells that a field holds companies; that they employ the
people of the table takes a field name, or at least that nothing says otherwise (weight 4.8).

Chance: 1 in 200 other texts ends in such a form. Measured: 8 to 10 M values/s (the walk of ``survey.wording``).
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = named(
    "employer",
    """
    employer, employer name, company, company name, workplace, work place, work unit, place of work, works for,
    current employer, job company, firm, employed at, employed by, work company, business name, affiliation,
    work organization, workplace name, arbeitgeber, firma, arbeitsstelle, unternehmen, arbeitsplatz, firmenname,
    employeur, entreprise, société, lieu de travail, raison sociale, empleador, empresa, lugar de trabajo,
    centro de trabajo, nombre empresa, empregador, local de trabalho, nome empresa, datore di lavoro, azienda,
    luogo di lavoro, werkgever, bedrijf, pracodawca, miejsce pracy, zakład pracy, работодатель, место работы,
    компания, организация работы, місце роботи, роботодавець, işveren, iş yeri, işyeri, firma adı, çalıştığı kurum,
    جهه العمل, صاحب العمل, مكان العمل, الشركه, محل کار, کارفرما, شرکت, 工作单位, 单位, 公司, 单位名称, 公司名称,
    就职单位, 雇主, 任职单位, 工作公司, 服务处所, gzdw, dw, dwmc, gsmc, fwcs, 勤務先, 会社名, 勤務先名, 雇用主,
    직장, 회사, 회사명, 근무처, 직장명, arbetsgivare, arbetsgiver, arbejdsgiver, työnantaja, zaměstnavatel,
    munkáltató, munkahely, angajator, loc de muncă, εργοδότης, nơi làm việc, công ty, perusahaan, tempat kerja,
    นายจ้าง, บริษัท, नियोक्ता, מעסיק, מקום עבודה""",
)


def is_company(values: Values) -> Bools:
    """A company's form at the end or the front, anywhere in Han and Thai, or "A, B and C" of family names."""
    seen = wording(values)
    form = (((seen.last | seen.first) & w.COMPANY) != 0) & (seen.units >= 2)
    dense = (
        ((seen.scripts & (w.HAN | w.KANA | w.THAI)) != 0)
        & (seen.letters <= 40)
        & (seen.units <= 3)
        & ((seen.signs & w.SIGN) == 0)
    )
    joined = ((seen.cues & w.COMPANY) != 0) & (dense | ((seen.units >= 3) & (seen.units <= 8)))
    names = ((seen.signs & w.COMMA) != 0) & ((seen.cues & w.SURNAME) != 0) & ((seen.cues & w.STOP) != 0)
    partners = names & (seen.units == 4) & (seen.capital == 3)
    address = (seen.numbers >= 2) | (
        ((seen.cues & w.STREET) != 0) & (seen.numbers >= 1) & (seen.admin + seen.street > 2)
    )
    return np.asarray((form | joined | partners) & ~address & (seen.letters >= 3) & (seen.letters <= 90))


def is_organisation(values: Values) -> Bools:
    """A company, or a word for an organisation (university, 医院, ministry)."""
    seen = wording(values)
    worded = ((seen.cues & (w.ORGANISATION | w.COMPANY)) != 0) & (seen.numbers <= 1) & (seen.letters <= 90)
    worded &= seen.mixed < seen.units  # "INC012345" is a number
    return np.asarray(is_company(values) | worded)


def _any(values: Values) -> Bools:
    seen = wording(values)
    plain = (seen.signs & (w.AT | w.UNDERSCORE | w.NEWLINE)) == 0
    upright = (seen.capital >= 1) | ((seen.scripts & (w.LATIN | w.CYRILLIC | w.GREEK)) == 0)
    return np.asarray(plain & upright & (seen.letters >= 2) & (seen.letters <= 90) & (seen.units <= 12))


CATEGORY = (
    Category(
        id="employer",
        label="employers",
        group="employment",
        check=is_company,
        chance=0.005,
        weight=4.8,
        names=_NAMES,
    ),
    Category(
        id="employer",
        label="employers",
        group="employment",
        check=is_organisation,
        chance=0.05,
        weight=3.0,
        names=_NAMES,
    ),
    Category(id="employer", label="employers", group="employment", check=_any, chance=0.4, weight=0.7, names=_NAMES),
)
