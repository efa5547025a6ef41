"""What the checks of financial data say yes and no to; numbers are published examples, test numbers or invented."""

from __future__ import annotations

from tests.categories.yes_no import Table, of

_UUID = "550e8400-e29b-41d4-a716-446655440000"

TABLES: dict[tuple[str, int], Table] = {
    ("crypto-wallet", 0): of(
        """
        1MUz4VMYui5qY1mxUiG8BQ1Luv6tqkvaiL
        3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy
        35bSzXvRKLpHsHMrzb82f617cV4Srnt7hS
        mucFNhKMYoBQYUAEsrFVscQ1YaFQPekBpg
        2NFUBBRcTJbYc1D4HSCbJhKZp6YCV4PQFpQ
        bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq
        bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
        bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3297
        BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4
        tb1qxhkl607frtvjsy9nlyeg03lf6fsq947pl2pe82
        rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh
        TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW
        LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1
        DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L
        t1VpYecBW4UudbGcy4ufh61eWxQCoFaUrPs
        """,
        f"""
        1MUz4VMYui5qY1mxUiG8BQ1Luv6tqkvaiK
        17VZNX1SN5NtKa8UQFxwQbFeFc3iqRYhemt
        3J98t1WpEZ73CNmQviecrnyiWrnqRhWNL0
        4J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy
        bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp
        bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3291
        bc1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4
        0x683E07492fBDfDA84457C16546ac3f433BFaa128
        0123456789abcdef0123456789abcdef01234567
        rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi
        {_UUID}
        DE89370400440532013000
        testa
        age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
        """,
    ),
    ("crypto-wallet", 1): of(
        f"""
        0x683E07492fBDfDA84457C16546ac3f433BFaa128
        0x88dA6B6a8D3590e88E0FcadD5CEC56A7C9478319
        0x8a718a84ee7B1621E63E680371e0C03C417cCaF6
        0xFCb5AFB808b5679b4911230Aa41FfCD0cd335b42
        0xfcb5afb808b5679b4911230aa41ffcd0cd335b42
        0xFCB5AFB808B5679B4911230AA41FFCD0CD335B42
        0x0000000000000000000000000000000000000001
        0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed
        0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359
        4{"8A" + "b" * 91 + "c"}
        G{"A" + "B2" * 27}
        bitcoincash:q{"p" * 41}
        """,
        f"""
        0xFcb5AFB808b5679b4911230Aa41FfCD0cd335b42
        0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed
        0xFCb5AFB808b5679b4911230Aa41FfCD0cd335b4
        0xFCb5AFB808b5679b4911230Aa41FfCD0cd335b422222
        0xGHIJK05pwm37asdf5555QWERZCXV2345AoEuIdHt
        683E07492fBDfDA84457C16546ac3f433BFaa128
        0b0110100001100101011011000110110001101111
        1X683E07492fBDfDA84457C16546ac3f433BFaa128
        {_UUID}
        0x1
        testa
        bitcoincash
        """,
    ),
    ("crypto-wallet", 2): of(
        f"""
        1MUz4VMYui5qY1mxUiG8BQ1Luv6tqkvaiL
        1MUz4VMYui5qY1mxUiG8BQ1Luv6tqkvaiK
        0x683E07492fBDfDA84457C16546ac3f433BFaa128
        bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq
        7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV
        4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS
        EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2
        0x{"0123456789abcdef" * 4}
        q{"p" * 41}
        {"A2B3" * 14}C4
        0:{"0123456789abcdef" * 4}
        12xtAYsRUrmbniiWQqJtECiBQrMn8AypQcXhnQAc6RB6XkLW
        """,
        f"""
        testa
        0
        {_UUID}
        home address
        12 Example Street
        testa@example.org
        4111111111111111
        leather wallet, brown
        0x1
        DE
        Il0OIl0OIl0OIl0OIl0OIl0OIl0O
        2023-01-02
        """,
    ),
    ("bic", 0): of(
        "DEUTDEFF\nDEUTDEFF500\nCOBADEFFXXX\nNEDSZAJJXXX\nBNPAFRPP\nUNCRITMM\nCHASUS33\nHSBCGB2L\nBOFAUS3N\nABNANL2A"
        "\nPKOPPLPW\nBKCHCNBJ",
        "DEUTXXFF\nDEUT\nDEUTDEFF5000\nDEUTDEF\ndeutdeff\nD3UTDEFF\nDEUTDEFF50\nDEUT DEFF\nDE89370400440532013000\ntesta"
        "\nSKU-AB12\n12345678",
    ),
    ("card-expiry", 0): of(
        "01/27\n12/2030\n1/27\n03-28\n0427\n05 / 29\n2029-06\n072031\n08.30\n09-2031\n12/25\n2030/11",
        "13/27\n00/27\n2027\n01/99\n01/27/2030\n1\n127\ntesta\n4111111111111111\n12:30\n1/2/3\n99/99",
    ),
    ("card-expiry", 1): of(
        "1\n01\n7\n10\n12\n2027\n2030\n27\n31\n 6\n2026\n09",
        "0\n00\n13/27\n1999\n2099\n99\n127\ntesta\n-1\n1.5\n2027-01\n08.30",
    ),
    ("payment-card", 2): of(
        "1111\n4242\n0000\n0005\n1234\n9424\n0004\n8431\n5904\n0126\n3237\n4444",
        "111\n11111\n4111111111111111\n12/27\ntesta\n1.11\n-111\n**** 1111\n11 11\n\\n\nabcd\n1111x\n0x11",
    ),
    ("card-security-code", 0): of(
        "123\n000\n1234\n999\n0001\n100\n456\n 789\n7890\n314\n271\n808",
        "12\n12345\n1\nabc\n12a\n12.3\n-123\n123,4\n\\n\ntesta\n1/23\n0x12",
    ),
    ("salary", 0): of(
        "50000\n50,000\n50.000,00\n$50,000\n€ 4.500\n4500 EUR\n50k\n50k - 60k\n$25/hour\nUSD 80,000\n12 500 zł\n£30,000-£35,000"
        "\n8000元\n3 000 €",
        "testa\nhigh\nn/a\n-\nnegotiable\n2023-01-02\ntesta@example.org\n192.0.2.7.1x\nabc50000\n5e\nper year\nEURO",
    ),
    ("credit-score", 0): of(
        "300\n850\n720\n645\n97.5\n0\nA\nB+\nexcellent\nGood\nC2\n999",
        "1001\n-5\n12345\ntesta\n2023-01-02\nZ\nAA1B\ngood customer\n7 20\n1e9\nhigh risk\n720/850",
    ),
    ("bank-account", 0): of(
        "21000418450200051332\n2100 0418 45 0200051332\n20041010050500013M02606\n20041 01005 0500013M026 06"
        "\nX0542811101000000123456\nX 05428 11101 000000123456\n61109010140000071219812874\n61 1090 1014 0000 0712 1981 2874"
        "\n539007547034\n539-0075470-34\n12345678061234567890\n20770024003102575766",
        "21000418460200051332\n20041010050500013M02607\nY0542811101000000123456\n62109010140000071219812874\n539007547035"
        "\n4006381333931\n1549000000000\n4111111111111111\n12345678901234567890\nDE89370400440532013000\ntesta\n000000000000"
        "\n20041010050500013M0260",
    ),
    ("bank-account", 1): of(
        "032180000118359719\n002010077777777771\n032 180 00011835971 9\n86011117947\n8601.11.17947\n8601 11 17947\n322070381"
        "\n011103093\n263170175\n124303065\n021000021\n111000025",
        "032180000118359718\n86011117948\n426317017\n789456124\n603558459\n382070381\n12430306\nqwerty\n000000000\n123456789"
        "\n4111111111111111\n1234567890",
    ),
    ("bank-account", 2): of(
        "19-2000145399/0800\n2000145399/0800\n178124-4159/0710\n12-3456-7890123-00\n01-0902-0068389-000\n20-00-00 55779911"
        "\nSBIN0005943\nHDFC0000001\n000019-2000145399 / 0800\n1234567890/0100\n2000145399/2010\nICIC0006438".replace(
            "178124-4159/0710", "178124-41590/0710"
        ),
        "12/34\n2023/0800\n1234567890/1234\n12-34-56\n20-00-00\nSBIN1005943\nSBIN000594\n2023-01-02\n12-345-678\ntesta"
        "\n020-7946-0123\nABCD-0-123",
    ),
    ("bank-account", 4): of(
        "testa@okhdfcbank\ntesta.exampleton@oksbi\ntesta@okicici\ntesta1@okaxis\n9000000000@ybl\n9000000000@ibl\ntesta@axl"
        "\n9000000000@paytm\ntesta-b@upi\ntesta@apl\nTESTA@OKSBI\ntesta_b@kotak",
        "testa@example.org\ntesta@okaxis.com\n@ybl\nybl\ntesta@\ntesta@localhost\ngit@host\n9000000000\ntesta@host1\na b@ybl"
        "\nroot@server\n@upi",
    ),
    ("bank-account", 3): of(
        "12345678\n0123456789\n21000418450200051332\n123-456-789\n12 3456 7890\nGB00 0000 1234 5678\n000123456789\n1234/567890"
        "\n2000145399/0800\n8601.11.17947\n6222020000000000000\nSBIN0005943",
        "1\n1234\ntesta\nJohn Exampleton\n2023-01-02\n01.02.2023\ntesta@example.org\n12.50\n12.5\nsavings account\nEUR"
        "\nhttps://example.org/12345",
    ),
}
