"""What a ship carries: boxes, seals, tariff codes, firms and harbours; two columns of people who are called."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

FIRMS = "宁波恒达进出口有限公司;Van der Berg Fruits BV;深圳市华腾电子有限公司;Nordic Timber AS;Rossi & Figli S.p.A.;青岛海润食品有限公司;Marlow Garments Ltd;Al Noor General Trading LLC;Martin Blanco Hermanos S.A."
GOODS = "冷冻鱼片 FROZEN FISH FILLETS;LED DISPLAY MODULES;棉制男式衬衫;USED CLOTHING;铝型材;CERAMIC TILES;POLYESTER FABRIC;自行车零件;CHARLOTTE POTATOES;VICTORIA SPONGE MIX"

TABLE = Table(
    container="MANIFEST_LINES",
    rows=700,
    columns=(
        column("bl_no", draw.joined("{}{}", draw.pick("MAEU", "OOLU", "HLCU", "CMDU"), draw.like("#########"))),
        column("cntr", numbers_more.boxes()),
        column("iso_type", draw.words("22G1;42G1;45G1;45R1;22U1;L5G1")),
        column("seal", draw.mixed(draw.like("ML-CN#######"), draw.like("F#######"))),
        column(
            "vessel",
            draw.words("EMMA MAERSK;COSCO SHIPPING ARIES;MSC OSCAR;CMA CGM JACQUES SAADE;EVER GIVEN;HMM ALGECIRAS"),
        ),
        column("imo", numbers_more.imo()),
        column("voy", draw.like("0##@")),
        column("pol", draw.words("CNNGB;CNSZX;CNTAO;VNSGN;INNSA")),
        column("pod", draw.words("NLRTM;DEHAM;BEANR;GBFXT;PLGDN")),
        column("hs", draw.mixed(draw.like("8528.##"), draw.like("0304####"), draw.like("6205.20.##"))),
        column("goods", draw.words(GOODS)),
        column("pkgs", draw.integers(1, 2400)),
        column("gross_kg", draw.floats(240, 28_400, 1)),
        column("consignee", draw.words(FIRMS)),
        column(
            "notify_tel",
            draw.mixed(draw.like("+86 574 8### ####"), draw.like("+31 10 ### ####"), draw.like("0755-8#######")),
            "phone",
            blank=0.2,
        ),
        column("releasing_clerk", draw.mixed(people.names("zh"), people.names("nl")), "person-name", blank=0.3),
        column("eta", draw.epochs()),
        column("vgm_ref", draw.like("VGM%%%%%%%%")),
    ),
)
