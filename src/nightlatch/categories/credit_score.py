"""Credit scores: FICO and others count to 900, SCHUFA in per cent, others in letters. Told by the field name alone."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values

_LETTERS = r"^\s*(?:[A-Ma-m][1-9]?[+-]?|(?i:excellent|very good|good|fair|poor|bad|exceptional))\s*$"


def _score(values: Values) -> Bools:
    numbers = values.numbers
    with np.errstate(invalid="ignore"):
        counted = (numbers >= 0) & (numbers <= 1000)
    return np.asarray(counted | values.matches(_LETTERS)) if values.kind == "text" else np.asarray(counted)


CATEGORY = Category(
    id="credit-score",
    label="credit scores",
    group="financial",
    check=_score,
    chance=0.6,
    weight=0.8,
    kinds=frozenset({"text", "integer", "float"}),
    names=named(
        "credit-score",
        """
    credit score, scor, scoring, creditscore, credit rating person, credit rating, fico, fico score,
    vantage score, vantagescore, schufa, schufa score, creditworthiness, bureau score, experian score,
    equifax score, transunion score, cibil, cibil score, credit bureau score, risk score credit, loan score,
    debt score, insurance score, credit grade, sesame score, sesame credit, zhima score, bonität, bonitätsscore,
    bonitätsindex, kreditwürdigkeit, kreditscore, score de crédit, cote de crédit, solvabilité,
    puntaje crediticio, puntuación crediticia, calificación crediticia, score crediticio, solvencia,
    pontuação de crédito, score de crédito, score serasa, serasa score, punteggio di credito, merito creditizio,
    rating creditizio, kredietscore, kredietwaardigheid, ocena kredytowa, zdolność kredytowa, scoring kredytowy,
    кредитный рейтинг, кредитный скоринг, скоринговый балл, кредитний рейтинг, kredi notu, findeks notu,
    kredi skoru, التصنيف الائتماني, الدرجه الائتمانيه, رتبه اعتباری, امتیاز اعتباری, 信用分, 信用评分, 征信评分,
    芝麻信用分, 芝麻分, 信用等级, 信用スコア, 信用評価, 신용점수, 신용등급, 신용평점, kreditbetyg,
    kreditvärdighet, kreditvurdering, kredittscore, luottoluokitus, luottopisteet, kreditní skóre, úvěrové skóre,
    hitelminősítés, hitelpontszám, scor de credit, scor fico, πιστωτική βαθμολογία, điểm tín dụng, skor kredit,
    คะแนนเครดิต, क्रेडिट स्कोर, דירוג אשראי""",
    ),
)
