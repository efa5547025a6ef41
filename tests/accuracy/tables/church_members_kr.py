"""A Korean congregation: resident numbers with a dash, names, baptism, a phone list."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="church.교인명부",
    rows=400,
    form="text",
    columns=(
        column("번호", draw.serial(1)),
        column("성명", people.names("ko"), "person-name"),
        column("주민등록번호", numbers.rrn(), "national-id.kr"),
        column("휴대폰", draw.like("010-####-####"), "phone"),
        column("주소", people.fake("ko_KR", "address"), "postal-address"),
        column("직분", draw.words("집사;권사;장로;성도;전도사"), accepts=("religion", "job-title")),
        column("세례일", draw.dates(1990, 2022)),
        column("구역", draw.words("1구역;2구역;3구역;청년부"), accepts=("place-tag",)),
        column("헌금", draw.integers(10_000, 900_000)),
    ),
)
