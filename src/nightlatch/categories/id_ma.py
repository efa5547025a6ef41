"""Morocco: identity card number (CIN), one or two letters and five or six digits, no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = government_id(
    "national-id.ma",
    "Moroccan identity card numbers",
    AnyOf(*(Number("A" * letters + f"9{{{digits}}}") for letters in (1, 2) for digits in (5, 6, 7))),
    chance=0.9,
    weight=0.5,
    tier="pattern",
    names="cin, cnie, num cin, numéro cin, carte nationale, البطاقة الوطنية, رقم البطاقة الوطنية",
)
