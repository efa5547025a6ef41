"""A Spanish library: titles with people in them, ISBN, signatures of shelves; authors are people."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="biblio.fondos",
    rows=250,
    columns=(
        column("registro", draw.like("R######")),
        column(
            "titulo",
            draw.words(
                "Cien años de soledad;Doña Bárbara;Don Quijote de la Mancha;Pedro Páramo;La vida es sueño;Fortunata y Jacinta;Platero y yo;Marianela;Juan Tenorio"
            ),
        ),
        column("autor", people.names("es", "{family}, {given}"), "person-name"),
        column("isbn", draw.like("978-84-#####-##-#")),
        column("signatura", draw.joined("{} {}", draw.like("8##.#"), draw.like("@@@ ^^^"))),
        column("edicion", draw.integers(1, 30)),
        column("paginas", draw.integers(60, 1100)),
        column("editorial", draw.words("Cátedra;Alianza;Planeta;Espasa;Anagrama")),
        column("anio", draw.integers(1950, 2023)),
        column("cdu", draw.like("82-3##")),
        column("prestable", draw.pick("S", "N")),
    ),
)
