"""Salaries and other income: amounts, told by the field name alone (weight 0.5)."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values

_SIGN = r"(?:[$€£¥₹₽₩₺元円원]|[A-Z]{3}|(?:US|A|C|R|HK|S|NZ)\$|Rs\.?|kr\.?|zł|Kč|Ft|lei|TL|руб\.?)"
_NUMBER = r"[0-9][0-9.,' \x{00A0}\x{202F}]*\s*[kKmM万]?"
_ONE = rf"{_SIGN}?\s*{_NUMBER}\s*{_SIGN}?"
_AMOUNT = rf"^\s*{_ONE}(?:\s*(?:-|–|to|bis)\s*{_ONE})?(?:\s*/\s*[a-zA-Z]{{1,6}})?\s*$"
_MOST = 1e12


def _amount(values: Values) -> Bools:
    if values.kind == "text":
        return values.matches(_AMOUNT)
    numbers = values.numbers
    with np.errstate(invalid="ignore"):
        return np.asarray((numbers >= 0) & (numbers < _MOST))


CATEGORY = Category(
    id="salary",
    label="salaries",
    group="financial",
    check=_amount,
    chance=0.7,
    weight=0.5,
    kinds=frozenset({"text", "integer", "float"}),
    names=named(
        "salary",
        """
    salary, sal, sal base, salario base, salário base, venit net, annual salary, monthly salary,
    base salary, gross salary, net salary, salary amount,
    salary range, expected salary, current salary, desired salary, salary expectation, wage, wages, hourly wage,
    base pay, gross pay, net pay, take home pay, hourly rate pay, pay rate, annual pay, remuneration,
    compensation, total compensation, income, annual income, monthly income, yearly income, gross income,
    net income person, household income, family income, personal income, earnings, annual earnings, bonus amount,
    payroll amount, pension amount, gehalt, jahresgehalt, monatsgehalt, bruttogehalt, nettogehalt, grundgehalt,
    lohn, stundenlohn, bruttolohn, nettolohn, einkommen, jahreseinkommen, haushaltseinkommen, verdienst, bezüge,
    vergütung, salaire, salaire brut, salaire net, salaire annuel, rémunération, revenu, revenus, revenu annuel,
    revenu mensuel, traitement salaire, salario, sueldo, salario bruto, salario neto, salario mensual,
    sueldo mensual, ingresos, ingreso mensual, ingresos anuales, renta, remuneración, salário, ordenado,
    vencimento, renda, renda mensal, renda familiar, rendimento, remuneração, stipendio, retribuzione, reddito,
    reddito annuo, salaris, brutosalaris, nettosalaris, loon, uurloon, inkomen, jaarinkomen, wynagrodzenie,
    pensja, płaca, zarobki, dochód, зарплата, заработная плата, оклад, доход, доходы, заробітна плата, дохід,
    maaş, brüt maaş, net maaş, ücret, gelir, aylık gelir, الراتب, راتب, الراتب الشهري, الاجر, الدخل, دخل,
    حقوق ماهانه, دستمزد, درآمد, 工资, 薪资, 薪水, 月薪, 年薪, 薪酬, 收入, 年收入, 月收入, 底薪, 基本工资, gz,
    gzje, 給与, 給料, 月給, 年収, 月収, 賃金, 所得, 급여, 월급, 연봉, 임금, 소득, 월소득, lön, månadslön, årslön,
    inkomst, løn, månedsløn, lønn, årslønn, inntekt, indkomst, palkka, kuukausipalkka, tulot, plat, mzda,
    hrubá mzda, příjem, fizetés, bér, jövedelem, salariu, salariu brut, venit, μισθός, εισόδημα, tiền lương,
    mức lương, lương cb, lương cơ bản, thu nhập, gaji, gaji pokok, penghasilan,
    pendapatan, เงินเดือน, รายได้, वेतन, आय, שכר, משכורת,
    הכנסה""",
    ),
)
