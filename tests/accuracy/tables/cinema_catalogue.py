"""Films with people's names in their titles and their makers as credits: public works, nobody's data."""

from tests.accuracy import draw
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="media.films",
    rows=300,
    columns=(
        column("film_id", draw.like("tt#######")),
        column(
            "title",
            draw.words(
                "Erin Brockovich;Forrest Gump;Annie Hall;Billy Elliot;Jerry Maguire;Donnie Darko;Jackie Brown;Michael Clayton;Julie & Julia;Thelma & Louise;Barry Lyndon;Mary Poppins;Harry Potter;Edward Scissorhands"
            ),
        ),
        column("year", draw.integers(1930, 2024)),
        column("runtime", draw.integers(61, 240)),
        column("genre", draw.words("drama;comedy;thriller;romance;horror;western")),
        column("rating", draw.floats(1.0, 9.9, 1)),
        column("language", draw.words("English;French;Hindi;Korean;German;Spanish")),
        column("country", draw.words("US;FR;IN;KR;DE;ES")),
        column("studio", draw.words("Warner Bros.;Universal Pictures;Columbia Pictures;Walt Disney;Gaumont;Toho")),
        column("isan", draw.like("0000-%%%%-%%%%-0000-%")),
    ),
)
