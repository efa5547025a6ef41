"""A court's list: defendants, offences under a neutral name, docket numbers that look like social security numbers."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="justice.docket",
    rows=300,
    columns=(
        column("docket_no", draw.like("2#-CR-#####")),
        column("matter_no", draw.like("###-##-####-CV")),
        column("party", people.names("en", "{family}, {given}"), "person-name"),
        column(
            "charge",
            draw.words(
                "burglary in the second degree;driving under the influence;grand larceny;simple assault;possession of a controlled substance;tax fraud"
            ),
            "criminal-record",
        ),
        column(
            "disposition",
            draw.words("guilty plea;convicted;acquitted;dismissed;nolle prosequi"),
            accepts=("criminal-record",),
        ),
        column(
            "sentence",
            draw.words("12 months probation;3 years imprisonment;fine $500;time served;community service 40 h"),
            "criminal-record",
        ),
        column("ssn_last4", draw.like("####"), accepts=("social-security.us", "national-id.us")),
        column("dob", draw.dates(1950, 2006, "%m/%d/%Y"), "date-of-birth"),
        column("judge", draw.joined("Hon. {}", people.names("en")), "person-name"),
        column("courtroom", draw.like("#@")),
        column("filed", draw.dates(2019, 2024)),
    ),
)
