"""Thai patients: PIN as integers, hospital numbers, names in Thai, medicines."""

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="รพ.ผู้ป่วย",
    rows=300,
    columns=(
        column("hn", draw.like("HN######"), "health-record-id"),
        column("เลขประจำตัวประชาชน", draw.as_integer(numbers.th()), "national-id.th"),
        column("ชื่อ-สกุล", people.names("th"), "person-name"),
        column(
            "วันเกิด",
            draw.joined("{:02}/{:02}/{}", draw.integers(1, 28), draw.integers(1, 12), draw.integers(2485, 2562)),
            "date-of-birth",
        ),
        column("เพศ", draw.pick("ชาย", "หญิง"), "sex"),
        column("โทรศัพท์", draw.like("08#-###-####"), "phone"),
        column("ยา", draw.words("Paracetamol;Metformin;Amlodipine;Simvastatin;Warfarin"), "medication"),
        column("ค่ารักษา", draw.floats(50, 90_000)),
        column("ตึก", draw.like("@#")),
    ),
)
