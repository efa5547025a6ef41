"""What each check says yes and no to, one value by itself; all values are invented, reserved or published examples.

The key is a category and the position of its check among those that share the id. A yes means "has the form": how much
that proves is the business of ``nightlatch.survey.evidence``.
"""

from __future__ import annotations

Table = tuple[tuple[str, ...], tuple[str, ...]]


def _of(yes: str, no: str) -> Table:
    return tuple(_lines(yes)), tuple(_lines(no))


def _lines(text: str) -> list[str]:
    return [line.strip().replace("\\n", "\n") for line in text.splitlines() if line.strip()]


_HEX = "0123456789abcdef"
_B64 = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

TABLES: dict[tuple[str, int], Table] = {
    ("person-name", 0): _of(
        """
        Testa Exampleton
        Max Mustermann
        Erika Mustermann-Gabler
        TESTA EXAMPLETON
        Jean-Luc O'Exemple
        Dr. Testa B. Exampleton
        Exampleton, Testa
        van der Muster, Jan
        Иван Примеров
        Петрова Анна Ивановна
        محمد المثال
        Παράδειγμα Μαρία
        王小明
        김철수
        สมชาย ตัวอย่าง
        माया उदाहरण
        """,
        """
        testa exampleton
        12 Example Road
        Example GmbH
        Wireless Mouse
        Navy Blue
        Acme Bank
        user_name
        testa@example.org
        Hauptstraße 5
        https://example.org/Testa
        4111 1111 1111 1111
        Example University
        North America
        Sales Manager
        R2D2 Unit
        The Long Way Home
        """,
    ),
    ("person-name", 1): _of(
        """
        John Exampleton
        Maria Beispiel
        Anna-Lena Beispiel
        JUAN EJEMPLO GARCÍA
        Wei Zhang
        Oğuz Yılmaz
        Ivan Primerov
        Ольга Примерова
        محمد علي المثال
        佐藤 太郎
        鈴木花子
        Jan Kowalski
        Esempio Rossi
        José da Silva
        """,
        """
        Blorp Zyxwv
        John
        Smith and Sons
        Garcia LLC
        James Street
        john exampleton
        Martin Hospital
        Frank Zappa's Greatest Hits Vol 2
        Wireless Jack Adapter
        Peter & Paul
        Mary_Example
        Lake Michael
        东京大学
        佐藤株式会社
        """,
    ),
    ("person-name", 2): _of(
        """
        王小明
        李明
        张例子
        刘测试
        陈某某
        欧阳测试
        阿不都·例子
        김철수
        이영희
        박예시
        黃小明
        赵四
        """,
        """
        中华人民共和国
        北京市海淀区
        腾讯公司
        白色
        红色
        牛奶
        黄瓜
        大学
        a
        서울특별시 강남구 테헤란로
        王府井大街1号
        ABC
        123
        江苏
        """,
    ),
    ("given-name", 1): _of(
        "John\nMaria\nMohammed\nAnna\nPeter\nJÜRGEN\nSophie\nСергей\nАнна\nJosé\nMehmet\nKatarzyna\nYuki",
        "Blorp\nx\n42\nRed\nMonday\nAnna GmbH\njohn\nanna@example.org\nBerlin\nJohn Street\nError\nFree\nM",
    ),
    ("family-name", 1): _of(
        "Smith\nGarcía\nMüller\nRossi\nKowalski\nIvanov\nПетрова\nTanaka\nSilva\nDubois"
        "\nEriksson\nO'Brien",
        "Blorp\nx\n42\nMonday\nMüller GmbH\nsmith\nsmith@example.org\nSmith Road\nPending\nNew York\nSteel"
        "\nUSB Hub\nA1",
    ),
    ("date-of-birth", 0): _of(
        """
        1980-01-31
        1999/12/31
        31.12.1999
        12/31/1999
        19800131
        2001-02-28
        1900-01-01
        1955-06-07 00:00:00
        1955-06-07T00:00:00Z
        7.6.1955
        2015-03-04
        1972-02-29
        """,
        """
        1899-12-31
        2150-01-01
        1980-02-30
        1980-13-01
        hello
        12345
        0000-00-00
        31.02.1999
        1971-02-29
        1.2.3
        99999999
        10:30:00
        1980-1
        """,
    ),
    ("sex", 0): _of(
        "male\nFemale\nMALE\n男\n女\nmännlich\nweiblich\nmujer\nhomme\nмужской\nkadın\nذكر\n남성\nnon-binary",
        "M\nmail\nmales only\n1\nblue\nmale voice choir\nfe male\nhe\n中\nx\ntrue\nmanual\nhuman",
    ),
    ("nationality", 0): _of(
        "DE\nde\nCHN\nGerman\nGermany\nFrench\n中国\nрф\nTürkiye\nBrazilian\nUnited States\nnederlandse\n대한민국",
        "XX\nEUR\nBlorpian\n12\nred\nGerm\nZZZ\nGerman shepherd dog\nBerlin\nen-US\n+49\nDE-BY\nlanguage",
    ),
    ("ethnicity", 0): _of(
        "汉族\n汉\n维吾尔族\n回族\n藏族\n壮族\n满族\n苗族\n蒙古族\n朝鲜族\n哈萨克族\n穿青人\n滿族",
        "家族\n民族\n贵族\n水\n白\nHan\n北京\nblue\n汉堡\n回家\n1\n月光族\n汉族人口",
    ),
    ("ethnicity", 1): _of(
        "White\nAsian\nHispanic or Latino\nWhite British\nBlack or African American\nparda\nMāori"
        "\nTwo or more races\nInuit"
        "\nMixed\nArab\nRoma\nIndígena",
        "Red\nWhite wine\nBlackish\n12\nCaucasus\nAsia\nblue\nLatin\nGreen\nM\n汉族\nUnknown\nwhiteboard",
    ),
    ("document-issue-date", 0): _of(
        "2010-05-06\n2010/05/06\n06.05.2010\n20100506\n1999-12-31\n2018-01-02T00:00:00\n1975-03-04\n2020-02-29"
        "\n1.1.2011"
        "\n05/06/2010\n1960-07-08\n2001-09-10",
        "1949-12-31\n2150-01-01\n2010-13-01\n2010-02-30\nnever\n12\n3.14\n2010\n05/2010\nMay 2010\n00.00.0000\nx\n-",
    ),
    ("document-expiry-date", 0): _of(
        "2030-05-06\n2030/05/06\n06.05.2030\n20300506\n长期\n2099-12-31\n2028-01-02T00:00:00\n1985-03-04"
        "\n2028-02-29\n1.1.2031"
        "\nunbefristet\n永久",
        "1979-12-31\n2150-01-01\n2030-13-01\n2030-02-30\nnever ever\n12\n3.14\n2030\n05/2030\nMay 2030"
        "\n00.00.0000\nx\n-",
    ),
    ("postal-address", 0): _of(
        """
        12 Example Street, Springfield, IL 00000
        Musterstraße 12, 00000 Musterstadt
        1 rue de l'Exemple, 00000 Ville
        Calle Ejemplo 5, 2º, 00000 Madrid
        Via Esempio 3, 00000 Roma
        ul. Przykładowa 7/3, 00-000 Warszawa
        ул. Примерная, д. 5, кв. 12, Москва
        北京市海淀区例子路1号
        广东省深圳市南山区测试街道2栋301室
        東京都千代田区例町1丁目2番3号
        서울특별시 강남구 예시로 12
        PO Box 123, Exampletown, EX 00000
        Örnek Sokak No: 5, İstanbul
        شارع المثال 12، القاهرة
        Storgatan 5, 000 00 Stockholm
        """,
        """
        testa@example.org
        12 monkeys
        The street where you live
        王小明
        Example GmbH
        2020-01-01
        192.0.2.7
        https://example.org/street/5
        Wireless mouse, black
        1, 2, 3, 4
        北京
        hello, world
        STREET_5
        4111 1111 1111 1111
        """,
    ),
    ("street", 0): _of(
        "12 Example Street\nMusterstraße 12\nMusterweg 3a\n1 rue de l'Exemple\nCalle Ejemplo 5\nVia Esempio 3"
        "\nul. Przykładowa 7"
        "\nул. Примерная 5\nStorgatan 5\nKerkstraat 7\nÖrnek Sokak 5\n例子路1号\n5 Example Rd Apt 2",
        "12 monkeys\ntesta@example.org\nExample GmbH\nHauptbahnhof\nRoom 5\n12 Example Street, Springfield, IL"
        "\n王小明\n2020-01-01"
        "\n192.0.2.7\nstreet_5\nlast floor\n42\nTesta Exampleton\ncatalog/product/view/id/123\nroad/12",
    ),
    ("postcode", 1): _of(
        "10115\n00000\n12345-6789\nSW1A 1AA\nEC1A 1BB\nK1A 0B1\n1010\n00-950\n100-0001\n1234 AB\n123 45"
        "\n01310-100\nD-10115",
        "1\nhello\n123456789012\n12.5\nSW1A\nAAAA\n2020-01-01\n192.0.2.7\ntesta\n+49 30\nA-\n12 345 67\n1,000",
    ),
    ("city", 0): _of(
        "Berlin\nParis\nLondon\nМосква\n北京市\n杭州市\nNew Delhi\nSydney\nWarszawa\nİzmir\nOslo\n海淀区\nSão Porto",
        "Blorpville\nberlin\n42\nBerlin_1\ntesta@example.org\n12 10115 Berlin\nhello\nUnit: Berlin\n王\nx\nTRUE"
        "\n-\nGreen",
    ),
    ("phone", 1): _of(
        """
        +1 202-555-0143
        +442079460123
        +49 30 23125 000
        (202) 555-0143
        202-555-0143
        202.555.0143
        1-202-555-0143
        030 23125-000
        01 99 00 12 34
        +33 1 99 00 12 34
        0049 30 23125000
        +61 491 570 156
        020 7946 0123
        (202) 555-0143 x123
        """,
        """
        2020-01-31
        31.12.2020
        192.0.2.7
        12.5
        123456789
        078-05-1120
        4111 1111 1111 1111
        978-3-16-148410-0
        12345-6789
        850709-9805
        +0 123
        testa
        555-0143
        """,
    ),
    ("phone", 3): _of(
        "13800138000\n02079460123\n2025550143\n+12025550143\n555-0143\n15500000000\n0301234567\n(202) 555-0143"
        "\n1990001234"
        "\n004930231250\n7946012\n19900000000",
        "1\n12345\n2020-01-31\n4111111111111111\n1549000000000000\n12.5\ntesta\n192.0.2.7\n555\n1e10\n-12345678"
        "\n0x12345678",
    ),
    ("email", 0): _of(
        """
        testa@example.org
        TESTA@EXAMPLE.ORG
        testa.b.exampleton+tag@mail.example.com
        t@example.co.uk
        testa_e@sub.sub.example.net
        " testa@example.org
        测试@example.org
        testa@münchen.example
        testa@xn--mnchen-3ya.example
        o'testa@example.org
        123@example.org
        a-b@ex-ample.org
        testa%x@example.org
        "testa b"@example.org
        testa+shop@example.org
        """.replace('" testa@', "testa2@"),
        """
        testa
        testa@
        @example.org
        testa@example
        testa@@example.org
        testa @example.org
        testa@example..org
        testa@-example.org
        logo@2x.png
        testa@example.1
        .testa@example.org
        git@example.org:repo.git
        testa@example.org, b@example.org
        git@example.org
        react@1.2.3-beta.rc
        testa..b@example.org
        <4f3a2b1c9d8e7f60@mail.example.org>
        <20240101.123456.7@example.org>
        """,
    ),
    ("employer", 0): _of(
        """
        Example GmbH
        Example GmbH & Co. KG
        Example Inc.
        Example, LLC
        Example Ltd
        Ejemplo S.A. de C.V.
        Exemple SARL
        ООО Пример
        例子科技有限公司
        株式会社例
        Voorbeeld B.V.
        Exempel AB
        Przykład sp. z o.o.
        Esempio S.r.l.
        """,
        """
        Testa Exampleton
        王小明
        12 Example Street
        Example
        testa@example.org
        Inc
        Red
        2020-01-01
        北京市海淀区例子路1号
        Limited
        incorporate now
        SKU-12
        Group
        """,
    ),
    ("photo", 1): _of(
        "\n".join(
            [f"{head}{'A' * 40}" for head in ("/9j/4AAQSkZJRg", "iVBORw0KGgo", "UklGR", "R0lGODlh", "R0lGODdh", "/9j/")]
            + [f"data:image/{kind};base64,AAAA" for kind in ("png", "jpeg", "webp", "gif", "avif", "bmp")]
        ),
        "/9j/\niVBORw\ndata:text/plain,AAAA\nAAAA\ntesta.jpg\n9j/4AAQSkZJRgABAQAAAQABAAD\nhttps://example.org"
        "\nJVBERi0xLjQKJcOkw7zDtsOf"
        "\nUEsDBBQAAAAIAAAAIQAAAAAAAAAA\nhello\nR0lGOD\nx",
    ),
    ("photo", 2): _of(
        "a.jpg\n/p/1.JPG\nhttps://example.org/a.png\nhttps://example.org/a.jpeg?w=1\nx/y.webp\nz.gif"
        "\ns3://b/k.heic\nc.bmp\nd.tiff"
        "\nface_1.jpg\n照片.jpg\na b.png#x",
        "a.pdf\n.jpg\njpg\na.jpg.txt\nhttps://example.org\na.doc\npng\nphoto\na.mp4\na.svgz\nx?y=a.jpg\nimage/jpeg",
    ),
    ("geo-point", 1): _of(
        """
        12.345678,-98.765432
        12.345678, -98.765432
        (12.345678, 98.765432)
        [12.345, 98.765]
        12.345 98.765
        geo:12.345,98.765
        POINT(98.765 12.345)
        SRID=4326;POINT(98.765 12.345)
        point (98.765 12.345)
        0101000000000000000000F03F0000000000000040
        0101000020E6100000000000000000F03F0000000000000040
        {"type":"Point","coordinates":[98.7,12.3]}
        {"lat": 12.3, "lon": 98.7}
        """,
        """
        12.345
        1,2
        12.345678
        1.2.3
        192.0.2.7
        POLYGON((0 0,1 1,1 0,0 0))
        point of view
        999.123,12.345
        12.3,98.7
        {"type":"Line"}
        0101
        hello, world
        1,234.567
        """,
    ),
    ("place-tag", 0): _of(
        "mosque\nhotel\nInternet cafe\ninternet_cafe\n清真寺\n网吧\nمسجد\nмечеть\nMoschee\niglesia"
        "\npolice station\nhospital\nمستشفى",
        "blue\ntesta\nmosquito\nhotelier\n42\nactive\n王小明\nnew\npremium\nGET\nmale\nDE\nfood",
    ),
    ("sighting-time", 0): _of(
        "2019-02-01T03:04:05\n2019-02-01 03:04:05\n2019-02-01T03:04:05Z\n2019-02-01T03:04:05+08:00\n2019-02-01"
        "\n2019/02/01 03:04"
        "\n01.02.2019 03:04:05\n2019-02-01 03:04:05.123456\n20190201\n1990-01-02\n2026-11-23 04:00"
        "\n2019-02-01t03:04:05",
        "1980-01-01\n2190-01-01\nnow\n03:04\n2019-02-31\n12\nx\n2019\n2019-02-01T25:00\n1.2\nFebruary\n--",
    ),
    ("payment-card", 0): _of(
        """
        4111111111111111
        4111 1111 1111 1111
        4111-1111-1111-1111
        4222222222222
        5555555555554444
        5105105105105100
        2223003122003222
        378282246310005
        371449635398431
        6011111111111117
        30569309025904
        3530111333300000
        6200000000000005
        6304000000000000
        """,
        """
        4111111111111112
        1234567812345670
        0000000000000000
        4006381333931
        490154203237518
        411111111111111
        1549000000000
        2020-01-01
        testa
        9999999999999999
        41111111111111111111111
        7777777777777777
        4012888888881882
        """,
    ),
    ("payment-card", 1): _of(
        """
        4111XXXXXXXX1111
        4111********1111
        411111******1111
        411111xxxxxx1111
        4111 11** **** 1111
        4111 **** **** 1111
        5555-XXXX-XXXX-4444
        5105••••••••5100
        2223 00XX XXXX 3222
        3782*******0005
        3714 ****** 98431
        371449*****8431
        3714 49**** 98431
        6011 #### #### 1117
        """,
        """
        4111111111111111
        ****1234
        ************1234
        XXXX-XXXX-XXXX-1234
        +49 30 ****1234
        5551**1234
        DE89************3000
        4111XXXX
        XXXXXXXX1111
        411111******
        1234********5678
        9999********1111
        0x4111
        """,
    ),
    ("iban", 0): _of(
        """
        GB82WEST12345698765432
        GB82 WEST 1234 5698 7654 32
        DE89370400440532013000
        de89 3704 0044 0532 0130 00
        FR1420041010050500013M02606
        NL91ABNA0417164300
        BE68539007547034
        CH9300762011623852957
        ES9121000418450200051332
        IT60X0542811101000000123456
        NO9386011117947
        SE4550000000058398257466
        AT611904300234573201
        """,
        """
        GB83WEST12345698765432
        DE8937040044053201300
        DE893704004405320130000
        XX89370400440532013000
        89370400440532013000
        DE
        testa
        DEXX370400440532013000
        4111111111111111
        GB82WEST1234569876543!
        US89370400440532013000
        NO9386011117948
        IT60X054281110100000012345
        """,
    ),
    ("username", 0): _of(
        "testa\ntesta_e\ntesta.exampleton\nTesta99\nt-e\nx1\n测试用户\nпример\nadmin\nuser~1\ndark_lord\n1337testa",
        "testa exampleton\ntesta@example.org\n12\nx\n/home/testa\n\\n\ntesta!\n-testa\n123456\na,b\n(testa)\n?",
    ),
    ("ip-address", 0): _of(
        "192.0.2.7\n198.51.100.23\n203.0.113.255\n0.0.0.0\n192.0.2.7:8080\n192.0.2.0/24\n2001:db8::1\n::1"
        "\nfe80::1%eth0"
        "\n2001:db8:0:1:1:1:1:1\n::ffff:192.0.2.7\n[2001:db8::1]\n64:ff9b::192.0.2.33\n0:0:0:0:0:ffff:192.0.2.7",
        "1.2.3\n256.0.0.1\n192.0.2\n192.0.2.7.8\n1.2.3.4-beta\ntesta\n12:34:56\n00:00:5e:00:53:01\n192,0,2,7"
        "\nv1.2.3.4\n192.0.2.007x"
        "\n1.02.3.4\n:",
    ),
    ("customer-id", 0): _of(
        "100000\nC-100\nU12345\n7\n0001\nab12\nkd.12\n工12\na_b\n5f:1\nx|y\n550e8400-e29b-41d4-a716-446655440000",
        "testa exampleton\ntesta@example.org\n-\n12 monkeys\n(1)\n\\n\na,b\n#1\n/x\n?\n'\na b",
    ),
    ("record-id", 0): _of(
        "550e8400-e29b-41d4-a716-446655440000\n{550e8400-e29b-41d4-a716-446655440000}"
        "\n550E8400-E29B-41D4-A716-446655440000"
        "\n507f1f77bcf86cd799439011\n01ARZ3NDEKTSV4RRFFQ69G5FAV\n00000000-0000-0000-0000-000000000000"
        "\n5f0000000000000000000000"
        "\nffffffffffffffffffffffff\n01BX5ZZKBKACTAV9WEVGEMMVRZ\n123e4567-e89b-12d3-a456-426614174000"
        "\naaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa\n507F1F77BCF86CD799439011",
        "1\ntesta\n550e8400-e29b-41d4-a716\n507f1f77bcf86cd79943901\nDE89370400440532013000\n2020-01-01"
        "\n192.0.2.7\nx\nG07f1f77"
        "\n550e8400e29b41d4a716446655440000\n4111111111111111\ntesta@example.org",
    ),
    ("timestamp", 0): _of(
        "2023-01-02\n2023-01-02T03:04:05\n2023-01-02 03:04:05Z\n02.01.2023\n20230102\n1995-05-06\n2023/01/02"
        "\n2030-01-01"
        "\n2023-01-02T03:04:05.678+01:00\n1/2/2023\n2023-01-02 03:04\n2000-02-29",
        "1980-01-01\nx\n12\n3.14\n2023\n2023-02-30\n03:04:05\nJanuary\n0000-00-00\n2190-01-01\n20231301\n-",
    ),
    ("technical-text", 0): _of(
        "https://example.org/a\nsrv1.internal.example.com\n" + _HEX * 2 + "\n1.2.3\nv2.10.4-rc.1\nSKU-AB12CD"
        "\nshipped\nred\nUSD\nGET"
        "\nfile:///tmp/x\n" + _HEX * 4,
        "testa\nTesta Exampleton\n12\ntesta@example.org\n王小明\n1.2\n12 Example Street\nsku\nhttp\nExample GmbH"
        "\nmosque\nhello world",
    ),
    ("organisation-name", 0): _of(
        "Example GmbH\nExample Bank\n例子有限公司\nAcme\nUniversity of Examples\nООО Пример\nExample Ltd"
        "\nTest Hospital\nAB\nFoo Store"
        "\n例子医院\nMinistry of Tests",
        "x\n" + "\n".join("x" * n for n in range(81, 92)),
    ),
}  # fmt: skip

