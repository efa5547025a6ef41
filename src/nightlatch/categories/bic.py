"""Bank identifier codes (ISO 9362): four letters, a country, two places, three more for a branch. They name a bank, no
person. Chance: 27 % of eight random capitals (measured), so that a field name must agree (weight 2)."""

from nightlatch.categories import Category
from nightlatch.categories._countries import CODES
from nightlatch.survey.checks import phrases, regex

_COUNTRIES = "|".join(sorted({code.upper() for code in phrases(CODES) if len(code) == 2 and code.isalpha()} - {"UK"}))
CATEGORY = Category(
    id="bic",
    label="bank codes (BIC)",
    group="financial",
    check=regex(rf"^\s*[A-Z]{{4}}(?:{_COUNTRIES})[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{{3}})?\s*$"),
    chance=0.35,
    weight=2.0,
    names=phrases("""
    bic, bic code, swift, swift code, swift bic, bic swift, bank identifier code, bank bic, swiftcode, biccode,
    bank swift code, intermediary bank, correspondent bank, bankleitzahl bic, bic nummer, code bic, code swift,
    código bic, código swift, codice bic, codice swift, swift kod, kod bic, kod swift, бик swift, код swift,
    свифт, свифт код, свіфт код, swift kodu, bic kodu, رمز السويفت, سويفت, سوییفت, کد سوییفت, swift代码,
    银行识别码, swift码, スウィフトコード, 金融機関識別コード, 스위프트코드, 은행식별코드, bic kod, bic kode,
    bic koodi, bic kód, swift kód, cod bic, cod swift, κωδικός bic, κωδικός swift, mã swift, kode swift,
    รหัสสวิฟต์, स्विफ्ट कोड, קוד סוויפט"""),
)
