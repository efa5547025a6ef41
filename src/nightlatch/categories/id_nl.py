"""Netherlands: citizen service number (BSN), 9 digits, the "eleven test" with weights 9 to 2 and -1."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _eleven_test(row: Rows) -> Mask:
    return (row.weighted((9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0) & (row.number(0, 9) > 0)


CATEGORY = (
    government_id(
        "national-id.nl",
        "Dutch citizen service numbers",
        Number("9{9}", _eleven_test),
        chance=0.091,
        names="bsn, bsn nummer, burgerservicenummer, burger service nummer, sofinummer, sofi, sofi nummer",
        generic=GENERIC_NAMES + TAX_NAMES,
    ),
    government_id(
        "student-id.nl",
        "Dutch student numbers",
        Number("[1][0]9{7}", lambda row: row.weighted((9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 5),
        chance=0.00091,
        weight=3.5,  # two digits in front and one to check: any range of numbers may have them
        names="onderwijsnummer, onderwijs nummer, onderwijsnr, ogn",
        generic=(),
        group="employment",
    ),
    government_id(
        "passport.nl",
        "Dutch passport and identity card numbers",
        Number("[A-NP-Z]{2}[0-9A-NP-Z]{6}9"),
        chance=0.78,
        weight=0.5,
        tier="pattern",
        names="paspoort, paspoortnummer, identiteitskaartnummer, id kaart, documentnummer, rijbewijs of paspoort",
        identifies=2,  # a new document has a new number
    ),
)
