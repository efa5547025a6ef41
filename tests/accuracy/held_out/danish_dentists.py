"""Bills of Danish dentists: CPR with and without its dash, teeth in Haderup's signs, codes of treatments."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="dbo.Regning",
    rows=560,
    columns=(
        column("RegnNr", draw.serial(240_118)),
        column(
            "CPR",
            draw.mixed(numbers.cpr(), draw.mapped(numbers.cpr(), lambda text: text.replace("-", ""))),
            "national-id.dk",
        ),
        column("Patient", people.fake("da_DK", "name"), "person-name"),
        column("Adresse", people.fake("da_DK", "street_address"), "street|postal-address"),
        column("Postnr", draw.like("8###"), "postcode"),
        column(
            "Mobil",
            draw.dirty(draw.mixed(draw.like("2# ## ## ##"), draw.like("+45 6#######"), draw.like("51######")), 0.04),
            "phone",
        ),
        column("SygGrp", draw.pick(1, 1, 1, 2)),
        column("Danmark", draw.words("nej;Gruppe 1;Gruppe 2;Gruppe 5")),
        column("Ydernr", draw.like("0#####")),
        column("Ydelse", draw.like("1###")),
        column("Tand", draw.mixed(draw.like("#+"), draw.like("+#"), draw.like("#-"), draw.like("-#"))),
        column("Flade", draw.words("O;MO;DO;MOD;F;L;OD")),
        column("Beh", draw.words("MKL;PTH;SAJ;LBN;HYG2"), accepts=("person-name", "employee-id", "username")),
        column("Materiale", draw.words("plast;guld;keramik;glasionomer;midlertidig")),
        column(
            "Medicin", draw.words("Marevan;Eltroxin;Magnyl;Centyl;Panodil;Prolia;Warfarin"), "medication", blank=0.4
        ),
        column(
            "Cave",
            draw.some(
                0.12, draw.words("penicillinallergi;latexallergi;pacemaker;hæmofili;epilepsi"), draw.pick("", "-")
            ),
            "diagnosis",
        ),
        column("Pris", draw.floats(180, 9400)),
        column("Tilskud", draw.floats(0, 410)),
        column("Betalt", draw.pick("MobilePay", "Dankort", "Faktura", "Kontant")),
    ),
)
