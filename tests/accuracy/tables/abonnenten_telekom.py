"""Telecom subscribers in German: numbers kept as integers, an IMEI that looks like a card, a birth date with dots."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="crm.abonnent",
    rows=500,
    columns=(
        column("abo_id", draw.serial(700_001)),
        column("kundennr", draw.like("K-########"), "customer-id"),
        column("rufnummer", draw.like("0170 #######"), "phone"),
        column("imei", numbers.imei(), "device-id"),
        column("iccid", draw.like("8949##############1"), accepts=("device-id", "phone")),
        column("vorname", people.given("de"), "given-name|person-name"),
        column("nachname", people.family("de"), "family-name|person-name"),
        column("geb_dat", draw.dates(1935, 2009, "%d.%m.%Y"), "date-of-birth"),
        column("strasse", people.fake("de_DE", "street_address"), "street|postal-address"),
        column("plz", draw.like("#####"), "postcode"),
        column("ort", people.fake("de_DE", "city"), "city|postal-address"),
        column("tarif", draw.words("Flex S;Flex M;Flex L;Prepaid Basis;Business 20 GB")),
        column("datenvolumen_mb", draw.integers(0, 40_960)),
        column("vertragsbeginn", draw.dates(2015, 2024)),
        column("iban", numbers.ibans("DE"), "iban"),
    ),
)
