"""Advertising ids of telephones and televisions (IDFA, GAID, OAID): UUIDs, told by the field name alone (weight 1)."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex, without

CATEGORY = Category(
    id="advertising-id",
    label="advertising ids",
    group="online",
    check=without(
        regex(r"^(?i)\s*\{?(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{64})\}?\s*$"),
        regex(r"^[0-]+$"),  # tracking refused
    ),
    chance=0.3,
    weight=1.0,
    identifies=8,
    names=named(
        "advertising-id",
        """
    advertising id, advertisingid, advertiser id device, ad id device, adid, ad tracking id, idfa, gaid, aaid,
    google aid, gps adid, apple idfa, ios idfa, android advertising id, google advertising id, google ad id,
    amazon ad id, fire adid, oaid, rida, tifa, lgudid, vida, msai, maid, mobile advertising id, mobile ad id, ifa,
    identifier for advertisers, werbe id, werbekennung, identifiant publicitaire, id publicitaire,
    id de publicidad, identificador de publicidad, id de publicidade, identificador de publicidade, id pubblicità,
    identificatore pubblicitario, reclame id, advertentie id, identyfikator reklamowy, id reklamowy,
    рекламный идентификатор, рекламный id, рекламний ідентифікатор, reklam kimliği, reklam id, معرف الاعلانات,
    معرف الاعلان, شناسه تبلیغاتی, 广告标识符, 广告id, 广告标识, 広告id, 広告識別子, 광고id, 광고식별자, annons id,
    reklame id, annonse id, mainostunnus, reklamní id, hirdetésazonosító, id publicitate,
    αναγνωριστικό διαφήμισης, mã quảng cáo, id iklan, รหัสโฆษณา, विज्ञापन आईडी, מזהה פרסום""",
    ),
)
