"""A payroll in Luxembourg with people from across its borders: matricule, tax class, index, accounts of two countries."""

from tests.accuracy import draw, numbers, numbers_more, people
from tests.accuracy.hardtable import Table, column

NAMES = draw.mixed(
    people.names("fr", "{family} {given}"),
    people.names("de", "{family} {given}"),
    people.names("pt", "{family} {given}"),
)

TABLE = Table(
    container="SAL_2025_06",
    rows=330,
    columns=(
        column("SOC", draw.pick("LU01", "LU01", "LU07")),
        column("PERS", draw.like("00######"), "employee-id"),
        column("NOM_PRN", draw.upper(NAMES), "person-name"),
        column(
            "MATR",
            draw.mixed(
                numbers_more.matricule(),
                draw.mapped(numbers_more.matricule(), lambda text: f"{text[:4]} {text[4:6]} {text[6:8]} {text[8:]}"),
            ),
            "social-security.lu|national-id.lu|tax-id.lu",
        ),
        column("NAT", draw.pick("LUX", "FRA", "PRT", "DEU", "BEL", "ITA"), "nationality"),
        column(
            "CP", draw.mixed(draw.like("L-####"), draw.like("57###"), draw.like("54###"), draw.like("67##")), "postcode"
        ),
        column("LOC", draw.words("Thionville;Esch-sur-Alzette;Trier;Arlon;Longwy;Differdange;Perl;Villerupt"), "city"),
        column(
            "FONCT",
            draw.words("comptable;Sachbearbeiter;juriste;gestionnaire OPC;Informaticien;femme de charge;Buchhalter"),
            "job-title",
        ),
        column("CL_IMP", draw.words("1;1a;2;2 (taux 14,2)")),
        column("KM_FD", draw.integers(4, 80)),
        column("TX_OCC", draw.pick(100, 100, 80, 75, 50)),
        column("INDICE", draw.pick(944.43, 968.04)),
        column("BRUT", draw.floats(2_704, 11_900), "salary"),
        column("NET", draw.floats(2_100, 7_300), "salary"),
        column("CNS_PAT", draw.floats(80, 410)),
        column(
            "IBAN",
            draw.mixed(numbers.ibans("LU", "00################"), numbers.ibans("DE")),
            "iban",
        ),
        column("CCT", draw.words("banques;assurances;hors cct;hôpitaux")),
        column("ENTREE", draw.dates(1998, 2025, "%d.%m.%y")),
        column("FICHE", draw.like("2025-06-#####")),
    ),
)
