"""Money from abroad paid out in Nepal: receivers in Devanagari, citizenship numbers, countries, codes, rates."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


def devanagari(source: draw.Draw) -> draw.Draw:
    """Digits as they are written in Nepal."""
    return draw.mapped(source, lambda value: str(value).translate(DEVANAGARI))


TABLE = Table(
    container="रेमिट.भुक्तानी",
    rows=470,
    columns=(
        column("सि नं", devanagari(draw.serial(1))),
        column("पिन", draw.like("NP##########"), accepts=("password",)),
        column("पाउने", people.fake("ne_NP", "name"), "person-name"),
        column(
            "नागरिकता_नं", devanagari(draw.mixed(draw.like("##-##-##-#####"), draw.like("#####/###"))), "national-id.np"
        ),
        column(
            "मोबाइल",
            draw.mixed(draw.begun("980 984 985 986", "#######"), devanagari(draw.begun("981 982", "#######"))),
            "phone",
            blank=0.05,
        ),
        column("जिल्ला", draw.words("झापा;मोरङ;कास्की;चितवन;रुपन्देही;धनुषा;दाङ"), accepts=("city", "postal-address")),
        column("पठाउने", draw.upper(people.names("in")), "person-name"),
        column("देश", draw.words("कतार;मलेसिया;साउदी अरब;यूएई;जापान;कोरिया")),
        column("नाता", draw.words("श्रीमती;आमा;बुबा;भाइ;छोरी;आफै")),
        column("पेशा", draw.words("कृषि;शिक्षक;गृहिणी;व्यापार;चालक;विद्यार्थी"), "job-title"),
        column("रकम", draw.floats(2_000, 180_000)),
        column("दर", draw.floats(28.4, 38.2, 3)),
        column("बैंक_खाता", draw.like("0##0##########"), "bank-account", blank=0.45),
        column("एजेन्ट", draw.words("हिमाल रेमिट;प्रभु;आईएमई झापा १;सिटी एक्सप्रेस;सनराइज")),
        column(
            "मिति",
            devanagari(
                draw.joined("{}/{:02}/{:02}", draw.integers(2080, 2082), draw.integers(1, 12), draw.integers(1, 30))
            ),
        ),
        column("टोकन", draw.hexes(16), accepts=("session-token",)),
    ),
)
