"""What the checks of online identifiers say yes and no to; values are invented, reserved or published examples."""

from __future__ import annotations

from tests.categories.yes_no import Table, of

TABLES: dict[tuple[str, int], Table] = {
    ("username", 1): of(
        "testa\ntestae\nt.exampleton\ntesta_e\ntesta-e\ntexampleton99\ntestaex\nab\nte\na.testa\nb_exampleton\nexampleton1\nqx7",
        "system\nadmin\nTesta\nTESTA E\ntesta@example.org\n123456\n42\ntesta exampleton\nbatch\napi\nx\n/testa\nchecking",
    ),
    ("mac-address", 0): of(
        "00:00:5e:00:53:01\n00-00-5E-00-53-01\n0000.5e00.5301\n00 00 5E 00 53 01\nAB:AB:AB:AB:AB:AB\n02:00:5e:10:00:00:00:01"
        "\n02-00-5e-10-00-00-00-01\n0200.5e10.0000.0001\n02 00 5e 10 00 00 00 01\nff:ff:ff:ff:ff:ff\n 00:00:5e:00:53:ff"
        "\n00:00:5E:00:53:aF",
        "00:00:5e:00:53\n00:00:5e:00:53:0g\n12:34:56\n2001:db8::1\n00005e005301\n00:00-5e:00-53:01\n1:2:3:4:5:6"
        "\n00:00:5e:00:53:01:02\n192.0.2.7\n0000.5e00\n00:00:5e:00::01\n2023-01-02\nff ff ff\n0102.03:04.05ab",
    ),
    ("mac-address", 1): of(
        "00005e005301\n00005E0053FF\nabababababab\n02005e1000000001\n0A1B2C3D4E5F\n123456789012\nfedcba987654"
        "\n00005e005302\n00005e005303\n 00005e005304\nDEADBEEF0001\nCAFEBABE0000",
        "000000000000\nffffffffffff\n00:00:5e:00:53:01\n00005e00530\n00005e00530g\n0123456789abcdef0123456789abcdef\ntesta"
        "\n12345678901\n0x00005e005301\n1.5\nFFFFFFFFFFFFFFFF\n0000000000000000",
    ),
    ("device-id", 0): of(
        "490154203237518\n352099001761481\n868932036356090\n546918475942169\n998227667144730\n532729766805999"
        "\n49-015420-323751-8\n35-209900-176148-1\n 490154203237518\n01-161200-000000-9\n35 2099 0017 6148 1\n86-893203-635609-0",
        "490154203237517\n3568680000414120\n3520990017614823\n4111111111111111\n378282246310005\n123456789012347"
        "\n1549000000000\n4006381333931\n49015420323751\ntesta\n999999999999999\n2023-01-02\n208930000000003",
    ),
    ("device-id", 1): of(
        "8944110068011111114\n8901260862291477114\n8949222074451242066\n8991101200003204514\n8944110068011111163"
        "\n89441100680111111637\n89012608622914771148\n8944-1100-6801-1111-114\n8944 1100 6801 1111 114\n89882070000000000018"
        "\n8933010000000000002\n8986000000000000002\n8920141032111185108",
        "8944110068011111117\n894411006801111111\n7944110068011111116\n4111111111111111\n490154203237518\n89441100680111111162"
        "\ntesta\n8944\n1234567890123456789\nDE89370400440532013000\n89-1\n8944110068011111114x",
    ),
    ("device-id", 2): of(
        "490154203237518\n208930000000003\n550e8400-e29b-41d4-a716-446655440000\n550E8400E29B41D4A716446655440000"
        "\n0123456789abcdef\nA0000000002329\n8944110068011111116\n00008020-008D4548007B4F26\n3520990017614823"
        "\n35209900176148\n8901260862291477114F\n0123456789abcdef0123456789abcdef01234567",
        "testa\n1\n1234567\niPhone 12\nSM-G998B\n192.0.2.7\ntesta@example.org\n00:00:5e:00:53:01\n2023-01-02\n0123456789"
        "\nPixel\nHello World",
    ),
    ("vin", 0): of(
        "1M8GDM9AXKP042788\n1HGCM82633A004352\n1FTFW1ET9DFC10312\n5GZCZ43D13S812715\nJH4KA7561PC008269"
        "\nWAUZZZ8K9AA000000\n1M8GDM9AXKP042788 \n1hgcm82633a004352\n2T1BURHEXJC043821\nJHMCM56557C404453\n1G1YY22G665104367\nLVSHCAMB1CE054249",
        "1M8GDM9AXKP042789\n1HGCM82643A004352\n1M8GDM9AXKP04278\nIM8GDM9AXKP042788\n1M8GDM9AXKP0427888\n12345678901234567"
        "\nDE89370400440532013\n550e8400e29b41d4a\ntesta\nO1234567890123456\n4111111111111111\nABCDEFGHJKLMNPRST",
    ),
    ("vin", 1): of(
        "WVWZZZ1JZXW000001\n1M8GDM9AXKP042788\n1M8GDM9AXKP042789\nVF1RFB00000000000\nZFA16900000512345\nWBA3A5C50CF256985"
        "\nTMBJJ7NE0H0123456\nwvwzzz1jzxw000002\nKMHDU46D17U111111\nSALLAAA186A000000\nYV1TS92D921285738\nXTA21099043576182",
        "WVWZZZ1JZXW00000\nWVWZZZ1JZXW0000011\nIVWZZZ1JZXW000001\n12345678901234567\nWVWZZZ1JZXW00000A\ntesta\nOVWZZZ1JZXW000001"
        "\n4111111111111111\n550e8400e29b41d4a\nABCDEFGHJKLMNPRST\nDE89370400440532013000\nQ1234567890123456",
    ),
    ("advertising-id", 0): of(
        "550e8400-e29b-41d4-a716-446655440000\n550E8400-E29B-41D4-A716-446655440000\n{550e8400-e29b-41d4-a716-446655440000}"
        "\n550e8400e29b41d4a716446655440000\ncdda802e-fb9c-47ad-9866-0794d394c912\n38400000-8cf0-11bd-b23e-10b96e40000d"
        "\n6D92078A-8246-4BA4-AE5B-76104861E7DC\nEA7583CD-A667-48BC-B806-42ECB2B48606\n97987bca-ae59-4c7d-94ba-ee4f19ab8c21"
        "\naaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa\n123e4567-e89b-12d3-a456-426614174000"
        "\n0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "00000000-0000-0000-0000-000000000000\ntesta\n550e8400-e29b-41d4-a716\n1\ntrue\n490154203237518\n192.0.2.7\ntesta@example.org"
        "\n00000000000000000000000000000000\nLimit Ad Tracking\nhttps://example.org\n550e8400-e29b-41d4-a716-44665544000g",
    ),
    ("cookie-id", 0): of(
        "GA1.2.1234567890.1612345678\n1234567890.1612345678\nGA1.1.123456789.1712345678\nfb.1.1612345678901.1234567890"
        "\nfb.1.1612345678901.AbCdEfGhIj_kl-mn\nfb.2.1612345678901.987654321\nGS1.1.1712345678.5.1.1712345999.0.0.0"
        "\nGS2.1.s1712345678$o1$g0$t1712345678$j60$l0$h0\nGA1.3.987654321.1512345678\n 1234567890.1612345678\n87654321.1412345678"
        "\namp-0123456789ABCDEFabcdef",
        "GA1.2\n1234567890\n1612345678.1234567890\n192.0.2.7\n1.2.3.4\nfb.1.2\n12.5\nGA-12345-1\nUA-1234567-1\nG-ABCDEF1234\ntesta"
        "\n1234567890.123",
    ),
    ("cookie-id", 1): of(
        "0123456789abcdef\nGA1.2.1234567890.1612345678\n550e8400-e29b-41d4-a716-446655440000\nabcdef0123456789abcdef"
        "\nvisitor_12345678\n12345678901234567890\nZm9vYmFyMTIz\nu1-a2-b3-c4\nx1y2z3w4\n1612345678901-abc\n0a1b2c3d4e|1612345678"
        "\nid%3A12345678",
        "accepted\ntrue\n1\n2023-01-02\n192.168.100.200\nhttps://example.org/1234\nhello world 1\nyes\ntesta\nMusterstraße 1, 00000"
        "\nlang=en; theme=dark\nabc 12345678",
    ),
    ("user-agent", 0): of(
        """
        Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36
        Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0
        Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)
        Opera/9.80 (Windows NT 6.1; U; en) Presto/2.8.131 Version/11.11
        curl/8.5.0
        Wget/1.21.3
        okhttp/4.9.3
        python-requests/2.31.0
        Dalvik/2.1.0 (Linux; U; Android 9; Pixel Build/PQ3A)
        PostmanRuntime/7.32.3
        Go-http-client/1.1
        ExampleApp/3.2.1 (iPhone; iOS 16.2; Scale/3.00)
        """,
        """
        Mozilla
        Chrome
        Safari 17
        Windows NT 10.0
        text/html; charset=utf-8
        application/json
        1/2
        and/or (see below)
        iPhone
        https://example.org/5.0 (x)
        Firefox 115.0 (64-bit)
        testa/exampleton
        """,
    ),
    ("url-profile", 0): of(
        """
        https://www.facebook.com/testa.exampleton
        https://facebook.com/profile.php?id=100000000000000
        https://www.linkedin.com/in/testa-exampleton-00000
        https://de.linkedin.com/in/testa/
        https://twitter.com/testa_example
        https://x.com/testa_example
        https://www.instagram.com/testa.example/
        https://github.com/testa-example
        https://www.tiktok.com/@testa.example
        https://t.me/testa_example
        https://vk.com/id000000
        https://www.youtube.com/@testaexample
        https://weibo.com/u/0000000000
        instagram.com/testa_example
        https://orcid.org/0000-0002-1825-0097
        https://www.xing.com/profile/Testa_Exampleton
        """,
        """
        https://www.facebook.com/
        https://www.facebook.com/groups/0000
        https://facebook.com/sharer.php?u=https://example.org
        https://twitter.com/intent/tweet
        https://github.com/example/repository
        https://www.linkedin.com/company/example
        https://www.instagram.com/p/AAAAAAAAAAA/
        https://example.org/testa
        https://example.com/in/testa
        https://www.youtube.com/watch?v=AAAAAAAAAAA
        https://notfacebook.com/testa
        https://x.com/search
        testa@example.org
        """,
    ),
    ("social-handle", 0): of(
        "10000000000@s.whatsapp.net\n10000000000@c.us\n10000000000-1600000000@g.us\nlive:testa.example\nlive:testa_1"
        "\nwxid_abcdefghijkl\nwxid_0123456789ab22\n12025550143@s.whatsapp.net\n442079460123@c.us\n4930231250@s.whatsapp.net"
        "\nlive:exampleton99\n100000000000000@lid".replace("10000000000-1600000000@g.us", "1000000000016@g.us"),
        "testa@example.org\n@testa\ntesta\nlive\nalive:testa\nwxid_\nwxid\n123@c.us\n10000000000\nc.us\nlive: now\nlive:a",
    ),
    ("social-handle", 1): of(
        "@testa\n@testa_example\n@testa.example\n@T1\n@testa@example.social\n@Testa99\n @testa\n@_testa_\n@exampleton\n@a-b-c"
        "\n@0testa\n@testa@mastodon.example.org",
        "testa\ntesta@example.org\n@\n@@testa\n@types/node\n@testa example\n@angular/core\n@1\n@testa@\n@!x\n@media screen"
        "\n@testa@example",
    ),
    ("social-handle", 2): of(
        "testa\n@testa\ntesta.example\nTesta_99\n10000000\ntesta#0001\n测试\nпример\n10000000000@c.us\ntesta-e\n1234567890123456789"
        "\nwxid_abcdefghijkl",
        "testa exampleton\ntesta@example.org\n1\n12\n2023-01-02\ntrue\nnone\nx\nhttps://example.org\n(testa)\na,b\nNo account!",
    ),
}
TABLES["url-profile", 1] = of(
    "\n".join(f"https://social.example.com/u/testa{n}" for n in range(12)),
    "testa\n@testa\nhttps://example.com/login\nsocial.example.com/u/testa\nftp://example.com/u/testa\nhttps://\nmailto:testa@example.com"
    "\n1\nhttps://example.com/search?q=1\nhttp\nprofile\nhttps://example.com/a b",
)
