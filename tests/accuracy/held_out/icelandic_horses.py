"""Icelandic horses at a show: they have names, sexes and birth dates as people do; owners have a kennitala."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

HORSES = "Hrafn;Sól;Katla;Þór;Embla;Freyja;Óðinn;Glódís;Askur;Rökkva;Spuni;Hekla;Sleipnir;Birta;Máni"
FARMS = "frá Hvammi;frá Þúfum;frá Syðri-Gegnishólum;frá Vesturkoti;frá Ármóti;frá Efri-Rauðalæk;frá Kjarri"

TABLE = Table(
    container="sýning.dómar",
    rows=460,
    columns=(
        column("feif_id", draw.joined("IS{}{}", draw.integers(2002, 2021), draw.like("#8####"))),
        column("nafn", draw.joined("{} {}", draw.words(HORSES), draw.words(FARMS))),
        column("kyn", draw.words("hestur;hryssa;geldingur")),
        column("fædd", draw.dates(2002, 2021, "%d.%m.%Y")),
        column("örmerki", draw.like("3520980########")),
        column("litur", draw.words("1500 brúnn;2500 jarpur;3100 rauður;4200 leirljós;0100 grár;6450 móvindóttur")),
        column("eigandi", draw.dirty(people.names("is"), 0.03, ("Hrossaræktarbúið ehf.", "?")), "person-name"),
        column(
            "kt_eiganda",
            draw.mixed(
                numbers_more.kennitala(), draw.mapped(numbers_more.kennitala(), lambda text: text.replace("-", ""))
            ),
            "national-id.is",
        ),
        column("gsm", draw.mixed(draw.like("8##-####"), draw.like("+354 6## ####")), "phone"),
        column("netfang", people.emails("is", "simnet.example gmail.com islandia.example"), "email", blank=0.25),
        column(
            "heimili",
            draw.joined(
                "{} {}",
                draw.words("Laugavegur;Strandgata;Hafnarstræti;Skólavörðustígur;Aðalgata;Þingvallastræti"),
                draw.integers(1, 98),
            ),
            "street|postal-address",
        ),
        column("póstnr", draw.pick(101, 107, 200, 220, 600, 603, 800, 850, 900), "postcode"),
        column("knapi", people.names("is"), "person-name"),
        column("tölt", draw.pick(7.0, 7.5, 8.0, 8.5, 9.0, 9.5)),
        column("skeið", draw.pick(5.0, 6.5, 7.5, 8.0, 9.0)),
        column("hæð_á_herðar", draw.integers(131, 149)),
        column("blup", draw.integers(78, 131)),
        column("rásnúmer", draw.integers(1, 120)),
    ),
)
