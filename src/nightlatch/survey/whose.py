"""Whom a field is about: a person, a business, the author of a work, or a thing. Only persons count into people.

Told by what else is in the record, by its names and by what was found in it: a company's number beside a mail address,
an ISBN beside an author, a firmware beside a MAC address; and by mailboxes that are nobody's own (info@, sales@).
A record that holds what only people have (a birth date, a sex, an identity number) is about a person in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nightlatch.model import Whose
from nightlatch.survey import fieldnames
from nightlatch.survey.fieldnames import vocabulary
from nightlatch.survey.values import Values

ROLES = (
    r"^(?i)\s*(?:info|sales|support|contact|office|admin|hello|service|billing|accounts?|accounting|finance|hr|jobs|"
    r"careers|marketing|press|media|help|helpdesk|webmaster|postmaster|hostmaster|noreply|no-reply|orders?|invoices?|"
    r"mail|team|enquiries|reception|kontakt|vertrieb|verkauf|buchhaltung|ventas|contacto|contato|comercial|contabilidad|"
    r"compras|ordini|vendite|commerciale|amministrazione|commandes|compta|biuro|sekretariat|zakaz)@"
)
_MOST = 0.5
_ORGANISATION = vocabulary(
    "vat vatno vatid vatnumber companyno companyid companynumber companyname "
    "registrationno registrationnumber duns lei "
    "eori siret siren ein crn abn acn gstin cnpj uscc orgnr orgno "
    "handelsregister hrb ustid ustidnr partitaiva piva nif "
    "rfc cuit nip regon krs ico dic industry turnover revenue headcount legalform incorporated industrycode sic nace "
    "legalname tradingname ticker 统一社会信用代码 营业执照 法人 инн огрн кпп"
)
_COMPANIES = vocabulary(
    "company companies supplier suppliers vendor vendors merchant merchants shop shops "
    "store stores hotel hotels branch "
    "branches firm firms organisation organisations organization organizations business businesses manufacturer "
    "manufacturers publisher publishers school schools restaurant restaurants agency "
    "agencies bank banks clinic clinics "
    "hospital hospitals lieferanten firmen proveedores fournisseurs fornitori fornecedores "
    "dostawcy поставщики 供应商 公司"
)
_WORK = vocabulary(
    "isbn isrc issn album film movie genre publisher pages edition runtime imdb "
    "artist track song book books movies films "
    "albums songs tracks titles works library doi journal cinema catalogue soundtrack episode season year released"
)
_MAKERS = vocabulary(
    "author authors artist artists director directors actor actors actress writer "
    "composer singer cast performer editor "
    "translator creator producer starring band auteur autor autore regisseur regista schauspieler kuenstler interprete "
    "作者 导演 演员 歌手 著者 監督 автор режиссер"
)
_THING = vocabulary(
    "device devices sensor sensors machine machines asset assets vehicle vehicles fleet camera cameras router routers "
    "server servers host hosts firmware serial model vin mileage odometer engine chassis warehouse battery voltage "
    "temperature humidity rssi uptime sku ean upc barcode quantity stock printer printers switch gateway meter meters "
    "station stations node nodes inventory equipment satellite stars observatory "
    "species genus taxon taxa kingdom phylum habitat specimen scientificname decimallatitude decimallongitude "
    "population elevation altitude featurecode featureclass geonameid wikidata "
    "humidity pressure precipitation rainfall windspeed winddirection wind snow discharge turbidity "
    "mcc mnc lac azimuth antenna antennas azimut eirp mast tower towers cellid "
    "taxrate vatrate taxcode promo promocode icao iata runway airport airports museum museums"
)
# What only people have, or what says of whom a record is.
_PEOPLES = (
    "date-of-birth", "sex", "age", "nationality", "given-name", "family-name", "person-name", "religion", "ethnicity",
    "child", "guardian", "job-title", "salary", "username", "student-id", "employee-id",
)  # fmt: skip
_ANYBODYS = frozenset({"email", "phone", "postal-address", "street", "postcode", "city", "iban", "bank-account", "bic",
                       "customer-id", "url-profile", "social-handle", "photo", "geo-point", "ip-address"})  # fmt: skip
_DEVICES = frozenset({"mac-address", "device-id", "ip-address", "geo-point", "sighting-time", "vehicle-plate",
                      "place-tag", "cell-tower", "customer-id", "username"})  # fmt: skip
_SITES = frozenset({"postal-address", "street", "postcode", "city"})  # somebody's, where the record reaches somebody
_REACHES = frozenset({"email", "phone", "customer-id", "social-handle", "iban", "bank-account", "payment-card"})


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the records of one container are about, as far as names and findings tell."""

    is_person: bool = False
    is_organisation: bool = False
    is_work: bool = False
    is_thing: bool = False
    is_reached: bool = False  # somebody can be, or is a customer


def about(entity: str, found: Mapping[str, Iterable[str]]) -> About:
    """*entity*: what the container is called; *found*: of each field's path the categories, technical ones too."""
    words = [{name.run, *name.words} for name in map(fieldnames.read, found)]
    owner = set(fieldnames.words_of(entity))
    categories = {category for ids in found.values() for category in ids}

    def count(vocabulary: frozenset[str]) -> int:
        return sum(bool(one & vocabulary) for one in words)

    numbered = any(category.startswith("organisation-id") for category in categories)
    return About(
        is_person=any(
            category in _PEOPLES or category.startswith(("national-id", "passport", "social-security", "health"))
            for category in categories
        ),
        is_organisation=bool(owner & _COMPANIES) or numbered or count(_ORGANISATION) >= 1,
        is_work=bool(owner & _WORK) or count(_WORK) >= 2,
        is_thing=bool(owner & _THING) or count(_THING) >= 2,
        is_reached=bool(categories & _REACHES),
    )


def whose(path: str, category: str, record: About, roles: float = 0.0) -> tuple[Whose, str]:
    """Whom *category* in the field *path* is about, and why if it is not a person; *roles*: share of such mailboxes."""
    words = set(fieldnames.read(path).words)
    if category == "email" and roles >= _MOST:
        return "business", "mailboxes of a business, such as info@"
    if category in ("person-name", "given-name", "family-name"):
        is_maker = bool(words & _MAKERS) and record.is_work
        return ("public", "those who made a work") if is_maker else ("person", "")
    if record.is_person:
        return "person", ""
    if record.is_organisation and (category in _ANYBODYS or category.startswith("tax-id")):
        return "business", "beside what only a business has"
    if record.is_thing and (category in _DEVICES or (category in _SITES and not record.is_reached)):
        return "thing", "beside what only a thing has"
    return "person", ""


def role_share(pieces: Iterable[Values]) -> float:
    """The share of mailboxes that are nobody's own."""
    shares = [float(piece.matches(ROLES).mean()) for piece in pieces if piece.kind == "text" and len(piece)]
    return max(shares, default=0.0)
