"""Technical: when records were made, changed, billed. Recent dates and times in a narrow band; competes with
birth dates, document dates and sightings, which need their own field name."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, Together, instant_between, instants, spread_years
from nightlatch.survey.values import Values

_RECENT = instant_between(1990, 2100)


@Together
def _narrow(values: Values) -> Bools:
    if spread_years(instants(values)) >= 40:
        return np.zeros(len(values), np.bool_)
    return _RECENT(values)


CATEGORY = Category(
    id="timestamp",
    label="timestamps",
    group="technical",
    is_personal=False,
    check=_narrow,
    chance=0.05,
    weight=5.0,
    kinds=frozenset({"text", "integer", "time", "date"}),
    names=named(
        "timestamp",
        """
    timestamp, ts, time, date, datetime, date time, created, created at, created on, creation date, create time,
    updated, updated at, modified, modified at, last modified, update time, deleted at, inserted at, started at,
    finished at, ended at, start time, end time, start date, end date, order date, invoice date, payment date,
    due date, delivery date, ship date, shipped at, paid at, transaction date, transaction time, booking date,
    log time, logged at, event time, event date, published at, release date, registered at, registration date,
    signup date, joined at, last login, last login at, login time, epoch, epoch ms, hire date, effective date,
    purchase date, sale date, report date, posting date, synced at, processed at, sent at, received at, expires at,
    ttl, rechnungsdatum, bestelldatum, erstellt am, geändert am, datum, zeitstempel, date facture, date commande,
    créé le, modifié le, date création, fecha, fecha factura, fecha pedido, fecha creación, fecha alta,
    data fattura, data ordine, data creazione, data pedido, data criação, criado em, factuurdatum, aangemaakt op,
    data faktury, data utworzenia, дата, дата создания, дата заказа, создан, обновлен, oluşturma tarihi,
    sipariş tarihi, tarih, تاريخ, تاريخ الانشاء, 创建时间, 更新时间, 修改时间, 下单时间, 日期, 登记时间, 注册时间,
    cjsj, gxsj, 作成日時, 更新日時, 登録日, 注文日, 生成日, 생성일, 수정일, 등록일, 주문일자""",
    ),
)
