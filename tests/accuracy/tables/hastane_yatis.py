"""A Turkish hospital's admissions: short Turkish headers, protocol numbers as long as identity numbers, wards."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="hbys.yatis",
    rows=350,
    columns=(
        column("protokol_no", draw.like("2024#######")),
        column("hasta", draw.upper(people.names("tr")), "person-name"),
        column("tckn", draw.dirty(numbers.tckn(), 0.04), "national-id.tr"),
        column("dtarih", draw.dates(1935, 2020, "%d.%m.%Y"), "date-of-birth"),
        column("cins", draw.pick("E", "K"), "sex"),
        column("kan", draw.pick("A Rh+", "0 Rh+", "B Rh-", "AB Rh+", "A Rh-"), "blood-type"),
        column("tani", draw.words("J18.9;I21.0;N20.0;K35.8;E11.9;C50.9;O80;S72.0"), "diagnosis"),
        column("servis", draw.words("Dahiliye;Ortopedi;Kardiyoloji;KBB;Nöroloji;Göz")),
        column("yatak", draw.like("###-@")),
        column("cep", draw.like("0555 000 ## ##"), "phone"),
        column("yakini", people.names("tr"), "person-name|guardian"),
        column("giris", draw.instants(2023, 2024, "%d.%m.%Y %H:%M")),
        column("barkod", numbers.ean()),
    ),
)
