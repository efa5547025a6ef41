"""Sports results: players' names are people's, clubs and grounds are not, ages and shirt numbers."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="liga.partidos",
    rows=300,
    columns=(
        column("jornada", draw.integers(1, 38)),
        column("fecha", draw.dates(2021, 2024)),
        column("local", draw.words("Real Betis;Athletic Club;Celta de Vigo;CD Leganés;Rayo Vallecano;Getafe CF")),
        column("visitante", draw.words("Sevilla FC;Valencia CF;Real Sociedad;Elche CF;CA Osasuna;Cádiz CF")),
        column("marcador", draw.joined("{}-{}", draw.integers(0, 5), draw.integers(0, 5))),
        column("goleador", people.names("es"), "person-name"),
        column("minuto", draw.integers(1, 94)),
        column("arbitro", people.names("es", "{family}, {given}"), "person-name"),
        column("estadio", draw.words("San Mamés;Mestalla;Balaídos;El Sadar;Benito Villamarín")),
        column("asistencia", draw.integers(3000, 60000)),
        column("amarillas", draw.integers(0, 8)),
    ),
)
