"""Vietnamese employees: names in capitals without accents, identity numbers, bank accounts, social insurance."""

from tests.accuracy import draw, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="nhansu.nhanvien",
    rows=250,
    columns=(
        column("ma_nv", draw.like("NV####"), "employee-id"),
        column(
            "ho_ten",
            draw.words(
                "NGUYEN VAN HUNG;TRAN THI MAI;LE QUOC BAO;PHAM MINH TUAN;HOANG THU HA;VO DINH KHOA;DANG NGOC LINH;BUI THANH SON;DO HONG NHUNG;HO XUAN THAO;NGO GIA HUY;DUONG KIM OANH"
            ),
            "person-name",
        ),
        column("ngay_sinh", draw.dates(1968, 2003, "%d/%m/%Y"), "date-of-birth"),
        column("gioi_tinh", draw.pick("Nam", "Nữ"), "sex"),
        column("dt", draw.like("09########"), "phone"),
        column("phong_ban", draw.words("Kế toán;Kỹ thuật;Kinh doanh;Kho")),
        column("chuc_vu", draw.words("Trưởng phòng;Nhân viên;Kế toán viên;Kỹ sư;Bảo vệ"), "job-title"),
        column("luong_cb", draw.integers(5000000, 42000000), "salary"),
        column("stk", draw.like("1903########"), "bank-account"),
        column("ngay_vao", draw.dates(2012, 2024, "%d/%m/%Y")),
        column("email", people.emails("vi", "congty.example.org"), "email"),
    ),
)
