"""Interviews of an asylum office as documents: origin, belief, opinion, love as grounds; iris codes; rooms, slots, files."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="cases_v3",
    rows=360,
    form="documents",
    columns=(
        column("case.no", draw.like("EE-2#-#####")),
        column("case.stage", draw.words("registered;admissible;interviewed;first instance;appeal;closed")),
        column("case.room", draw.like("B#.##")),
        column("case.mins", draw.integers(25, 290)),
        column(
            "app.full_name",
            draw.mixed(people.names("fa"), people.names("ar"), people.fake("en_PK", "name"), people.names("af")),
            "person-name",
        ),
        column("app.yob", draw.dates(1960, 2010), "date-of-birth"),
        column("app.nat", draw.words("AFG;SYR;IRN;ERI;PAK;SOM;stateless"), "nationality"),
        column("app.eth", draw.words("Hazara;Pashtun;Kurd;Tigrinya;Baloch;Arab;Uyghur;Oromo"), "ethnicity"),
        column("app.rel", draw.words("Shia;Sunni;Ahmadi;Christian;Bahá'í;Yazidi;none stated"), "religion"),
        column(
            "app.grounds.pol",
            draw.words("none;opposition party member;anti-regime protester;communist;monarchist"),
            "political-opinion",
        ),
        column(
            "app.grounds.sogi",
            draw.some(0.2, draw.words("gay;lesbian;bisexual;homosexual"), draw.pick("n/a", "")),
            "sexual-orientation",
        ),
        column(
            "app.bio.iris_l",
            draw.tokens("", 512, "0123456789abcdef"),
            "iris-template",
            accepts=("fingerprint-template", "voiceprint"),
        ),
        column("app.bio.q", draw.integers(41, 99)),
        column(
            "app.eurodac",
            draw.begun("EE1 GR1 IT1", "##########"),
            accepts=("national-id", "health-record-id", "customer-id"),
        ),
        column("app.tel", draw.mixed(draw.like("+372 5### ####"), draw.like("+90 53# ### ## ##")), "phone", blank=0.3),
        column("interp.lang", draw.words("dari;pashto;kurmanji;tigrinya;urdu;arabic")),
        column("interp.rate", draw.pick(38.5, 42.0, 55.0)),
        column("docs[].mime", draw.several(draw.words("application/pdf;image/tiff;image/jpeg"), 0, 3)),
        column("docs[].sha1", draw.several(draw.hexes(40), 0, 3)),
    ),
)
