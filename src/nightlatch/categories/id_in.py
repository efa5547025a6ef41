"""India: Aadhaar (12 digits, Verhoeff), the PAN of a person (fourth letter P) and the voter's EPIC number (Luhn).

PANs of companies, trusts and firms are not personal and do not pass.
"""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, luhn, verhoeff


def _is_no_palindrome(row: Rows) -> Mask:
    return (row.bytes[:, :6] != row.bytes[:, :5:-1]).any(axis=1)


CATEGORY = (
    government_id(
        "national-id.in",
        "Aadhaar numbers",
        Number("[2-9]9{11}", verhoeff, _is_no_palindrome),
        chance=0.08,
        names="aadhaar, aadhar, adhar, aadhaar number, aadhar no, uid, uidai, आधार, आधार संख्या",
    ),
    government_id(
        "tax-id.in",
        "Indian PANs",
        Number("A{3}[P]A9{4}A", lambda row: row.number(5, 9) > 0),
        chance=0.038,
        tier="pattern",
        names="pan, pan number, pan no, pan card, permanent account number, पैन",
        generic=TAX_NAMES,
        stands_alone=False,
        find=r"\b[A-Za-z]{3}[Pp][A-Za-z][0-9]{4}[A-Za-z]\b",
    ),
    government_id(
        "voter-id.in",
        "Indian voter ID numbers",
        Number("A{3}9{7}", lambda row: luhn(row, 3)),
        chance=0.1,
        names="epic, epic no, epic number, voter id, voterid, voter id number, voter card, elector photo id",
        generic=(),
    ),
    government_id(
        "national-id.in",
        "Aadhaar numbers",
        Number("[2-9]9{15}", verhoeff, lambda row: (row.bytes[:, :8] != row.bytes[:, :7:-1]).any(axis=1)),
        chance=0.08,
        names="vid, virtual id, aadhaar vid, uidai vid, aadhaar virtual id",
    ),
)
