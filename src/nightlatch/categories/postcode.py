"""Postcodes. Digits are anything (weight 1.2, a field name must agree); the British and Canadian forms stand alone."""

from nightlatch.categories import Category
from nightlatch.survey.checks import either, phrases, regex

_NAMES = phrases("""
    postcode, postal code, zip, zip code, zipcode, post code, postalcode, zip postal code, zip plus, addr postcode,
    postal, plz, postleitzahl, code postal, cp, codepostal, código postal, codigo postal, cod postal, cep,
    código postal cep, cap, codice postale, codice avviamento postale, postkod, pocztowy kod, kod pocztowy,
    kodpocztowy, индекс, почтовый индекс, поштовий індекс, posta kodu, postakodu, الرمز البريدي, کد پستی, 邮编,
    邮政编码, yzbm, yb, 郵便番号, 우편번호, postnummer, postnr, postinumero, psč, psc, irányítószám, cod poștal,
    ταχυδρομικός κώδικας, τκ, mã bưu điện, kode pos, kodepos, รหัสไปรษณีย์, pin code, pincode, eircode, मिनकोड,
    מיקוד""")
_BRITISH = regex(r"^(?i)\s*(GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNP-Y]? ?[0-9][ABD-HJLNP-UW-Z]{2})\s*$")
_CANADIAN = regex(r"^(?i)\s*[ABCEGHJ-NPRSTVXY][0-9][A-Z] ?-?[0-9][A-Z][0-9]\s*$")
_DIGITS = regex(
    r"^\s*(?:[A-Z]{1,2}-?)?"
    r"(?:[0-9]{3,6}|[0-9]{5}-[0-9]{3,4}|[0-9]{2}-[0-9]{3}|[0-9]{3}-[0-9]{4}|[0-9]{3} [0-9]{2}|[0-9]{4}-[0-9]{3}"
    r"|[0-9]{2}\.[0-9]{3}-[0-9]{3}|[0-9]{4} ?[A-Z]{2}|[0-9]{7,8}|[A-Z][0-9]{4}[A-Z]{3}|〒?[0-9]{3}-?[0-9]{4})\s*$"
)
CATEGORY = (
    Category(
        id="postcode",
        label="postcodes",
        group="contact",
        check=either(_BRITISH, _CANADIAN),
        chance=0.0005,
        weight=5.0,
        names=_NAMES,
    ),
    Category(
        id="postcode",
        label="postcodes",
        group="contact",
        check=either(_DIGITS, _BRITISH, _CANADIAN),
        chance=0.3,
        weight=1.2,
        names=_NAMES,
        kinds=frozenset({"text", "integer"}),
    ),
)
