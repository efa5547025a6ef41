"""Vietnamese parcel orders: consignees with address and phone, order numbers with a date inside."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="giaohang.don_hang",
    rows=400,
    form="text",
    columns=(
        column("ma_don", draw.joined("VN{}{}", draw.dates(2023, 2024, "%y%m%d"), draw.like("######"))),
        column("nguoi_nhan", people.names("vi"), "person-name"),
        column("sdt", draw.like("09########"), "phone"),
        column("dia_chi", people.fake("vi_VN", "address"), "postal-address"),
        column("cccd", draw.joined("0{}{}", draw.like("01"), draw.like("#########")), "national-id.vn", blank=0.5),
        column("hang_hoa", draw.words("áo khoác;giày thể thao;điện thoại;sách;mỹ phẩm;bàn phím")),
        column("khoi_luong", draw.floats(0.1, 30.0)),
        column("cod", draw.integers(20_000, 5_000_000)),
        column("trang_thai", draw.words("đã giao;đang giao;hoàn trả;chờ lấy")),
    ),
)
