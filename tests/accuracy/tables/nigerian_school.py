"""A Nigerian school's pupils: guardians, local phone numbers, states of origin, admission numbers with slashes."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="school.pupils",
    rows=250,
    columns=(
        column("adm_no", draw.like("GSS/2021/###"), "student-id"),
        column("surname", people.family("af"), "family-name|person-name"),
        column("other_names", people.given("af"), "given-name|person-name"),
        column(
            "state_of_origin",
            draw.words("Anambra;Oyo;Kano;Rivers;Enugu;Lagos;Kaduna"),
            accepts=("nationality", "ethnicity", "city", "postal-address"),
        ),
        column("dob", draw.dates(2005, 2014, "%d-%b-%Y"), "date-of-birth"),
        column("gdr", draw.pick("M", "F"), "sex"),
        column("parent_gsm", draw.like("080########"), "phone"),
        column("class", draw.words("JSS1;JSS2;JSS3;SS1;SS2;SS3")),
        column("house", draw.words("Red;Blue;Green;Yellow")),
        column("genotype", draw.pick("AA", "AS", "SS", "AC"), accepts=("genetic-data", "blood-type", "diagnosis")),
        column("fees_paid", draw.integers(0, 95000)),
        column("term_avg", draw.floats(31, 97, 1)),
    ),
)
