"""Numbers that differ by country are told by the form of the country that is asked for."""

from __future__ import annotations

import pyarrow as pa
import pytest

from nightlatch.categories import bank_account, phone, postcode, vehicle_plate
from nightlatch.survey.values import Values

_FORMS = {
    "bank account": bank_account.BY_COUNTRY,
    "mobile phone": phone.MOBILE_BY_COUNTRY,
    "number plate": vehicle_plate.BY_COUNTRY,
    "postcode": postcode.BY_COUNTRY,
}


@pytest.mark.parametrize(
    ("what", "country", "yes", "no"),
    [
        ("mobile phone", "DE", "+49 151 23456789", "+49 30 23125000"),
        ("mobile phone", "DE", "0171 2345678", "1712345678"),
        ("mobile phone", "GB", "+44 7700 900123", "+44 20 7946 0123"),
        ("mobile phone", "FR", "06 39 98 00 12", "01 99 00 12 34"),
        ("mobile phone", "CN", "+86 138 0013 8000", "12800138000"),
        ("mobile phone", "US", "(202) 555-0143", "(102) 555-0143"),
        ("mobile phone", "IN", "+91 98765 43210", "+91 12345 67890"),
        ("mobile phone", "BR", "+55 (11) 99000-0000", "+55 (10) 99000-0000"),
        ("number plate", "DE", "FS-AB 1234", "PAF AB 1234"),
        ("number plate", "CN", "京A12345", "京12345"),
        ("number plate", "HU", "AAB-001", "AAA-547"),
        ("number plate", "PT", "12-34-AA", "12-34-56"),
        ("number plate", "SE", "ABC 12A", "IQV 123"),
        ("postcode", "DE", "10115", "00500"),
        ("postcode", "GB", "EC1A 1BB", "EC1A 1CC"),
        ("postcode", "CA", "K1A 0B1", "Z1A 0B1"),
        ("postcode", "NL", "1012 AB", "0603 JV"),
        ("postcode", "IN", "364240", "012345"),
        ("postcode", "IE", "A65 TF12", "756 90HG"),
        ("postcode", "FR", "75008", "96000"),
        ("bank account", "ES", "21000418450200051332", "21000418460200051332"),
        ("bank account", "US", "322070381", "382070381"),
    ],
)
def test_form_of_the_country(what: str, country: str, yes: str, no: str) -> None:
    """What a country writes passes its check, and a number that only looks alike does not."""
    check = _FORMS[what][country]
    assert check(Values(pa.array([yes, no]))).tolist() == [True, False]


@pytest.mark.parametrize("what", sorted(_FORMS))
def test_no_form_of_a_country_raises(what: str) -> None:
    """Whatever the value, there is an answer."""
    odd = Values(pa.array(["", "0" * 1000, "\x00", "京", "١٢٣٤٥", "+" * 50, "AB-CD", " 1 "]))
    assert {country for country, check in _FORMS[what].items() if check(odd).shape != (8,)} == set()
