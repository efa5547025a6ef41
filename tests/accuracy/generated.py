"""A seeded generator: the same dozen columns in many locales, with headers of that language and realistic dirt.

Never quoted as accuracy by itself: Faker's lists are everybody's lists. It tells whether a locale is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Column, Filled, Table, column, fill

# locale: container, then the headers of name, mail, telephone, address, birth date, employer, note number, product
_LOCALES = {
    "de_DE": "personen name email telefon anschrift geburtsdatum arbeitgeber belegnr artikel",
    "en_GB": "people full_name email_address phone address date_of_birth employer invoice_no item",
    "es_MX": "personas nombre_completo correo telefono direccion fecha_nacimiento empleador folio articulo",
    "fr_FR": "personnes nom_complet courriel telephone adresse date_naissance employeur facture article",
    "it_IT": "persone nome_cognome email telefono indirizzo data_nascita datore_lavoro fattura articolo",
    "nl_NL": "personen naam e_mail telefoonnummer adres geboortedatum werkgever factuurnr artikel",
    "pl_PL": "osoby imie_nazwisko email telefon adres data_urodzenia pracodawca nr_faktury towar",
    "pt_BR": "pessoas nome_completo email telefone endereco data_nascimento empregador nota_fiscal produto",
    "ru_RU": "люди фио почта телефон адрес дата_рождения работодатель счет товар",
    "tr_TR": "kisiler ad_soyad eposta telefon adres dogum_tarihi isveren fatura_no urun",
    "ja_JP": "顧客 氏名 メール 電話番号 住所 生年月日 勤務先 請求番号 商品",
    "zh_CN": "客户 姓名 邮箱 电话 地址 出生日期 工作单位 发票号 商品",
    "ko_KR": "고객 이름 이메일 전화번호 주소 생년월일 직장 송장번호 상품",
    "uk_UA": "люди піб пошта телефон адреса дата_народження роботодавець рахунок товар",
}
_GOODS = draw.words("A4 paper;USB-C cable;desk lamp;stapler;toner 05A;whiteboard;webcam;router;chair")


def tables(rows: int = 200) -> Iterator[Filled]:
    """A table a locale."""
    for locale, header in _LOCALES.items():
        container, *headers = header.split(" ")
        yield fill(
            f"generated_{locale}", Table(container=container, columns=tuple(_columns(locale, headers)), rows=rows)
        )


def _columns(locale: str, headers: list[str]) -> Iterator[Column]:
    name, mail, phone, address, birth, employer, invoice, item = headers
    yield column("id", draw.serial(1), accepts=("customer-id",))
    yield column(name, draw.dirty(people.fake(locale, "name")), "person-name")
    yield column(mail, draw.dirty(people.fake(locale, "safe_email"), 0.15), "email")
    yield column(phone, draw.dirty(people.fake(locale, "phone_number")), "phone")
    yield column(address, draw.dirty(people.fake(locale, "address")), "postal-address")
    yield column(birth, draw.dates(1940, 2012), "date-of-birth", blank=0.1)
    yield column(employer, people.fake(locale, "company"), "employer")
    yield column("ip", people.fake(locale, "ipv4_public"), "ip-address")
    yield column("iban", numbers.ibans("DE"), "iban", blank=0.2)
    yield column("card", numbers.cards(), "payment-card", blank=0.5)
    yield column(invoice, draw.like("2024-######"))
    yield column(item, _GOODS)
    yield column("ean", numbers.ean())
    yield column("uuid", draw.uuids())
    yield column("updated", draw.epochs(1000))
    yield column("amount", draw.floats(1, 900))
    yield column("version", draw.like("#.#.##"))
