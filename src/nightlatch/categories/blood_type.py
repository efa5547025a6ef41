"""Blood types (ABO and Rhesus).

"A+" and "B-" are school grades as well: they count only where O or AB with a sign is among them.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, Together, vocabulary
from nightlatch.survey.values import Values

_NAMES = named(
    "blood-type",
    """
    blood type, blood group, bloodtype, bloodgroup, blood grp, abo, abo group, abo rh, rh factor, rhesus,
    rhesus factor, rh, blutgruppe, rhesusfaktor, groupe sanguin, facteur rhésus, grupo sanguíneo, grupo sanguineo,
    tipo de sangre, tipo sanguíneo, tipo sanguineo, factor rh, fator rh, gruppo sanguigno, fattore rh, bloedgroep,
    resusfactor, grupa krwi, группа крови, резус, резус фактор, група крові, kan grubu, فصيله الدم, زمره الدم,
    گروه خونی, 血型, rh血型, xx, xuexing, 血液型, 혈액형, blodgrupp, blodtype, veriryhmä, krevní skupina,
    krvná skupina, vércsoport, grupă sanguină, grupa sanguină, ομάδα αίματος, кръвна група, krvna grupa,
    krvna skupina, kraujo grupė, asinsgrupa, veregrupp, nhóm máu, golongan darah, gol darah, jenis darah, กรุ๊ปเลือด,
    หมู่โลหิต, रक्त समूह, ब्लड ग्रुप, রক্তের গ্রুপ, இரத்த வகை, خون کا گروپ, סוג דם""",
)
_SIGNED = vocabulary("""
    a+, a-, b+, b-, ab+, ab-, o+, o-, 0+, 0-, a +, a -, b +, b -, ab +, ab -, o +, o -, a pos, a neg, b pos, b neg,
    ab pos, ab neg, o pos, o neg, a positive, a negative, b positive, b negative, ab positive, ab negative,
    o positive, o negative, a rh+, a rh-, b rh+, b rh-, ab rh+, ab rh-, o rh+, o rh-, a rh positive, b rh positive,
    ab rh positive, o rh positive, a rh negative, b rh negative, ab rh negative, o rh negative, a rhd+, b rhd+,
    o rhd+, ab rhd+, a1+, a1-, a2+, 0 rh+, 0 rh-, a rh d positiv, 0 rh positiv, a(ii) rh+, o(i) rh+, b(iii) rh+,
    ab(iv) rh+, a positivo, b positivo, ab positivo, o positivo, o negativo, a negativo, b negativo, ab negativo,
    rh+ a, rh+ b, rh+ o, rh+ ab, rh- a, rh- o""")
_TELLING = vocabulary("""
    ab+, ab-, o+, o-, ab +, o +, o -, ab pos, o pos, o neg, ab positive, o positive, o negative, ab rh+, o rh+,
    o rh-, 0 rh+, o rhd+, a型, b型, o型, ab型, a형, b형, o형, ab형, o positivo, o negativo, o rh positive,
    0 rh positiv, o(i) rh+, rh+ o, rh+ ab""")
_EASTERN = vocabulary("""
    a型, b型, o型, ab型, a型血, b型血, o型血, ab型血, rh阳性, rh阴性, rh陽性, rh陰性, a형, b형, o형, ab형, rh+a형,
    rh+b형, rh+o형, rh+ab형""")
_BARE = vocabulary("a, b, ab, o, 0, i, ii, iii, iv, rh+, rh-, +, -, pos, neg, positive, negative, unknown")


@Together
def _blood(values: Values) -> Bools:
    found = _SIGNED(values) | _EASTERN(values)
    return np.asarray(found if _TELLING(values).any() else np.zeros(len(values), np.bool_))


CATEGORY = (
    Category(
        id="blood-type",
        label="blood types",
        group="health",
        check=_blood,
        chance=2e-3,
        weight=7.0,
        names=_NAMES,
        tier="vocabulary",
    ),
    Category(
        id="blood-type",
        label="blood types",
        group="health",
        check=_BARE,
        chance=0.3,
        weight=1.0,
        names=_NAMES,
        tier="vocabulary",
    ),
)
