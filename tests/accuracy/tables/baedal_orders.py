"""Korean deliveries: resident names, safe numbers, road addresses, door codes as free text."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="baedal.주문",
    rows=300,
    columns=(
        column("주문번호", draw.like("B24########")),
        column("받는분", people.names("ko"), "person-name"),
        column("연락처", draw.like("010-0000-####"), "phone"),
        column("배송지", people.fake("ko_KR", "road_address"), "postal-address|street"),
        column("우편번호", draw.like("#####"), "postcode"),
        column("메뉴", draw.words("후라이드치킨;김치찌개;비빔밥;떡볶이;짜장면;족발")),
        column("금액", draw.integers(9000, 68000)),
        column("라이더", people.names("ko"), "person-name"),
        column("상태", draw.words("배달완료;취소;조리중")),
        column("접수시각", draw.instants(2024, 2024, "%Y-%m-%d %H:%M:%S")),
        column("가게", draw.words("행복분식;대박치킨;서울반점;할매국밥")),
    ),
)
