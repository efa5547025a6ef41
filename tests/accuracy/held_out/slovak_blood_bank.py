"""Slovak blood donors: birth numbers, blood groups, donation numbers, bags, refrigerators, medals."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="nts.odbery",
    rows=500,
    form="text",
    columns=(
        column("isbt", draw.like("=V9999 24 ###### ##"), accepts=("health-record-id",)),
        column("priezvisko", people.fake("sk_SK", "last_name"), "family-name"),
        column("meno", people.fake("sk_SK", "first_name"), "given-name"),
        column(
            "rc",
            draw.mixed(numbers.rodne_cislo(), draw.mapped(numbers.rodne_cislo(), lambda text: text.replace("/", ""))),
            "national-id.sk|national-id.cz",
        ),
        column(
            "sk",
            draw.pick("0+", "A+", "B+", "AB+", "0-", "A-", "B-", "AB-", weights=(30, 34, 14, 6, 5, 6, 3, 1)),
            "blood-type",
        ),
        column("kell", draw.pick("neg", "neg", "neg", "poz"), accepts=("blood-type",)),
        column("objem_ml", draw.pick(450, 450, 450, 470, 200)),
        column("druh", draw.words("celá krv;plazmaferéza;trombocytaferéza;autotransfúzia")),
        column("vak_lot", draw.like("##@##@##")),
        column(
            "pracovisko", draw.words("Bratislava - Kramáre;Košice;Banská Bystrica;Nitra;Žilina;Martin;Mobilný odber")
        ),
        column("chladnicka", draw.like("CH-0#/@")),
        column("tepl_skl", draw.floats(2, 6, 1)),
        column("datum", draw.dates(2023, 2025, "%d.%m.%Y")),
        column("plaketa", draw.words("žiadna;bronzová;strieborná;zlatá;diamantová")),
        column(
            "mobil",
            draw.mixed(
                draw.joined("+421 {}", draw.begun("905 911 918 944 948", " ### ###")),
                draw.begun("0903 0910 0917 0940 0949", "/######"),
            ),
            "phone",
            blank=0.08,
        ),
        column("odberova_sestra", people.fake("sk_SK", "name_female"), "person-name"),
        column("nezhoda", draw.pick("0", "0", "0", "1")),
    ),
)
