"""Bangladesh: national identity number (NID), 10, 13 or 17 digits (17: year of birth in front), no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = government_id(
    "national-id.bd",
    "Bangladeshi NID numbers",
    AnyOf(Number("[1-9]9{9}"), Number("9{13}"), Number("[12][09]9{15}")),
    chance=0.9,
    weight=0.5,
    tier="pattern",
    names="nid, nid no, nid number, smart card number, জাতীয় পরিচয়পত্র, এনআইডি",
)
