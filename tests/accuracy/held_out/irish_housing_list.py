"""A council's housing list in Ireland: PPS numbers, Eircodes, Travellers and refugees, reasons in a sentence."""

from tests.accuracy import draw, numbers_more, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sha_applicants",
    rows=430,
    columns=(
        column("app_ref", draw.joined("SHA/{}/{}", draw.integers(2009, 2025), draw.like("0####"))),
        column(
            "applicant",
            draw.mixed(people.fake("en_IE", "name"), people.fake("ga_IE", "name"), people.names("af")),
            "person-name",
        ),
        column(
            "ppsn",
            draw.dirty(numbers_more.pps(), 0.04, ("TBC", "", "applied")),
            "social-security.ie|national-id.ie|tax-id.ie",
        ),
        column("dob", draw.dates(1942, 2004, "%d-%b-%Y"), "date-of-birth"),
        column(
            "eircode",
            draw.joined(
                "{} {}", draw.words("V92;V93;V31;V23;P51;P81;H91"), draw.tokens("", 4, "ACDEFHKNPRTVWXY0123456789")
            ),
            "postcode",
            blank=0.15,
        ),
        column(
            "current_addr",
            draw.joined(
                "{} {}, {}",
                draw.integers(1, 90),
                draw.words("St Brigid's Terrace;O'Connell Avenue;Páirc na Coille;The Paddocks;Cois Abhann;Emmet Place"),
                draw.words("Tralee;Listowel;Killarney;Dingle;An Daingean"),
            ),
            "postal-address",
        ),
        column(
            "mobile",
            draw.mixed(
                draw.begun("083 085 086 087 089", " ### ####"),
                draw.joined("+353 {}", draw.begun("83 85 86 87 89", " #######")),
            ),
            "phone",
        ),
        column(
            "ethnic_bg",
            draw.words(
                "White Irish;Irish Traveller;Roma;Any other White;Black Irish or African;Asian;Prefer not to say"
            ),
            "ethnicity",
        ),
        column(
            "status_of_stay",
            draw.words("Irish;EU/EEA;UK;Stamp 4;Refugee;Temporary Protection"),
            accepts=("nationality", "residence-permit", "ethnicity"),
        ),
        column("adults", draw.integers(1, 4)),
        column("children", draw.integers(0, 7)),
        column("net_weekly", draw.floats(208, 840), "salary"),
        column(
            "basis_of_need",
            draw.words("overcrowding;unfit accommodation;homeless;unable to provide;exceptional medical"),
            accepts=("diagnosis",),
        ),
        column(
            "disab",
            draw.some(
                0.14,
                draw.words("wheelchair user;intellectual disability;visually impaired;mental health;deaf"),
                draw.pick("none", "N/A", ""),
            ),
            "disability",
            accepts=("diagnosis",),
        ),
        column("beds_req", draw.integers(1, 5)),
        column("area_1", draw.words("Tralee MD;Listowel MD;Castleisland-Corca Dhuibhne;Kenmare MD")),
        column("hap_ref", draw.like("HAP######"), blank=0.6),
        column("points", draw.integers(0, 320)),
        column("cho_officer", draw.words("grade5.kn;grade4.pd;hk01;grade6.mb"), accepts=("username", "employee-id")),
    ),
)
