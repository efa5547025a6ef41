"""Polish tickets: prose that holds mails and telephone numbers, agents, priorities."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="helpdesk.tickets",
    rows=300,
    columns=(
        column("tid", draw.like("#INC######")),
        column("zglaszajacy", people.names("pl"), "person-name"),
        column(
            "opis",
            draw.prose(
                "Nie działa drukarka na 2 piętrze",
                "Proszę o kontakt: {mail}",
                "Dzwonić po 15: {tel}",
                "Brak dostępu do VPN od wczoraj",
                mail=people.emails("pl", "firma.example.org"),
                tel=draw.like("+48 5## ### ###"),
            ),
            "email",
            "phone",
            accepts=("private-message",),
        ),
        column("prio", draw.pick("P1", "P2", "P3")),
        column("status", draw.words("otwarte;w toku;zamknięte")),
        column("kat", draw.words("sprzęt;sieć;konto;oprogramowanie")),
        column("host", draw.like("WAW-LT-####")),
        column("wersja", draw.like("10.0.#####.###")),
        column("utworzono", draw.instants(2024, 2024)),
        column("sla_min", draw.integers(30, 2880)),
        column(
            "konto",
            draw.joined(
                "{}.{}",
                draw.words("b;g;m;z;j;k;e;w"),
                draw.words("wisniewski;kaczmarek;zielinski;wojcik;grabowski;baran"),
            ),
            "username",
        ),
    ),
)
