"""Suppliers: company names with family names in them, company registers, coordinates of works. No person."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="purchasing.vendors",
    rows=250,
    columns=(
        column("vendor_no", draw.like("V#####")),
        column(
            "vendor",
            draw.words(
                "Müller Milch GmbH;Ben & Jerry's Homemade;Dr. Oetker KG;Fratelli Rossi S.p.A.;Johnson Controls;Hansen & Sohn;Bauer Logistik AG;Smith Brothers Ltd;Danone S.A.;Kellogg Company"
            ),
        ),
        column("website", draw.joined("https://www.{}.example.com", draw.words("milch;cream;logistik;sugar;cocoa"))),
        column("vat_no", draw.like("DE#########"), accepts=("tax-id.de",)),
        column("duns", draw.like("##-###-####")),
        column("lat", draw.floats(47.2, 54.9, 5), accepts=("geo-point",)),
        column("lon", draw.floats(6.0, 14.9, 5), accepts=("geo-point",)),
        column("payment_terms", draw.words("net 30;net 60;2/10 net 30")),
        column("product_group", draw.words("dairy;sugar;packaging;cones;cocoa")),
        column("rating", draw.pick("A", "B", "C")),
    ),
)