# One yes for each scheme; what is none of them below.
HASHES: dict[str, tuple[str, ...]] = {
    "bcrypt": tuple(f"$2{letter}$12$" + (_B64 * 2)[:53] for letter in "aby"),
    "argon2": ("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b27dWRJJTmaaJObG",
               "$argon2i$m=512,t=2,p=2$c29tZXNhbHQ$RdescudvJCsgt3ub"),
    "scrypt": ("$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
               "scrypt:32768:8:1$saltsalt$" + _HEX * 8),
    "yescrypt": ("$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7",),
    "pbkdf2": ("pbkdf2_sha256$260000$saltsaltsalt$" + "A" * 43 + "=",
               "$pbkdf2-sha256$6400$0ZrzXitFSGltTQnBWOsdow$" + "A" * 43),
    "sha-crypt": ("$6$saltstring$" + (_B64 * 2)[:86], "$5$rounds=5000$saltstring$" + _B64[:43]),
    "md5-crypt": ("$1$saltsalt$" + _B64[:22], "$apr1$saltsalt$" + _B64[:22]),
    "ldap": ("{SSHA}" + "A" * 32, "{SHA}" + "A" * 27 + "=", "{ssha512}" + "A" * 96),
    "phpass": ("$P$B" + _B64[:30], "$H$9" + _B64[:30]),
    "django": ("sha1$saltsalt$" + _HEX * 2 + "01234567", "bcrypt_sha256$$2b$12$" + _B64[:53]),
    "mysql": ("*" + "0123456789ABCDEF" * 2 + "01234567",),
    "cisco": ("$8$" + _B64[:14] + "$" + _B64[:43], "$9$" + _B64[:14] + "$" + _B64[:43]),
    "drupal": ("$S$D" + _B64[:51],),
    "magento": ("0123456789abcdef" * 4 + ":" + "aB3" * 10 + "xy:1", "0123456789abcdef" * 4 + ":" + "aB3z" * 4 + ":2_32_2_67108864"),
    "mssql": ("0x0100" + "0123456789ABCDEF" * 3, "0x0200" + "0123456789ABCDEF" * 8 + "01234567"),
    "oracle": ("S:" + "0123456789ABCDEF" * 3 + "0123456789AB",),
    "pwdump": ("testa:1001:" + "0" * 32 + ":" + _HEX * 2 + ":::", _HEX * 2 + ":" + _HEX * 2),
    "postgresql": ("md5" + _HEX * 2, "SCRAM-SHA-256$4096:c2FsdA==$AAAA=:BBBB="),
    "md5": (_HEX * 2,),
    "sha1": (_HEX * 2 + "01234567",),
    "sha256": (_HEX * 4,),
    "sha512": (_HEX * 8,),
}  # fmt: skip
NO_HASHES = (
    "testa", "$2b$12$short", "$argon2id$", "4111111111111111",
    "550e8400-e29b-41d4-a716-446655440000", "{SSHA}", "$1$", "md5", "$",
    "testa@example.org", "https://example.org/$2b$12$", "0123456789abcdef", "$100.00", "*" * 41, "{}", "$6$", "",
)  # fmt: skip
