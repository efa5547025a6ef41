"""Brazilian payroll: CPF and PIS as integers, banks, branch and account, a pay with a comma."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="rh.folha",
    rows=300,
    columns=(
        column("matric", draw.integers(10000, 99999), "employee-id"),
        column("func", draw.upper(people.names("pt")), "person-name"),
        column("cpf", draw.as_integer(numbers.cpf()), "tax-id.br|national-id.br"),
        column("admissao", draw.dates(2001, 2024, "%d/%m/%Y")),
        column(
            "cargo",
            draw.words(
                "Analista de Sistemas;Auxiliar Administrativo;Gerente de Vendas;Motorista;Técnico de Enfermagem;Vigilante"
            ),
            "job-title",
        ),
        column("sal_base", draw.mapped(draw.floats(1412, 15800), lambda x: f"{x:.2f}".replace(".", ",")), "salary"),
        column("banco", draw.pick("001", "104", "237", "341", "033")),
        column("ag", draw.like("####"), accepts=("bank-account",)),
        column("conta", draw.like("######-#"), "bank-account"),
        column("dt_nasc", draw.dates(1958, 2005, "%d/%m/%Y"), "date-of-birth"),
        column("cbo", draw.like("####-##")),
        column("centro_custo", draw.like("##.##.###")),
        column("competencia", draw.pick("01/2024", "02/2024", "03/2024")),
    ),
)
