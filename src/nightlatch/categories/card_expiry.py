"""When payment cards run out: a month and a year, ``MM/YY``. As other months look the same, a field name must agree."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import phrases, regex

_LABEL = "card expiry dates"
_WHOLE = Category(
    id="card-expiry",
    label=_LABEL,
    group="financial",
    check=regex(
        r"^\s*(?:(?:0?[1-9]|1[0-2])\s?[/. -]\s?(?:20)?[0-5][0-9]|(?:0[1-9]|1[0-2])(?:20)?[0-5][0-9]"
        r"|20[0-5][0-9]\s?[/. -]\s?(?:0[1-9]|1[0-2]))\s*$"
    ),
    chance=0.1,
    weight=1.0,
    kinds=frozenset({"text", "integer"}),
    names=named(
        "card-expiry",
        """
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
    कार्ड समाप्ति तिथि, תוקף כרטיס""",
    ),
)
_PARTS = Category(  # month and year in fields of their own
    id="card-expiry",
    label=_LABEL,
    group="financial",
    check=regex(r"^\s*(?:0?[1-9]|1[0-2]|(?:20)?[1-6][0-9])\s*$"),
    chance=0.3,
    weight=0.5,
    kinds=frozenset({"text", "integer"}),
    names=phrases("""
    exp month, exp year, cc exp month, cc exp year, card exp month, card exp year, card expiry month, card expiry year,
    expiry month, expiry year, expiration month, expiration year, card expiration month, card expiration year,
    ablaufmonat, ablaufjahr, karte ablaufmonat, karte ablaufjahr, mois expiration, année expiration,
    mois d'expiration, année d'expiration, mes vencimiento, año vencimiento, mes de vencimiento, año de vencimiento,
    mes caducidad, año caducidad, mês validade, ano validade, mês de validade, ano de validade, mese scadenza,
    anno scadenza, vervalmaand, vervaljaar, miesiąc ważności, rok ważności, месяц окончания действия карты,
    год окончания действия карты, місяць закінчення дії картки, son kullanma ayı, son kullanma yılı, شهر الانتهاء,
    سنه الانتهاء, ماه انقضا, سال انقضا, 有效期月, 有效期年, 有効期限月, 有効期限年, 유효월, 유효년, utgångsmånad,
    utgångsår, utløpsmåned, utløpsår, udløbsmåned, udløbsår, voimassaolokuukausi, voimassaolovuosi, měsíc platnosti,
    rok platnosti, lejárat hónapja, lejárat éve, luna expirării, anul expirării, μήνας λήξης, έτος λήξης,
    tháng hết hạn, năm hết hạn, bulan kedaluwarsa, tahun kedaluwarsa"""),
)
CATEGORY = (_WHOLE, _PARTS)
