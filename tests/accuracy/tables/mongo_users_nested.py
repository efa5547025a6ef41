"""Accounts as a document store keeps them: lists of addresses and telephones, ids as objects, tokens inside."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="accounts",
    rows=400,
    form="documents",
    columns=(
        column("_id", draw.hexes(24), accepts=("customer-id",)),
        column("profile.fullName", people.names("sv"), "person-name"),
        column("profile.dob", draw.dates(1950, 2007), "date-of-birth"),
        column("profile.personnummer", numbers.personnummer(), "national-id.se"),
        column("contacts[].value", draw.several(people.emails("sv", "telia.example hotmail.com"), 1, 3), "email"),
        column("phones[]", draw.several(draw.like("070-1740###"), 0, 2), "phone"),
        column(
            "addresses[].street", draw.several(people.fake("sv_SE", "street_address"), 1, 2), "street|postal-address"
        ),
        column("addresses[].postnr", draw.several(draw.like("### ##"), 1, 2), "postcode"),
        column("auth.hash", draw.tokens("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$", 43), "password-hash.argon2"),
        column(
            "auth.resetToken", draw.hexes(64), "session-token", accepts=("api-key", "cookie-id", "password"), blank=0.6
        ),
        column("prefs.theme", draw.words("dark;light;system")),
        column("prefs.lang", draw.words("sv;en;fi")),
        column("stats.logins", draw.integers(0, 4000)),
        column("__v", draw.integers(0, 9)),
    ),
)
