"""Dates on which identity documents expire: any date from 1980 to 2100, so only beside a field name (weight 1)."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import either, instant_between, vocabulary

CATEGORY = Category(
    id="document-expiry-date",
    label="document expiry dates",
    group="identity",
    check=either(instant_between(1980, 2099), vocabulary("长期, 长期有效, 永久, unbefristet, permanent, бессрочно")),
    chance=0.5,
    weight=1.0,
    kinds=frozenset({"text", "time", "date", "integer"}),
    names=named(
        "document-expiry-date",
        """
    expiry date, expiration date, exp, exp date, expires, expires on, date of expiry, expire date, id expiry date,
    id card expiry date, passport expiry date, passport expiry, document expiry date, licence expiry,
    license expiry, licence expiry date, license expiry date, license expiration date, valid until, valid to,
    valid thru, valid through, expiry, expiration, id expire, id expires, card expires, id expiry,
    card expiry date, doc expiry date, idcard expiry date, idcard expire date, passport expires, visa expiry date,
    date expiry, ablaufdatum, gültig bis, gültigkeitsdatum, gültigkeit, date d'expiration, date expiration,
    valable jusqu'au, validité, fecha de vencimiento, fecha vencimiento documento, fecha de caducidad,
    fecha caducidad, caducidad, válido hasta, data de validade, data validade, validade, data di scadenza,
    data scadenza, scadenza, scade il, vervaldatum, geldig tot, data ważności, ważny do, срок действия,
    действителен до, дата окончания действия, дійсний до, geçerlilik tarihi, son geçerlilik tarihi,
    تاريخ الانتهاء, تاريخ انتهاء الصلاحيه, تاریخ انقضا, 有效期至, 有效期止, 有效期限, 有效期, 失效日期, 到期日期,
    有效期结束, 有效期截止日期, 证件有效期, yxqz, yxqx, yxqjs, 有効期限, 有効期間, 満了日, 만료일, 유효기간,
    giltig till, gyldig til, gyldig tot, udløbsdato, utløpsdato, voimassa, platnost do, érvényesség,
    data expirării, ngày hết hạn, tanggal kedaluwarsa""",
    ),
)
