"""Customers of a Brazilian shop: CPF with and without dots, some as a CNPJ of a company, mobile numbers, a mother's name."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="loja.clientes",
    rows=500,
    columns=(
        column("cod", draw.serial(9000)),
        column("nome", people.names("pt"), "person-name"),
        column("nm_mae", people.names("pt"), "person-name|guardian", accepts=("security-answer",)),
        column(
            "documento",
            draw.mixed(numbers.cpf(), draw.mapped(numbers.cpf(), lambda t: f"{t[:3]}.{t[3:6]}.{t[6:9]}-{t[9:]}")),
            "tax-id.br|national-id.br",
        ),
        column("dt_nasc", draw.dates(1950, 2005, "%d/%m/%Y"), "date-of-birth"),
        column("celular", draw.like("(11) 9####-####"), "phone"),
        column("cep", draw.like("#####-###"), "postcode"),
        column("uf", draw.words("SP;RJ;MG;BA;RS;PE")),
        column("logradouro", people.fake("pt_BR", "street_address"), "street|postal-address"),
        column("sexo", draw.pick("M", "F", "Não informado"), "sex"),
        column("limite", draw.floats(200, 9000)),
        column("ativo", draw.pick(True, False)),
    ),
)
