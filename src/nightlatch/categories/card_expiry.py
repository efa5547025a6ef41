"""When payment cards run out: a month and a year, ``MM/YY``. As other months look the same, a field name must agree."""

from nightlatch.categories import Category
from nightlatch.survey.checks import phrases, regex

CATEGORY = Category(
    id="card-expiry",
    label="card expiry dates",
    group="financial",
    check=regex(
        r"^\s*(?:(?:0?[1-9]|1[0-2])\s?[/. -]\s?(?:20)?[0-5][0-9]|(?:0[1-9]|1[0-2])(?:20)?[0-5][0-9]"
        r"|20[0-5][0-9]\s?[/. -]\s?(?:0[1-9]|1[0-2]))\s*$"
    ),
    chance=0.1,
    weight=1.0,
    kinds=frozenset({"text", "integer"}),
    names=phrases("""
    expiry, exp, exp date, expiry date, expiration, expiration date, exp month, expires, ablauf, vencimiento,
    caducidad, validade, scadenza, vervaldatum, ważność, card expiry, card exp, card expiration, card exp date,
    cc exp, cc expiry, cc exp date, cc expiration, ccexp, ccexpiry, credit card expiry, credit card expiration,
    exp month year, exp mm yy, expmmyy, card valid thru, valid thru, valid through, good thru, card valid until,
    expiry mmyy, card validity, kartenablauf, karte gültig bis, ablaufdatum karte, kreditkarte gültig bis,
    gültig bis karte, date d'expiration carte, expiration carte, carte valide jusqu'au, validité carte,
    fecha de vencimiento tarjeta, vencimiento tarjeta, caducidad tarjeta, fecha de caducidad, validade cartão,
    validade do cartão, vencimento cartão, scadenza carta, data di scadenza carta, vervaldatum kaart,
    kaart geldig tot, data ważności karty, ważność karty, срок действия карты, карта действительна до,
    термін дії картки, kart son kullanma tarihi, skt, kart skt, تاريخ انتهاء البطاقه, صلاحيه البطاقه,
    تاریخ انقضای کارت, 卡有效期, 有效期至, 信用卡有效期, 银行卡有效期, カード有効期限, 카드유효기간, 유효기간,
    kortets utgångsdatum, kort udløb, kort utløp, kortin voimassaolo, platnost karty, kártya lejárata,
    data expirării cardului, expirare card, λήξη κάρτας, ngày hết hạn thẻ, masa berlaku kartu, วันหมดอายุบัตร,
    कार्ड समाप्ति तिथि, תוקף כרטיס"""),
)
