"""Security codes of payment cards: three or four digits, told by the field name alone (weight 0.5).

Names are whole words: an academic year's code and the "cid" in "acid" are none.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex

CATEGORY = Category(
    id="card-security-code",
    label="card security codes",
    group="financial",
    check=regex(r"^\s*[0-9]{3,4}\s*$"),
    chance=0.9,
    weight=0.5,
    kinds=frozenset({"text", "integer"}),
    names=named(
        "card-security-code",
        """
    cvv, cvv2, cvc, cvc2, cvn, csc, cav2, card cvv, cc cvv, card cvc, cvv code, cvc code, cvv number,
    card security code, security code card, card verification, card verification value, card verification code,
    card verification number, credit card cvv, card code, kartenprüfnummer, prüfziffer karte,
    kartensicherheitscode, sicherheitscode karte, kpn, cryptogramme, cryptogramme visuel, code de sécurité carte,
    code cvv, código de seguridad tarjeta, código cvv, código de segurança cartão, código de segurança do cartão,
    codice di sicurezza carta, codice cvv, kaartverificatiecode, cvc code kaart, kod cvv, kod cvc,
    kod bezpieczeństwa karty, код cvv, код cvc, цвв, код безопасности карты, код безпеки картки,
    kart güvenlik kodu, güvenlik kodu kart, cvv kodu, رمز cvv, رمز الامان, رمز التحقق من البطاقه, کد امنیتی کارت,
    安全码, 卡安全码, 信用卡安全码, 卡验证码, セキュリティコード, カードセキュリティコード, 카드보안코드, cvc번호,
    cvv번호, kortets säkerhetskod, cvv kod, cvc kod, kort sikkerhedskode, kontrollsifre kort, kortin turvakoodi,
    bezpečnostní kód karty, kártya biztonsági kód, cod securitate card, κωδικός ασφαλείας κάρτας, mã cvv,
    mã bảo mật thẻ, kode cvv, kode keamanan kartu, รหัสความปลอดภัยบัตร, कार्ड सुरक्षा कोड, קוד אבטחה כרטיס""",
    ),
)
