"""Croatian boats: their names are saints and women, harbours, engines; owners with their OIB."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

BOATS = (
    "Marija;Sv. Nikola;Ivana;Gospa od Zdravlja;Sandra II;Stari Mornar;Lucija;Toni;Bura;Barba Luka;Jelena;Maestral;Ante"
)
HARBOURS = "Split;Zadar;Rijeka;Pula;Šibenik;Dubrovnik;Mali Lošinj;Vis;Komiža;Senj"

TABLE = Table(
    container="luka.OCEVIDNIK_BRODICA",
    rows=420,
    columns=(
        column("RB", draw.serial(1)),
        column(
            "OZNAKA",
            draw.joined("{}-{}", draw.pick("ST", "ZD", "RK", "PU", "ŠB", "DB", "VS"), draw.integers(101, 9899)),
            accepts=("vehicle-plate",),
        ),
        column("IME", draw.words(BOATS)),
        column("LUKA_UPISA", draw.words(HARBOURS)),
        column("MMSI", draw.like("238######")),
        column("POZIVNI_ZNAK", draw.like("9A####")),
        column("DULJINA_M", draw.floats(3.2, 11.9)),
        column("MATERIJAL", draw.words("drvo;stakloplastika;aluminij;guma;čelik")),
        column(
            "MOTOR", draw.words("Yanmar 3GM30;Volvo Penta D2-40;Tomos 4;Mercury F20;Lombardini LDW 502;Torqeedo 1003")
        ),
        column("SNAGA_KW", draw.floats(2, 190, 1)),
        column("VLASNIK", draw.upper(people.fake("hr_HR", "name")), "person-name"),
        column(
            "VL_OIB", draw.dirty(numbers_more.oib(), 0.04, ("", "strani", "00000000000")), "tax-id.hr|national-id.hr"
        ),
        column("VL_ROD", draw.dates(1938, 2003, "%d.%m.%Y."), "date-of-birth", blank=0.1),
        column(
            "VL_ADRESA",
            draw.joined(
                "{} {}, {} {}",
                draw.words(
                    "Riva;Put Brodarice;Obala kneza Branimira;Ulica Ante Starčevića;Vukovarska;Zrinsko-Frankopanska"
                ),
                draw.integers(1, 120),
                draw.pick(21000, 23000, 51000, 52100, 22000, 20000),
                draw.words(HARBOURS),
            ),
            "postal-address",
        ),
        column(
            "MOB",
            draw.mixed(draw.like("091/### ###"), draw.like("+385 98 ### ###"), draw.like("095 ### ## ##")),
            "phone",
            blank=0.15,
        ),
        column("EPOSTA", people.emails("it", "net.hr inet.example gmail.com"), "email", blank=0.5),
        column("NAKNADA_EUR", draw.floats(12, 640)),
        column("PREGLED_DO", draw.dates(2024, 2029, "%d.%m.%Y.")),
    ),
)
