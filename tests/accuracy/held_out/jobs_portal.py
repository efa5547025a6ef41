"""Candidates of a job portal: a curriculum nested in lists, salary wishes, a profile address."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="hiring.candidates",
    rows=300,
    form="documents",
    columns=(
        column("candidateId", draw.uuids(), accepts=("customer-id",)),
        column("personal.first", people.given("fr"), "given-name|person-name"),
        column("personal.last", people.family("fr"), "family-name|person-name"),
        column(
            "personal.links[]",
            draw.several(
                draw.joined("https://www.linkedin.com/in/{}-{}", draw.words("gael;solene;loic;odile"), draw.hexes(6)),
                0,
                2,
            ),
            "url-profile|social-handle",
        ),
        column("experience[].company", draw.several(people.fake("fr_FR", "company"), 1, 3), "employer"),
        column(
            "experience[].title",
            draw.several(draw.words("chef de projet;développeuse;comptable;aide-soignant;chauffeur"), 1, 3),
            "job-title",
        ),
        column(
            "education[].school",
            draw.several(draw.words("Université de Lyon;INSA Toulouse;Lycée Carnot;ESC Rennes"), 0, 2),
            "education",
        ),
        column("expected_salary", draw.integers(22_000, 90_000), "salary"),
        column("phone", draw.like("+33639980###"), "phone"),
        column("tags[]", draw.several(draw.words("python;permis B;anglais C1;excel"), 0, 3)),
        column("score", draw.floats(0, 1, 4)),
    ),
)
