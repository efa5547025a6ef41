"""Subjects of a trial: pseudonyms, ages, genetic markers, ethnic groups, measurements."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="trial.subjects",
    rows=250,
    form="text",
    columns=(
        column("subj", draw.like("004-####"), accepts=("health-record-id", "customer-id")),
        column("arm", draw.pick("A", "B", "placebo")),
        column("AGEYR", draw.integers(18, 84), "age"),
        column("SEX", draw.pick("F", "M"), "sex"),
        column("ETHNIC", draw.words("HISPANIC OR LATINO;NOT HISPANIC OR LATINO;UNKNOWN"), "ethnicity"),
        column("RACE", draw.words("WHITE;BLACK OR AFRICAN AMERICAN;ASIAN;MULTIPLE"), "ethnicity"),
        column(
            "snp",
            draw.joined(
                "rs{} {}/{}",
                draw.integers(1000, 99_999_999),
                draw.pick("A", "C", "G", "T"),
                draw.pick("A", "C", "G", "T"),
            ),
            "genetic-data",
        ),
        column("CONMED", draw.words("ASPIRIN 100 MG;LISINOPRIL 10 MG;METFORMIN 850 MG;NONE"), "medication"),
        column("ALT", draw.floats(5, 120, 1)),
        column("VISIT", draw.words("SCREENING;BASELINE;WEEK 4;WEEK 12")),
    ),
)
