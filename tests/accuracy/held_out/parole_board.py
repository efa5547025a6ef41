"""Hearings of a Canadian parole board in two languages: offences and sentences, prisons, scores, dates."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

NAMES = draw.mixed(people.names("en", "{family}, {given}"), people.names("fr", "{family}, {given}"))

TABLE = Table(
    container="pbc_clcc.hearings",
    rows=440,
    columns=(
        column("HRG_ID", draw.serial(55_018, step=2)),
        column("FPS_SED", draw.like("######@"), accepts=("criminal-record", "customer-id", "national-id.ca")),
        column("OFFENDER", draw.upper(NAMES), "person-name"),
        column("DOB_DDN", draw.dates(1948, 2003, "%Y%m%d"), "date-of-birth"),
        column("IND_ORIG", draw.words("First Nations;Métis;Inuit;White/Blanc;Black/Noir;South Asian"), "ethnicity"),
        column(
            "OFFENCE_1",
            draw.words(
                "Robbery;Manslaughter;Traite de personnes;Fraud over $5,000;Vol qualifié;Impaired driving causing death;Assault with a weapon"
            ),
            "criminal-record",
        ),
        column(
            "CC_SECTION", draw.words("344(1)(b);236(b);279.01;380(1)(a);320.14(3);267(a)"), accepts=("criminal-record",)
        ),
        column(
            "SENT_Y_M_D",
            draw.joined("{}-{:02}-{:02}", draw.integers(2, 14), draw.integers(0, 11), draw.integers(0, 29)),
            accepts=("criminal-record",),
        ),
        column(
            "INST",
            draw.words("Millhaven;Archambault;Collins Bay;Grande Cache;Joliette;Dorchester;Stony Mountain"),
            accepts=("place-tag",),
        ),
        column("SIR_R1", draw.integers(-30, 27), accepts=("criminal-record",)),
        column("LSI", draw.integers(0, 43), accepts=("criminal-record",)),
        column(
            "DEC", draw.words("GRANTED/ACCORDÉE;DENIED/REFUSÉE;ADJOURNED/AJOURNÉE;WAIVED"), accepts=("criminal-record",)
        ),
        column(
            "PANEL",
            draw.words("Gauthier/Sutherland;Whitfield/Rousselot;Blanchard/Vance"),
            accepts=("family-name", "person-name"),
        ),
        column("VICTIM_REG", draw.some(0.25, NAMES, draw.pick("", "none / aucune")), "person-name"),
        column(
            "VIC_TEL", draw.some(0.2, draw.begun("613-555 204-555 902-555 250-555", "-01##"), draw.pick("")), "phone"
        ),
        column("RM", draw.words("VC-1;VC-2;Rm 114;Salle Laurier;Salle Papineau")),
        column("ELIG_PED", draw.dates(2024, 2034)),
        column("RPT_URI", draw.joined("doc://pbc/{}/{}", draw.integers(2021, 2025), draw.hexes(10))),
    ),
)
