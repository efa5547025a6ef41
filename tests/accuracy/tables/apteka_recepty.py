"""A Polish chemist's prescriptions: PESEL as integers that lost zeros, medicines, a physician's licence number."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="apteka.recepty",
    rows=400,
    columns=(
        column("nr_recepty", draw.like("01#####################4")),
        column("pesel", draw.as_integer(numbers.pesel()), "national-id.pl"),
        column("pacjent", people.names("pl", "{family} {given}"), "person-name"),
        column(
            "lek",
            draw.words(
                "Metformin 500 mg;Ibuprofen 400 mg;Atorvastatin 20 mg;Amoxicillin 1 g;Ramipril 5 mg;Omeprazole 20 mg;Levothyroxine 75 mcg;Sertraline 50 mg"
            ),
            "medication",
        ),
        column("icd10", draw.words("E11.9;I10;J06.9;F32.1;E03.9;K21.0;M54.5;B20"), "diagnosis"),
        column("data_wystawienia", draw.dates(2023, 2024)),
        column("odplatnosc", draw.words("R;30%;50%;100%;B")),
        column("cena", draw.floats(3.2, 420.0)),
        column("ean", numbers.ean()),
    ),
)
