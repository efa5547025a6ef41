"""The turnstiles of a Peruvian mine: identity cards that lost their zeros, breath tests, machines, insurers."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

FIRMS = "Contrata Huaytapallana SAC;Servicios Mineros Andes EIRL;JRC Perforaciones;Opermin SA;Transportes Ccori;Vigilancia Puma SRL"

TABLE = Table(
    container="garita.marcaciones",
    rows=800,
    form="text",
    columns=(
        column("nro", draw.serial(900_411)),
        column(
            "dni",
            draw.as_integer(draw.mixed(draw.like("0#######"), draw.like("4#######"), draw.like("7#######"))),
            "national-id.pe",
        ),
        column("fotocheck", draw.like("F-#####"), "employee-id"),
        column("ap_paterno", draw.upper(people.family("es")), "family-name"),
        column("ap_materno", draw.upper(people.family("es")), "family-name"),
        column("nombres", draw.upper(draw.joined("{} {}", people.given("es"), people.given("es"))), "given-name"),
        column("contrata", draw.words(FIRMS), "employer"),
        column(
            "puesto",
            draw.words("perforista;operador de scoop;bodeguero;geomecánico;vigía;electricista;disparador;topógrafo"),
            "job-title",
        ),
        column("torno", draw.like("T0#-@")),
        column("marca", draw.instants(2025, 2025, "%d/%m/%Y %H:%M"), "sighting-time"),
        column("sentido", draw.pick("ING", "SAL")),
        column("turno", draw.words("A;B;C;14x7;10x5")),
        column("alcotest", draw.pick("0.00", "0.00", "0.00", "0.02", "NR"), accepts=("diagnosis", "criminal-record")),
        column("gs", draw.pick("O+", "O+", "O-", "A+", "B+", "O Rh (+)"), "blood-type", blank=0.1),
        column("sctr", draw.like("SCTR-2025-######"), accepts=("insurance-number",)),
        column("equipo", draw.words("CAT R1700;Scooptram ST14;Boomer S1D;Camión FMX 440;Sandvik DD321;ninguno")),
        column(
            "nivel",
            draw.joined(
                "Nv {} {}",
                draw.pick(4100, 4055, 3990, 3870),
                draw.words("NE;SW;Rampa Patricia;Tajo Rosaura;Veta Milagros"),
            ),
        ),
        column("lampara", draw.integers(1, 640)),
    ),
)
