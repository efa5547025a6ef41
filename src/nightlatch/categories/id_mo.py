"""Macau: resident identity card number (BIR), 1, 5 or 7, six digits and a check digit whose rule is not published."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number

CATEGORY = government_id(
    "national-id.mo",
    "Macau identity card numbers",
    Number("[157]9{7}"),
    chance=0.3,
    weight=1.0,
    tier="pattern",
    names="bir, bir no, 澳門身份證, 澳门身份证, 身份證號碼, macau id",
)
