"""Payments: card numbers with blanks beside reference numbers that pass the same check by chance one time in ten."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="core.txn",
    rows=500,
    columns=(
        column("txn_ref", draw.like("################")),
        column("card", draw.grouped(numbers.cards()), "payment-card"),
        column("expiry", draw.joined("{:02}/{}", draw.integers(1, 12), draw.integers(25, 31)), "card-expiry"),
        column("auth_code", draw.like("######")),
        column("rrn", draw.like("4###########")),
        column("terminal", draw.like("TM######")),
        column("merchant", people.fake("en_US", "company")),
        column("mcc", draw.words("5411;5812;4111;5541;7011;5999")),
        column("amount_minor", draw.integers(99, 250_000)),
        column("ccy", draw.words("USD;EUR;GBP;JPY")),
        column("cardholder", draw.upper(people.names("en")), "person-name"),
        column("stamp", draw.epochs(1000)),
    ),
)
