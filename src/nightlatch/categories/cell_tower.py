"""Cells of mobile networks that a device was in: MCC-MNC-LAC-CI (3GPP TS 23.003), and the parts under their names."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import always, phrases, regex

_NAMES = named(
    "cell-tower",
    """
    cell tower, cell tower id, cell id, cellid, cell, cell identity, cgi, cell global id, cell global identity,
    ecgi, ncgi, eci, nci, enodeb, enodeb id, enb id, gnb id, lac, location area code, tac, tracking area code,
    lac ci, lac cid, mcc mnc lac ci, mcc mnc, mcc, mnc, cell site, cell site id, base station, base station id, bts,
    bts id, tower id, serving cell, last cell, funkzelle, funkzellen id, zell id, mobilfunkzelle, sendemast,
    cellule, cellule réseau, antenne relais, id cellule, celda, id celda, antena celular, torre celular, célula,
    id célula, estação rádio base, erb, cella, id cella, cella telefonica, zendmast, cel id, stacja bazowa,
    bts numer, базовая станция, сота, ид соты, базова станція, baz istasyonu, hücre kimliği, برج الاتصالات,
    رقم الخليه, دکل مخابراتی, شناسه سلول, 基站, 基站编号, 基站id, 小区号, 小区id, 基站位置区, 位置区码, jz, jizhan,
    基地局, セルid, 기지국, 기지국번호, 셀id, basstation, basestasjon, basestation navn, tukiasema,
    základnová stanice, id buňky, bázisállomás, cellaazonosító, stație de bază, σταθμός βάσης, базова клетка,
    bazna stanica, trạm gốc, mã trạm, menara seluler, id sel, สถานีฐาน, เสาสัญญาณ, सेल टावर, सेल आईडी, תא סלולרי,
    אנטנה סלולרית""",
)
_MCC = "(?:20[2-9]|2[1-9][0-9]|3[0-7][0-9]|4[0-7][0-9]|5[0-5][0-9]|6[0-5][0-9]|7[0-5][0-9])"
_FULL = regex(rf"^\s*{_MCC}(?P<s>[-_:/|,. ])[0-9]{{2,3}}[-_:/|,. ][0-9]{{1,5}}[-_:/|,. ][0-9]{{1,11}}\s*$")
_KINDED = regex(r"^\s*(?i)(?:(?:gsm|umts|lte|nr|cdma)[-_:/|, ])?[0-9A-F]{1,5}[-_:/|,. ][0-9A-F]{2,11}\s*$")
CATEGORY = (
    Category(
        id="cell-tower",
        label="cells of mobile networks",
        group="location",
        check=_FULL,
        chance=2e-4,
        weight=6.0,
        names=_NAMES,
    ),
    Category(
        id="cell-tower",
        label="cells of mobile networks",
        group="location",
        check=_KINDED,
        chance=0.3,
        weight=1.0,
        names=_NAMES,
    ),
    Category(
        id="cell-tower",
        label="cells of mobile networks",
        group="location",
        check=always,
        chance=0.5,
        weight=0.2,
        kinds=frozenset({"integer"}),
        tier="name",
        names=phrases("""
        cell id, cellid, cell identity, ecgi, enodeb, enodeb id, enb id, gnb id, location area code,
        tracking area code, cell site id, base station id, bts id, funkzelle, cellule réseau, id celda,
        базовая станция, baz istasyonu, 基站, 基站编号, 小区号, 基地局, 기지국"""),
    ),
)
