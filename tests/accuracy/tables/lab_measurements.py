"""A laboratory's measurements: samples, instruments with versions, masses, wells, spectra; nobody's."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="lims.runs",
    rows=300,
    columns=(
        column("sample", draw.like("S24-####-@")),
        column("instr", draw.words("Orbitrap Exploris 480;Agilent 7890B;Bruker Avance III;Shimadzu GC-2010")),
        column("mz", draw.floats(100, 1800, 4)),
        column("rt_min", draw.floats(0, 45, 3)),
        column("intensity", draw.integers(1000, 90000000)),
        column("well", draw.joined("{}{}", draw.pick(*"ABCDEFGH"), draw.integers(1, 12))),
        column("formula", draw.words("C6H12O6;C8H10N4O2;C9H8O4;C27H46O;C10H15N")),
        column("cas", draw.words("50-99-7;58-08-2;50-78-2;57-88-5;7732-18-5")),
        column("inchikey", draw.like("@@@@@@@@@@@@@@-@@@@@@@@@@-N")),
        column("method", draw.like("v#.#.#")),
        column("temp", draw.normal(37, 0.4)),
        column("ppm", draw.normal(0, 2, 3)),
        column("acquired", draw.instants(2023, 2024)),
        column("batch", draw.like("24##-##")),
    ),
)
