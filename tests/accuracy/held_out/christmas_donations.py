"""Donors of a charity: faiths and telephone numbers of some, companies among the donors, amounts and codes."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="ngo.donations",
    rows=400,
    columns=(
        column("receipt", draw.like("R/2023/#####")),
        column("donor", people.names("in"), "person-name"),
        column("donor_pan", numbers.pan(), "tax-id.in|national-id.in", blank=0.4),
        column("faith", draw.words("Hindu;Muslim;Christian;Sikh;Jain;Buddhist"), "religion", blank=0.3),
        column("amount", draw.integers(100, 500_000)),
        column("purpose", draw.words("winter blankets;school meals;flood relief;water pumps")),
        column("cheque_no", draw.like("######")),
        column("contact", draw.mixed(people.emails("in"), draw.like("+91 98### #####")), "email", "phone"),
        column(
            "remarks",
            draw.some(
                0.02,
                draw.of(draw.prose("send receipt to {mail}", mail=people.emails("in")), "email"),
                draw.words("thank you call done;wants 80G certificate;anonymous in report;repeat donor"),
            ),
            "email",
        ),
    ),
)
