"""Staff in capitals and without vowels in the headers: abbreviations that no list of words has."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="HR.EMPLOYEES",
    rows=400,
    form="text",
    columns=(
        column("EMPNO", draw.like("E#####"), "employee-id"),
        column("LNAM", draw.upper(people.family("en")), "family-name|person-name"),
        column("FNAM", draw.upper(people.given("en")), "given-name|person-name"),
        column("BDT", draw.dates(1955, 2004, "%Y%m%d"), "date-of-birth"),
        column("SSN", numbers.ssn("{}{}{}"), "social-security.us|national-id.us|tax-id.us"),
        column("SAL", draw.integers(28_000, 240_000), "salary"),
        column(
            "JOBTTL",
            draw.words("STAFF ACCOUNTANT;WELDER;NURSE PRACTITIONER;SALES ASSOCIATE;FORKLIFT OPERATOR;PAYROLL CLERK"),
            "job-title",
        ),
        column("DEPTCD", draw.like("D##")),
        column("HIREDT", draw.dates(1995, 2024, "%Y%m%d")),
        column("EMLADR", people.emails("en", "corp.example.com"), "email"),
        column("SEX", draw.pick("M", "F"), "sex"),
        column("COSTCTR", draw.like("####")),
    ),
)
