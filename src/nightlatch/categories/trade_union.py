"""Trade union membership (GDPR Art. 9). "Union" alone is no name of it: it is a SQL word, a credit union, the EU."""

from nightlatch.categories import Category
from nightlatch.categories._worded import worded
from nightlatch.headings import named
from nightlatch.survey.checks import vocabulary

_NAMES = """
    trade union, labor union, labour union, union member, union membership, union name, union code, union dues,
    is union member, union local, trade union membership, member of union, unionised, unionized, gewerkschaft,
    gewerkschaftsmitglied, gewerkschaftszugehörigkeit, gewerkschaftsbeitrag, betriebsrat, syndicat, syndiqué,
    appartenance syndicale, adhésion syndicale, délégué syndical, sindicato, afiliación sindical, cuota sindical,
    delegado sindical, sindicalizado, filiação sindical, contribuição sindical, sindacato, iscrizione sindacale,
    tessera sindacale, trattenuta sindacale, vakbond, vakbondslid, lidmaatschap vakbond, związek zawodowy,
    członek związku, przynależność związkowa, профсоюз, член профсоюза, профспілка, членство в профсоюзе, sendika,
    sendika üyeliği, sendikalı, النقابه, عضويه النقابه, اتحادیه کارگری, عضویت سندیکا, 工会, 工会会员, 工会会费,
    労働組合, 組合員, 組合費, 노동조합, 노조, 노조가입, 조합원, fackförbund, facklig tillhörighet, fagforening,
    fagforeningsmedlem, ammattiliitto, ammattiliiton jäsen, odbory, členství v odborech, odborová organizace,
    szakszervezet, szakszervezeti tag, sindicat, membru de sindicat, συνδικάτο, συνδικαλιστική οργάνωση, профсъюз,
    sindikat, công đoàn, đoàn viên công đoàn, serikat pekerja, serikat buruh, kesatuan sekerja, สหภาพแรงงาน,
    मजदूर संघ, ট্রেড ইউনিয়ন, தொழிற்சங்கம், איגוד עובדים, ועד עובדים, vakbondlidmaatskap"""
_UNIONS = """
    ver.di, verdi, ig metall, ig bau, ig bce, gew, ngg, evg, gdp, gdl, dbb, marburger bund, dgb, ögb, unia,
    syndicom, unison, unite the union, gmb, usdaw, rmt, aslef, pcs, nasuwt, neu, cwu, bma, rcn, prospect, teamsters,
    seiu, afl-cio, uaw, nea, aft, afscme, cwa, ibew, ufcw, usw, unite here, iam, liuna, unifor, cupe, cgt, cfdt,
    force ouvrière, cfe-cgc, cftc, unsa, sud, solidaires, ccoo, comisiones obreras, ugt, uso, csif, cnt, cgtp, cgil,
    cisl, uil, usb, ugl, cobas, fiom, fnv, cnv, vcp, abvv, acv, aclvb, fgtb, csc, solidarność, nszz solidarność,
    opzz, forum związków zawodowych, фнпр, ктр, профсоюз, türk-iş, disk, hak-iş, memur-sen, kesk, kamu-sen, cosatu,
    numsa, sadtu, nehawu, cut, força sindical, ctb, ctm, cgtrp, citu, aituc, bms, intuc, 連合, 全労連, 自治労,
    日教組, 한국노총, 민주노총, tco, saco, unionen, kommunal, if metall, fagforbundet, foa, sak, sttk, akava, pam,
    jhl, čmkos, kovo, liga, mszosz, bns, cnslr-frăția, γσεε, αδεδυ, πάμε, histadrut, הסתדרות,
    tổng liên đoàn lao động, kspi, kspsi"""
CATEGORY = (
    *worded(
        "trade-union",
        "trade union memberships",
        "special",
        names=_NAMES,
        words=_UNIONS,
        also="union, unions",
        chance=0.01,
        weight=4.5,
    ),
    Category(  # yes or no, a date, an amount: the name of the field is the whole statement
        id="trade-union",
        label="trade union memberships",
        group="special",
        check=vocabulary(
            "yes, no, true, false, y, n, 1, 0, ja, nein, oui, non, sí, si, sim, não, да, нет, 是, 否, evet, hayır"
        ),
        chance=0.5,
        weight=0.3,
        names=named("trade-union", _NAMES),
        kinds=frozenset({"text", "integer", "bool"}),
        tier="name",
    ),
)
