"""Postcodes. Digits are anything (weight 1.2): a field name must agree. British, Canadian, Irish ones stand alone."""

from nightlatch.categories import Category, Check
from nightlatch.headings import named
from nightlatch.survey.checks import both, length_between, one_of, regex

_NAMES = named(
    "postcode",
    """
    postcode, postal code, zip, zip code, zipcode, post code, postalcode, zip postal code, zip plus,
    addr postcode, postal, plz, postleitzahl, code postal, cp, codepostal, código postal, codigo postal,
    cod postal, cep, código postal cep, cap, codice postale, codice avviamento postale, postkod, pocztowy kod,
    kod pocztowy, kodpocztowy, индекс, почтовый индекс, поштовий індекс, posta kodu, postakodu, الرمز البريدي,
    کد پستی, 邮编, 邮政编码, yubin, yubin no, yubin bango, yzbm, yb, 郵便番号, 우편번호,
    postnummer, postnr, postinumero, psč, psc,
    irányítószám, cod poștal, ταχυδρομικός κώδικας, τκ, mã bưu điện, kode pos, kodepos, รหัสไปรษณีย์, pin code,
    pincode, eircode, मिनकोड, מיקוד""",
)
_BRITAIN = r"(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNP-Y]? ?[0-9][ABD-HJLNP-UW-Z]{2})"
_CANADA = r"(?:[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][ -]?[0-9][ABCEGHJ-NPRSTV-Z][0-9])"
# The routing keys of Ireland (Eircode, 2024); what follows one begins with a letter.
_KEYS = (
    "A(?:4[125]|6[357]|75|8[1-6]|9[12468])|C15|D(?:0[1-9]|1[0-8]|2[024]|6W)|E(?:2[15]|3[24]|41|45|53|91)"
    "|F(?:12|2[368]|31|35|4[25]|52|56|9[1-4])|H(?:1[246]|23|5[34]|62|65|71|91)|K(?:3[246]|45|56|67|78)|N(?:37|39|41|91)"
    "|P(?:1[247]|2[45]|3[126]|43|47|51|56|61|67|72|75|81|85)|R(?:14|21|32|35|42|45|51|56|9[35])|T(?:12|23|34|45|56)"
    "|V(?:1[45]|23|31|35|42|9[2-5])|W(?:12|23|34|91)|X(?:35|42|91)|Y(?:14|21|25|3[45])"
)
_IRELAND = rf"(?:(?:{_KEYS}) ?[AC-FHKNPRTV-Y][0-9AC-FHKNPRTV-Y]{{3}})"
# countries, and the postcodes they have (Universal Postal Union, 2026)
_PLANS = rf"""
AT,AU,BE,BG,CH,CY,DK,GE,HU,LU,LV,MD,NO,NZ,PH,SI,TN,ZA,PY,VE,AM,AF,GL,BO [0-9]{{4}}
AD AD[1-7]00
AR [A-HJ-NP-Z][0-9]{{4}}[A-Z]{{3}}|[1-9][0-9]{{3}}
AZ AZ ?[0-9]{{4}}
BA [78][0-9]{{4}}
BD (?:[1-8][0-9]{{3}}|9[0-4][0-9]{{2}})
BR [0-9]{{5}}-?[0-9]{{3}}
BY 2[1-4][0-9]{{4}}
CA {_CANADA}
CL [0-9]{{3}}-?[0-9]{{4}}
CN (?:0[1-7]|1[0-356]|2[0-7]|3[0-6]|4[0-7]|5[0-7]|6[1-7]|7[1-5]|8[1345]|9[09])[0-9]{{4}}
CO (?:05|08|11|13|15|17|18|19|20|23|25|27|41|44|47|50|52|54|63|66|68|70|73|76|81|85|86|88|91|94|95|97|99)[0-9]{{4}}
CZ,SK,GR [0-9]{{3}} ?[0-9]{{2}}
SE [1-9][0-9]{{2}} ?[0-9]{{2}}
DE (?:0[1-9]|[1-9][0-9])[0-9]{{3}}
DO,DZ,EE,EG,HR,ID,IT,JO,KE,KW,LT,MA,ME,MM,MX,MY,PE,RS,SA,SN,TH,TR,UA,UY,VN,ZM,CU,CR,GT,IQ,LA,MK,FI [0-9]{{5}}
ES (?:0[1-9]|[1-4][0-9]|5[0-2])[0-9]{{3}}
FR (?:(?:0[1-9]|[1-8][0-9]|9[0-57])[0-9]|98[678])[0-9]{{2}}
GB {_BRITAIN}
HT HT ?[0-9]{{4}}
IE {_IRELAND}
IL [1-9][0-9]{{4}}(?:[0-9]{{2}})?
IN (?:1[1-9]|2[0-8]|3[0-4]|3[6-9]|4[0-9]|5[0-36-9]|6[0-47-9]|7[0-9]|8[0-5]|9[0-9])[0-9]{{4}}
IR [13-9]{{4}}[1346-9]-?[013-9]{{5}}
IS [0-9]{{3}}
JP [0-9]{{3}}-?[0-9]{{4}}
KR [0-9]{{5}}|[0-9]{{3}}-?[0-9]{{3}}
KZ,RO,RU,SG,KG,TM,TJ,UZ,EC,TT,MN [0-9]{{6}}
LI 94(?:8[5-9]|9[0-8])
LK,PK [1-9][0-9]{{4}}
NP (?:10|2[12]|3[2-4]|4[45]|5[67])[0-9]{{3}}
MC 980[0-9]{{2}}
MG [1-9][0-9]{{2}}
MT [A-Z]{{3}} ?[0-9]{{2,4}}
NL [1-9][0-9]{{3}} ?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])
PL [0-9]{{2}}-?[0-9]{{3}}
PR 00[679][0-9]{{2}}(?:-[0-9]{{4}})?
PT [0-9]{{4}}-[0-9]{{3}}
TW [1-9][0-9]{{2}}(?:[0-9]{{2,3}})?
US [0-9]{{5}}(?:-[0-9]{{4}})?
"""
BY_COUNTRY: dict[str, Check] = {
    country: regex(rf"^(?i)\s*(?:{form})\s*$")
    for countries, form in (line.split(" ", 1) for line in _PLANS.strip().splitlines())
    for country in countries.split(",")
}
_LETTERED = one_of([BY_COUNTRY[country] for country in ("GB", "CA", "IE", "NL")])
_ANY = "|".join(sorted({line.split(" ", 1)[1] for line in _PLANS.strip().splitlines()}))
_LOOSE = both(length_between(3, 16), regex(rf"^(?i)\s*(?:[A-Z]{{1,3}}-|〒)?(?:{_ANY})\s*$"))
_SEPARATED = one_of(
    [
        regex(rf"^\s*{form}\s*$")
        for form in ("[0-9]{2}-[0-9]{3}", "[0-9]{3}-[0-9]{4}", "[0-9]{4}-[0-9]{3}", "[0-9]{5}-[0-9]{3}",
                     "[0-9]{3} [0-9]{2}", "[0-9]{5}-[0-9]{4}")
    ],
    0.9,
)  # fmt: skip
CATEGORY = (
    Category(  # without the blank, registrations and stock numbers look alike
        id="postcode",
        label="postcodes",
        group="contact",
        check=_LETTERED,
        chance=0.0005,
        weight=3.9,
        names=_NAMES,
    ),
    Category(
        id="postcode",
        label="postcodes",
        group="contact",
        check=_LOOSE,
        chance=0.3,
        weight=1.2,
        names=_NAMES,
        kinds=frozenset({"text", "integer"}),
    ),
    Category(  # elsewhere a PIN is a password
        id="postcode",
        label="postcodes",
        group="contact",
        check=BY_COUNTRY["IN"],
        chance=0.8,
        weight=0.8,
        names=("pin",),
        kinds=frozenset({"text", "integer"}),
    ),
    Category(
        id="postcode",
        label="postcodes",
        group="contact",
        check=both(_LETTERED, regex(r"\S \S")),
        chance=0.0005,
        weight=5.0,
        names=_NAMES,
    ),
    Category(
        id="postcode",
        label="postcodes",
        group="contact",
        check=_SEPARATED,
        chance=0.1,
        weight=2.6,
        names=_NAMES,
    ),
)
