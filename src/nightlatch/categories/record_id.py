"""Technical: ids of records (UUID, ObjectId, ULID, counters, order and invoice numbers), so that they are not taken for
ids of people."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, Together, regex
from nightlatch.survey.values import Kind, Values

_NAMES = named(
    "record-id",
    """
    id, uuid, guid, pk, row id, rowid, record id, oid, object id, key, index, idx, seq, sequence, sequence number,
    serial, no, nr, num, order id, order no, order number, orderid, invoice id, invoice no, invoice number,
    transaction id, txn id, trx id, transaction no, payment id, booking id, ticket id, ticket no, case id, case no,
    batch, lot, batch no, lot no, tracking number, tracking id, shipment id, parcel id, reference,
    reference number, ref, ref no, reference id,
    product id, item id, sku, article no, article number, asset id, asset no, part number,
    part no, serial number, serial no, event id, session no, request id, trace id, message id, document id, doc id,
    file id, node id, device no, ean, upc, gtin, isbn, barcode, ean13, ean code, imei number, policy no,
    contract no, contract id, voucher, coupon, quote no, epoch, version, bestellnummer, auftragsnummer,
    rechnungsnummer, vorgangsnummer, artikelnummer, aktenzeichen, commande, numéro de commande, facture, référence,
    número de pedido, pedido, factura, número factura, nota fiscal, numero ordine, fattura, bestelnummer,
    factuurnummer, numer zamówienia, numer faktury, заказ, номер заказа, номер счета фактуры, артикул, sipariş no,
    fatura no, رقم الطلب, رقم الفاتوره, 订单号, 订单编号, 流水号, 编号, 序号, 发票号, 批次号, ddh, bh, 注文番号,
    伝票番号, 管理番号, 주문번호, 송장번호, 일련번호, camera id, tracker id, place id, location id, city id,
    country id, category id, store id, branch id, company id""",
)
_COUNTED = (*_NAMES, "xh")  # 序号 where it counts up, 学号 of a student where it does not
_UNIQUE = regex(
    r"^(?i)\{?(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24}|[0-7][0-9A-HJKMNP-TV-Z]{25})\}?$"
)


@Together
def _counter(values: Values) -> Bools:
    """Whole numbers that count up: nearly all within twice their number, as serial columns are."""
    numbers = values.numbers
    with np.errstate(invalid="ignore"):
        whole = (numbers >= 0) & (numbers == np.floor(numbers))
    if whole.sum() < 20:
        return np.zeros(len(values), np.bool_)
    kept = numbers[whole]
    rising = np.mean(np.diff(kept) > 0) > 0.98
    return np.asarray(whole & rising)


def _code(values: Values) -> Bools:
    return np.asarray(values.matches(r"^[A-Za-z0-9][A-Za-z0-9 ./_#:-]{0,63}$"))


_KINDS: frozenset[Kind] = frozenset({"text", "integer", "float"})
CATEGORY = (
    Category(
        id="record-id",
        label="record ids",
        group="technical",
        is_personal=False,
        check=_UNIQUE,
        chance=1e-6,
        weight=6.0,
        names=_NAMES,
    ),
    Category(
        id="record-id",
        label="record ids",
        group="technical",
        is_personal=False,
        check=_counter,
        chance=0.05,
        weight=4.5,
        names=_COUNTED,
        kinds=_KINDS,
    ),
    Category(
        id="record-id",
        label="record ids",
        group="technical",
        is_personal=False,
        check=_code,
        chance=0.3,
        weight=1.5,
        names=_NAMES,
        kinds=_KINDS,
    ),
)
