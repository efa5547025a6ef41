"""Members of a Spanish union: DNI and NIE in one column, dashes here and there, a quota and a bank account."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sindicato.afiliados",
    rows=300,
    form="text",
    columns=(
        column("n_afiliado", draw.like("A/#####"), accepts=("customer-id", "trade-union", "employee-id")),
        column("apellidos_nombre", people.names("es", "{family} Ruiz, {given}"), "person-name"),
        column(
            "dni_nie",
            draw.mixed(numbers.dni(), draw.mapped(numbers.dni(), lambda t: f"{t[:8]}-{t[8]}"), numbers.nie()),
            "national-id.es|tax-id.es",
        ),
        column("f_nac", draw.dates(1950, 2003, "%d-%m-%Y"), "date-of-birth"),
        column("sector", draw.words("hostelería;metal;enseñanza;sanidad;limpieza")),
        column("sindicato", draw.words("CCOO;UGT;CGT;USO"), "trade-union"),
        column("empresa", people.fake("es_ES", "company"), "employer"),
        column("cuota", draw.floats(6, 16)),
        column("cta", numbers.ibans_es(), "iban"),
        column("movil", draw.like("6## ### ###"), "phone"),
    ),
)
