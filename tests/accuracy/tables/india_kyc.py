"""Customers to be known, in India: Aadhaar in groups, PAN under a neutral name, names of many tongues."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="kyc.applications",
    rows=500,
    columns=(
        column("app_ref", draw.like("KYC########")),
        column("applicant", people.names("in"), "person-name"),
        column("doc_a", draw.grouped(numbers.aadhaar()), "national-id.in"),
        column("doc_b", numbers.pan(), "tax-id.in|national-id.in"),
        column("mob", draw.like("98########"), "phone"),
        column("addr", people.fake("en_IN", "address"), "postal-address"),
        column("pin", draw.like("5#00##"), "postcode"),
        column("father_name", people.names("in"), "person-name", accepts=("guardian",)),
        column("monthly_income", draw.integers(8000, 400_000), "salary"),
        column("caste_cat", draw.words("GEN;OBC;SC;ST"), accepts=("ethnicity", "religion")),
        column("ifsc", draw.like("HDFC0######"), accepts=("bic", "bank-account")),
        column("acct", draw.like("5010##########"), "bank-account"),
        column("status", draw.words("APPROVED;PENDING;REJECTED")),
    ),
)
