"""Indian onboarding: documents in unlabelled columns, a UPI handle, IFSC, pin codes as integers."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="onboard.leads",
    rows=300,
    columns=(
        column("lead", draw.like("LD########")),
        column("cust_nm", draw.upper(people.names("in")), "person-name"),
        column("doc1", draw.dirty(numbers.pan(), 0.1), "tax-id.in|national-id.in"),
        column("doc2", draw.grouped(numbers.aadhaar()), "national-id.in"),
        column("mob_no", draw.like("91########"), "phone"),
        column(
            "upi",
            draw.joined("{}@{}", draw.like("^^^^^^##"), draw.pick("okaxis", "ybl", "paytm", "upi")),
            accepts=("email", "username", "social-handle", "bank-account"),
        ),
        column("dist", draw.words("Pune;Nashik;Nagpur;Thane;Satara;Kolhapur"), "city|postal-address"),
        column("pincode", draw.integers(400001, 445402), "postcode"),
        column("ifsc", draw.like("@@@@0######"), accepts=("bic", "bank-account")),
        column("annual_inc", draw.integers(180000, 2400000), "salary"),
        column("relgn", draw.words("Hindu;Muslim;Sikh;Christian;Jain"), "religion"),
        column("src", draw.words("branch;app;dsa;walkin")),
        column("cibil", draw.integers(300, 900), "credit-score"),
    ),
)
