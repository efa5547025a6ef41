"""An American voter roll: names apart, residence apart, party, precincts, history flags."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="sos.voters",
    rows=400,
    columns=(
        column("voter_reg_num", draw.like("########"), "voter-id|customer-id"),
        column("last_name", draw.upper(people.family("en")), "family-name|person-name"),
        column("first_name", draw.upper(people.given("en")), "given-name|person-name"),
        column("mid", draw.pick(*"ABCDEFGHJKLM"), accepts=("given-name", "person-name")),
        column(
            "res_street",
            draw.joined(
                "{} {} {}", draw.integers(1, 9900), draw.words("OAK;MAIN;ELM;CEDAR;2ND"), draw.words("ST;AVE;RD;LN")
            ),
            "street|postal-address",
        ),
        column("res_city", draw.words("CHARLOTTE;RALEIGH;DURHAM;CARY;ASHEVILLE"), "city|postal-address"),
        column("zip5", draw.integers(27006, 28909), "postcode"),
        column("race", draw.pick("W", "B", "A", "I", "O", "U"), "ethnicity"),
        column("party_cd", draw.pick("DEM", "REP", "UNA", "LIB"), "political-opinion"),
        column("birth_yr", draw.integers(1930, 2006), "date-of-birth|age"),
        column("precinct", draw.like("##-##")),
        column("gen_2020", draw.pick("V", "A", "")),
        column("reg_dt", draw.dates(1990, 2024, "%m/%d/%Y")),
    ),
)
