"""Summer camps in Quebec: children with their health cards, parents with the number for the tax slip, weeks, shirts."""

from tests.accuracy import draw, numbers, numbers_more, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="camp_jour_2025",
    rows=380,
    columns=(
        column("no_insc", draw.like("CJ25-#####")),
        column("prenom_enf", people.given("fr"), "given-name"),
        column("nom_enf", people.family("fr"), "family-name"),
        column("ddn", draw.dates(2013, 2019), "date-of-birth"),
        column(
            "nam",
            draw.mixed(numbers_more.ramq(), draw.mapped(numbers_more.ramq(), lambda text: text.replace(" ", ""))),
            "insurance-number|social-security.ca|health-record-id",
            blank=0.03,
        ),
        column(
            "exp_nam",
            draw.joined("{}/{:02}", draw.integers(2025, 2030), draw.integers(1, 12)),
            accepts=("document-expiry-date", "card-expiry"),
        ),
        column("parent_payeur", people.names("fr", "{family}, {given}"), "person-name|guardian"),
        column(
            "nas_rl24",
            draw.grouped(numbers.valid("ca.sin", "2########"), 3),
            "social-security.ca|national-id.ca|tax-id.ca",
            blank=0.2,
        ),
        column(
            "cell",
            draw.mixed(draw.like("(514) 555-01##"), draw.like("450-555-01##"), draw.like("819.555.01##")),
            "phone",
        ),
        column("courriel", people.emails("fr", "videotron.example gmail.com hotmail.com"), "email"),
        column(
            "cp",
            draw.dirty(draw.mixed(draw.like("H#X #Y#"), draw.like("J#L#K#"), draw.like("G#V #M#")), 0.02),
            "postcode",
        ),
        column("groupe", draw.words("Lutins;Castors;Explorateurs;Aventuriers;Ados-leaders")),
        column("semaine", draw.like("S#")),
        column("animateur", draw.words("Pistache;Guimauve;Tornade;Kiwi;Étincelle;Zorro"), accepts=("username",)),
        column(
            "allergie",
            draw.some(
                0.2,
                draw.words("arachides;noix;piqûres d'abeille;lait;fruits de mer;asthme sévère"),
                draw.pick("Aucune", ""),
            ),
            "diagnosis",
            accepts=("disability",),
        ),
        column("epipen", draw.pick("O", "N", "N", "N"), accepts=("medication",)),
        column("chandail", draw.words("6-7 ans;8-10 ans;12-14 ans;Adulte P")),
        column("mnt_paye", draw.floats(85, 640)),
        column("solde", draw.pick(0.0, 0.0, 42.5, 110.0)),
    ),
)
