"""A Chilean clinic: RUT with dots and a K, a health plan, an allergy, a relative."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="clinica.fichas",
    rows=350,
    form="text",
    columns=(
        column("ficha", draw.like("F#######"), "health-record-id", accepts=("customer-id",)),
        column(
            "rut",
            draw.mapped(numbers.rut(), lambda t: f"{int(t[:-1]):,}-{t[-1]}".replace(",", ".")),
            "national-id.cl|tax-id.cl",
        ),
        column("paciente", draw.upper(people.names("es")), "person-name"),
        column("previsión", draw.words("FONASA A;FONASA B;ISAPRE;PARTICULAR")),
        column("alergias", draw.words("penicilina;ninguna;látex;mariscos;AINES"), accepts=("diagnosis", "medication")),
        column(
            "dg_principal",
            draw.words("hipertensión arterial;diabetes mellitus tipo 2;asma bronquial;depresión mayor;lumbago"),
            "diagnosis",
        ),
        column("fono", draw.like("+56 9 #### ####"), "phone"),
        column("hora", draw.joined("{:02}:{:02}", draw.integers(8, 19), draw.pick(0, 15, 30, 45))),
        column("box", draw.integers(1, 30)),
    ),
)
