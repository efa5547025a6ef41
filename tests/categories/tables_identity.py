"""What the checks of identity and contact data say yes and no to; values are invented, reserved or published."""

from __future__ import annotations

from tests.categories.yes_no import Table, of

TABLES: dict[tuple[str, int], Table] = {
    ("vehicle-plate", 0): of(
        "京A12345\n粤B·12345\n沪AD12345\n新A 0001学\n苏E12345F\n浙C·D1234\n品川 500 あ 12-34\n横浜330さ・123\n12가 3456\n123가4567"
        "\n서울 12가 3456\nА123ВС77\nА 123 ВС 777\nАА1234ВВ\nАА 1234 ВВ",
        "京A123\n京12345\n京A1234567\nABC-123\n12345\n北京市海淀区\n品川\n12 3456\n가나다\nА12ВС77\nБ123ВС77\nтекст\nA123BC\n京A12I45",
    ),
    ("vehicle-plate", 1): of(
        "M AB 1234\nFS-AB-1234-E\nAB12 CDE\nAB-123-CD\n1234 BCD\nAB 123 CD\nABC-123\nABC1D23\n34 ABC 123\nB 123 ABC\nKR 1AB23"
        "\nMH 04 AD 0001\n12-AB-34\nA123BC77\nZH 123456\nSGX 1234 A",
        "京A12345\ntesta\nABCDEFGH\n123456\n192.0.2.7\nSKU-AB12CD\n2023-01-02\nORD-0000012345\n4006381333931\nA\nAB 12345678"
        "\ntesta@example.org\nISO 9001:2015",
    ),
    ("vehicle-plate", 2): of(
        "ABC-123\n7ABC123\nTESTA 1\nX 1\n京A12345\nab 123 cd\nFREE2\n12-34 AB\nMH04AD0001\nА123ВС77\nW1\nILUV2DRV".replace(
            "\nW1\n", "\nWD1\n"
        ),
        "testa\n12345\n192.0.2.7\n2023-01-02\n4111111111111111\ntesta@example.org\nno plate yet, ordered 1\n-\nX\n1.5"
        "\nABC-1234-5678-9\nGolf GTI",
    ),
    ("age", 0): of(
        "0\n7\n18\n42\n99\n100\n119\n120\n42 years\n35岁\n42.0\n7 yrs\n30 лет\n42 Jahre\n25세",
        "121\n999\n-1\n18-25\n42.5\ntesta\n1985\n2001-02-03\n4 2\n> 18\nadult\nforty\n18+\n3 months",
    ),
    ("signature", 0): of(
        "data:image/png;base64,iVBORw0KGgo\niVBORw0KGgoAAAANSUhEUg\n/9j/4AAQSkZJRgABAQAAAQABAAD\nsignatures/0001.png"
        "\nhttps://example.org/s/1.svg\n<svg xmlns='http://www.w3.org/2000/svg'>\nM10 10 L20 20 C30 30 40 40 50 50\nM 10.5,20.1 C 1 2 3 4 5 6"
        '\n[{"x":1,"y":2,"time":3}]\n{"points":[{"x":1}]}\n[[10, 20], [11, 21]]\n<ink xmlns="http://www.w3.org/2003/InkML">',
        "0123456789abcdef0123456789abcdef\ntesta\nMEUCIQDx0aBcDeFgHiJkLmNoPqRsTuVwXyZ=\nsha256=0123456789abcdef\ntrue"
        "\n-----BEGIN PGP SIGNATURE-----\nKind regards, Testa\n1\n2023-01-02\nMary\neyJhbGciOiJIUzI1NiJ9.e30.abcd\nhttps://example.org/sign",
    ),
    ("phone", 0): of(
        "+1 202-555-0143\n+442079460123\n+49 30 23125 000\n+49(0)30 23125000\n0049 30 23125000\n+61 491 570 156\n+33 1 99 00 12 34"
        "\n+86 138 0013 8000\n+7 999 000-00-00\n+1-202-555-0143x123\n+55 11 99000-0000\n+971 50 123 4567\n+852 9123 4567",
        "+0 123456789\n+999 1234567\n+1 234\n+1234567890123\n+49\n+2100000000\n+80012345678901\n2025550143\n02079460123"
        "\n+1.5\n+2023-01-02\n+1 202 555 01433\n4111111111111111",
    ),
    ("phone", 4): of(
        "07700 900123\n07700900123\n0151 23456789\n015123456789\n06 39 98 00 12\n0639980012\n0470123456\n0612345678\n090-1234-5678"
        "\n09012345678\n0912345678\n0412345678\n0812345678",
        "7700900123\n+447700900123\n0000012345\n13800138000\n2023-01-02\n0123\n0x12345678\ntesta\n192.0.2.7\n1234567890"
        "\n4111111111111111\n00000000000\n0100000000x",
    ),
    ("phone", 5): of(
        "(202) 555-0143\n(202)555-0143\n(030) 23125-000\n(030) 23125 012\n(11) 90000-0012\n(021) 000-0123\n(02) 0000 0123"
        "\n(0171) 392-0012\n(800) 555-0100\n(555) 555-0199\n(212) 555.0177\n(020) 7946 0123",
        "202-555-0143\n+1 (202) 555-0143\n(2023)\n(2023-01-02)\n(1) 2\n(A) 123-4567\n((202) 555-0143\n(202 555-0143\n(12) 3.4"
        "\n2025550143\n(192.0.2.7)\n(phone) 555-0143\n(202) A55-0143",
    ),
    ("phone", 6): of(
        "电话13800138000\n手机：13800138000\n手机号13800138000\n请联系15500000000\n新号码是17600000000\n張三（13800138000\n电话 13800138000"
        "\n聯繫電話13800138000\n手机号：13800138000\n李四19900000000\n号码:16600000000\n请拨，18600000000",
        "13800138000\n订单号13800138000\n单号：13800138000\n工号13800138000\n账号13800138000\n编号 13800138000\n序号13800138000\n电话12800138000"
        "\n电话1380013800\n电话138001380001\n金额23800138000\nphone 13800138000\n身份证号码13800138000",
    ),
    ("vehicle-plate", 3): of(
        "AB12 CDE\nAB12CDE\nAB-123-CD\nAB 123 CD\nAB123CD\n2345 CDF\n1234 BCD\n34 ABC 123\n34ABC123\nAA-12-34\n12-AB-34"
        "\n12-AB-CD\nAA-12-BB",
        "ABC-123-X9\n12345\ntesta\n2023-01-02\nSKU-AB12CD\n京A12345\n192.0.2.7\nABCDEFG\nA1\nORD-0000012345\nab12 cde\n1.2.3-AB\nLH1234\nABC-123",
    ),
}
