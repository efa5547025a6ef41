"""Norwegian payroll: fødselsnummer with a blank in the middle, account numbers that have eleven digits too."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="lonn.ansatte",
    rows=300,
    form="text",
    columns=(
        column("ansattnr", draw.serial(1000), "employee-id"),
        column("navn", people.fake("no_NO", "name"), "person-name"),
        column("fnr", draw.mapped(numbers.fnr(), lambda t: f"{t[:6]} {t[6:]}"), "national-id.no"),
        column("kontonr", draw.like("9###.##.#####"), "bank-account"),
        column("stilling", draw.words("konsulent;sykepleier;lærer;ingeniør;renholder;regnskapsfører"), "job-title"),
        column("arslonn", draw.integers(380_000, 1_200_000), "salary"),
        column("fagforening", draw.words("Fagforbundet;NITO;Tekna;uorganisert;Fellesforbundet"), "trade-union"),
        column("avdeling", draw.words("Oslo;Bergen;drift;IT;HR")),
        column("skattetrinn", draw.pick(1, 2, 3, 4)),
    ),
)
