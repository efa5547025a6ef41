"""Ids that web sites give to visitors: those of analytics have forms of their own (``GA1.2....``, ``fb.1....``) and
stand alone (weight 8); others are random strings and need a field name."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import both, length_between, regex, without

_LABEL = "cookie ids"
_NAMES = named(
    "cookie-id",
    """
    cookie, cookie id, cookieid, cookies, cookie value, visitor id, visitorid, visitor cookie, visitor uuid,
    tracking cookie, tracking id cookie, ga client id, ga cid, google client id, client id ga, ga, gid, fbp, fbc,
    gclid, fbclid, msclkid, ttclid, ttp, uetsid, ajs anonymous id, anonymous id, anonymousid, anon id,
    amplitude id, mixpanel distinct id, distinct id, hubspotutk, hutk, ecid, mcid, mc visitor id, browser id,
    browserid, web visitor id, uuid cookie, cookie kennung, besucher id, besucherkennung, id visiteur,
    identifiant visiteur, identifiant cookie, témoin, id de visitante, id visitante, identificador de cookie,
    id cookie, id do cookie, id visitatore, bezoekers id, cookie identificatie, identyfikator cookie,
    id ciasteczka, id odwiedzającego, куки, ид посетителя, идентификатор куки, cookie посетителя,
    ідентифікатор кукі, çerez, çerez kimliği, ziyaretçi id, معرف الزائر, ملف تعريف الارتباط, کوکی,
    شناسه بازدیدکننده, 访客id, 访客标识, クッキー, クッキーid, 訪問者id, 쿠키, 쿠키id, 방문자id, besökar id, kaka,
    informasjonskapsel, eväste, evästetunnus, id návštěvníka, süti, látogató azonosító, id vizitator,
    αναγνωριστικό επισκέπτη, mã khách truy cập, id pengunjung, รหัสผู้เยี่ยมชม, विज़िटर आईडी, מזהה מבקר""",
)
_ANALYTICS = (
    r"(?:GA1\.[0-9]\.)?[0-9]{7,10}\.1[3-9][0-9]{8}|fb\.[0-9]\.1[0-9]{12}\.[0-9A-Za-z_-]{6,200}|GS[12]\.[0-9]\.[\w$.-]{16,120}"
    r"|amp-[\w-]{22}"
)
_ANY = without(
    both(length_between(8, 512), regex(r"^[\w.~+/=:|%$-]+$"), regex("[0-9]")),
    regex(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    regex(r"^(?i)[a-z][a-z0-9+.-]*://"),
    regex(r"^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$"),
)
CATEGORY = (
    Category(
        id="cookie-id",
        label=_LABEL,
        group="online",
        check=regex(rf"^\s*(?:{_ANALYTICS})\s*$"),
        chance=1e-4,
        weight=8.0,
        identifies=8,
        names=_NAMES,
    ),
    Category(
        id="cookie-id",
        label=_LABEL,
        group="online",
        check=_ANY,
        chance=0.4,
        weight=0.8,
        identifies=8,
        kinds=frozenset({"text", "integer"}),
        names=_NAMES,
    ),
)
