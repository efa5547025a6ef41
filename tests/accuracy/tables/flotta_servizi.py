"""Italian field service: technicians, branches that are towns, contract dates, long part numbers; clients are firms."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="assistenza.interventi",
    rows=300,
    columns=(
        column("int_nr", draw.like("INT-24-#####")),
        column("tecnico", people.names("it", "{family} {given}"), "person-name"),
        column("filiale", draw.words("Milano;Torino;Bari;Verona;Catania"), accepts=("city",)),
        column(
            "cliente",
            draw.words("Officine Rossi SRL;Caseificio Bianchi;Tessuti Prato SPA;Hotel Miramare;Comune di Lodi"),
            accepts=("employer", "person-name"),
        ),
        column("p_iva", numbers.valid("it.iva", "0##########"), accepts=("tax-id.it", "organisation-id.it")),
        column("ricambio", draw.like("8##-####-##")),
        column("ore", draw.floats(0.5, 9, 1)),
        column("contratto_dal", draw.dates(2001, 2012)),
        column("tel_tecnico", draw.like("3## #######"), "phone"),
        column("cap", draw.like("#####"), "postcode"),
        column("esito", draw.words("risolto;in attesa ricambi;sopralluogo;annullato")),
    ),
)
