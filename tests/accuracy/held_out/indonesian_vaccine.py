"""People vaccinated in Indonesia: NIK, names of one word, batches of vaccine that look like anything."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="vaksin.peserta",
    rows=400,
    form="text",
    columns=(
        column("tiket", draw.like("P-@@@@##")),
        column("nik", numbers.nik(), "national-id.id"),
        column("nama", draw.mixed(people.names("id"), people.given("id"), weights=(4, 1)), "person-name"),
        column("jk", draw.words("LAKI-LAKI;PEREMPUAN"), "sex"),
        column("umur", draw.integers(5, 90), "age"),
        column("alamat", people.fake("id_ID", "address"), "postal-address"),
        column("no_hp", draw.like("0812########"), "phone"),
        column("batch", draw.like("@@####-##")),
        column("dosis", draw.pick(1, 2, 3)),
        column("faskes", draw.words("RSUD Cempaka;Puskesmas Melati;Klinik Harapan")),
    ),
)
