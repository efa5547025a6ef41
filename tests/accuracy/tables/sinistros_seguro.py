"""Claims of a Portuguese insurer: policies, plates, tax numbers, descriptions, repair shops."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="seguros.sinistros",
    rows=300,
    columns=(
        column("processo", draw.like("2024/AUT/######")),
        column("apolice", draw.like("00########"), accepts=("insurance-number",)),
        column("segurado", people.names("pt"), "person-name"),
        column("nif", numbers.valid("pt.nif", "2########"), "tax-id.pt"),
        column("matricula", draw.like("##-@@-##"), "vehicle-plate"),
        column(
            "descr",
            draw.words(
                "Colisão traseira no IC19;Quebra isolada de vidros;Despiste sem terceiros;Furto de viatura;Danos por granizo"
            ),
        ),
        column("oficina", draw.words("Auto Tejo Lda;Reparações Silva & Filhos;Garagem Central SA;Carglass Amadora")),
        column("dt_ocorr", draw.dates(2022, 2024)),
        column("telem", draw.like("91# ### ###"), "phone"),
        column("indemn", draw.floats(120, 18000)),
        column("franquia", draw.pick(0, 250, 500)),
        column("local", draw.words("Lisboa;Porto;Braga;Setúbal;Faro"), accepts=("city", "postal-address")),
    ),
)
