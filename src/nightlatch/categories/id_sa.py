"""Saudi Arabia: national (1) and resident (2) identity number, 10 digits, Luhn."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = government_id(
    "national-id.sa",
    "Saudi identity numbers",
    Number("[12]9{9}", luhn),
    chance=0.02,
    stands_alone=False,
    names="""
        iqama, iqama no, iqama number, saudi id, رقم الهوية, رقم الهوية الوطنية, الهوية الوطنية, رقم الإقامة,
        السجل المدني
    """,
)
