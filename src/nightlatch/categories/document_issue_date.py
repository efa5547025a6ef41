"""Dates on which identity documents were issued: any date since 1950, so a field name must agree (weight 1)."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import instant_between

CATEGORY = Category(
    id="document-issue-date",
    label="document issue dates",
    group="identity",
    check=instant_between(1950, None),
    chance=0.5,
    weight=1.0,
    kinds=frozenset({"text", "time", "date", "integer"}),
    names=named(
        "document-issue-date",
        """
    issue date, issued on, issued at, date of issue, issuance date, id issue date, id card issue date,
    passport issue date, document issue date, card issue date, licence issue date, license issue date, valid from,
    date issued, issue dt, issued, id issued, card issued, doc issue date, idcard issue date, passport issued,
    ausstellungsdatum, ausgestellt am, ausgabedatum, gültig ab, gültig von, date de délivrance, délivré le,
    date délivrance, fecha de expedición, fecha expedición, fecha de emisión documento, expedición,
    data de emissão documento, data emissão rg, data de expedição, data expedição, data di rilascio, data rilascio,
    rilasciato il, afgiftedatum, datum afgifte, data wydania, data wydania dowodu, дата выдачи,
    дата выдачи паспорта, дата видачі, veriliş tarihi, düzenleme tarihi, تاريخ الاصدار, تاریخ صدور, 签发日期,
    发证日期, 有效期起, 有效期开始, 有效期限起, 签发时间, 有效期起始日期, qfrq, fzrq, yxqq, yxqks, 交付年月日,
    交付日, 発行日, 발급일, 발급일자, utfärdandedatum, udstedelsesdato, utstedelsesdato, datum vydání,
    kiállítás dátuma, data eliberării, ngày cấp, tanggal terbit""",
    ),
)
