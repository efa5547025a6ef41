"""A Mexican clinic: CURP, two surnames, insurance numbers, religion, phone numbers of ten digits."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="clinica.expedientes",
    rows=300,
    columns=(
        column("exp", draw.like("EXP-######"), "health-record-id"),
        column("ap_pat", draw.upper(people.family("es")), "family-name|person-name"),
        column("ap_mat", draw.upper(people.family("es")), "family-name|person-name"),
        column("nombres", draw.upper(people.given("es")), "given-name|person-name"),
        column("curp", numbers.curp(), "national-id.mx"),
        column("edad", draw.integers(0, 96), "age"),
        column("edo_civil", draw.words("soltera;casada;viudo;divorciado;unión libre")),
        column("tel_casa", draw.like("55########"), "phone"),
        column(
            "dx",
            draw.words("Diabetes mellitus tipo 2;Hipertensión arterial;Asma;Gastritis;Lumbalgia;Depresión"),
            "diagnosis",
        ),
        column("turno", draw.words("matutino;vespertino;nocturno")),
        column("consultorio", draw.integers(1, 20)),
        column("col", draw.words("Centro;Del Valle;Roma Norte;Narvarte"), accepts=("postal-address", "city", "street")),
    ),
)
