"""Guests of an Italian hotel as the police wants them: codice fiscale in small letters, documents, rooms."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="albergo.alloggiati",
    rows=400,
    form="text",
    columns=(
        column("prenotazione", draw.like("BK########")),
        column("cognome_nome", people.names("it", "{family} {given}"), "person-name"),
        column("cod_fisc", draw.mapped(numbers.codice_fiscale(), str.lower), "tax-id.it|national-id.it"),
        column("documento", draw.like("CA#####@@"), "national-id.it|passport.it"),
        column("cittadinanza", draw.words("italiana;tedesca;francese;austriaca;brasiliana"), "nationality"),
        column("arrivo", draw.dates(2024, 2024, "%d/%m/%Y")),
        column("notti", draw.integers(1, 14)),
        column("camera", draw.integers(101, 419)),
        column("targa", draw.like("@@###@@"), "vehicle-plate", blank=0.4),
        column("cellulare", draw.like("+39 3## ######"), "phone", blank=0.25),
        column("tariffa", draw.floats(60, 480)),
    ),
)
