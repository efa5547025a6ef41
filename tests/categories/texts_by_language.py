"""Forty texts in eight languages, written for these tests: what stands in each, and look-alikes that are nothing.

Numbers are of ranges that nobody has (000 after the network's digits, Berlin's 23125 for films, test cards) or made up
with a true check digit.
"""

from __future__ import annotations

from dataclasses import dataclass

_GITHUB = "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"


@dataclass(frozen=True, slots=True)
class Written:
    """*holds*: the ids of all categories that are in it."""

    language: str
    text: str
    holds: frozenset[str]


def _written(language: str, *texts: tuple[str, str]) -> tuple[Written, ...]:
    return tuple(Written(language, text, frozenset(holds.split())) for text, holds in texts)


TEXTS = (
    *_written(
        "ja",
        ("お名前：試験太郎　電話：080-0000-0123　メール：t.shiken@example.jp（携帯でも可）", "phone email"),
        ("マイナンバー（４５３３３１４７８９３２）を提出済み。カードは4057-7468-1385-8398です。", "national-id.jp payment-card"),
        ("緊急連絡先03-0000-1234、携帯は09000000456です。接続元は198.51.100.23でした。", "phone ip-address"),
        ("注文番号2024-031512345、ISBN 978-4-00-310101-8、〒100-0001、型番ABC-123-456、合計12,680円。", ""),
        (f"トークン{_GITHUB}をチャットに貼らないでください。", "api-key.github"),
    ),
    *_written(
        "ko",
        ("연락처는 010-0000-1234이고 이메일은 hong@example.kr입니다.", "phone email"),
        ("주민등록번호 500306-2600331, 카드번호 4922 8345 4088 1835로 결제했습니다.", "national-id.kr payment-card"),
        ("대표전화 02-000-1234, 휴대폰 01000005678로 연락 바랍니다.", "phone"),
        ("주문번호 20240315-0001234, 운송장 345678901234, 버전 2.10.4, 금액 1,234,500원, 2024.03.15 출고", ""),
        ("키 AKIAIOSFODNN7EXAMPLE를 삭제했습니다. 접속 주소는 203.0.113.9입니다.", "api-key.aws ip-address"),
    ),
    *_written(
        "th",
        ("ติดต่อคุณทดสอบที่เบอร์โทร 081-000-0123 หรืออีเมล test@example.co.th", "phone email"),
        ("เลขบัตรประชาชน 4-4312-22003-86-3 ของผู้สมัคร", "national-id.th"),
        ("โทรศัพท์0810000456ด่วน บัตรเครดิต 4057746813858398", "phone payment-card"),
        ("รหัสสินค้า 8851234567895 ราคา 1,290 บาท วันที่ 15/03/2567 เวลา 14:32 รุ่น TH-4500", ""),
        ("เบอร์โทร ๐๘๑-๐๐๐-๐๗๘๙ ส่งได้ถึงหกโมง", "phone"),
    ),
    *_written(
        "ar",
        ("يرجى الاتصال على الرقم +966 50 000 0123 أو عبر البريد ahmad@example.sa", "phone email"),
        ("الرقم القومي 30902020283163 باسم صاحب الطلب", "national-id.eg"),
        ("رقم الحساب الدولي SA18 8048 9989 2463 0094 4288 غير صحيح", ""),
        ("حوّل إلى SA1880489989424630094428، رقم الجوال: ٠٥٠٠٠٠٠٤٥٦", "iban phone"),
        ("رقم الطلب 2024-0315-778 بتاريخ 15/03/2024 بمبلغ 12,680.50 ريال، الإصدار 3.4.1", ""),
    ),
    *_written(
        "ru",
        ("Звоните по телефону +7 (900) 000-00-12 или пишите на test@example.ru.", "phone email"),
        ("СНИЛС 086-560-674 00, ИНН 487868864642 указаны в анкете.", "social-security.ru tax-id.ru"),
        ("тел. 8 (495) 000-00-34, моб. 8-900-000-00-56; карта 2500 7731 8776 6970", "phone payment-card"),
        ("Заказ № 1002003004 от 15.03.2024, артикул 4016059245923, сумма 12 680,50 руб., п. 3.4.1 договора", ""),
        ("Доступ к базе: postgres://app:hunter2@db.example.org:5432/app, никому не передавать", "connection-string"),
    ),
    *_written(
        "de",
        ("Bitte rufen Sie unter 030 23125 012 an (Telefon), oder schreiben Sie an m.muster@example.de.", "phone email"),
        ("Meine Steuer-ID lautet 27 809 854 615, IBAN DE43 9726 7622 2000 2057 487.", "tax-id.de"),
        ("Tel.: 0171/3920012, Fax 030/23125013, IBAN: DE82 8146 8197 0257 2128 44", "phone iban"),
        ("Rechnung Nr. 2024-00831 vom 15.03.2024 über 1.234,56 EUR, Artikel 4016059245923, DIN EN 60335-2-14", ""),
        ("Versichertennummer G945563885; das Gerät hat die Adresse 00:00:5e:00:53:01.", "insurance-number.de mac-address"),
    ),
    *_written(
        "pt",
        ("O CPF 144.204.966-90 pertence ao cliente; telefone (11) 90000-0012.", "national-id.br phone"),
        ("Envie o comprovativo para ana@example.pt ou ligue +351 910 000 012.", "email phone"),
        ("NIF 256799016, IBAN PT60 2087 3746 3857 0735 8219 7", "tax-id.pt iban"),
        ("Pedido 88123-4 de 15/03/2024, nota fiscal 000.123.456, valor R$ 1.234,56, CEP 01000-000", ""),
        ("CPF: 88966178553, cartão 4057 7468 1385 8398, validade 12/30; celular 11 90000-0034",
         "national-id.br payment-card phone"),
    ),
    *_written(
        "hi",
        ("कृपया मोबाइल 90000 00012 पर फ़ोन करें या user@example.in पर लिखें।", "phone email"),
        ("आधार संख्या 6094 4787 9097 और पैन UDHPZ0400S जमा करें।", "national-id.in tax-id.in"),
        ("मोबाइल: +91-90000-00034 तथा +91 90000 00056, दोनों चालू हैं।", "phone"),
        ("ऑर्डर संख्या 403-1234567-7654321, राशि ₹12,680.50, दिनांक 15/03/2024, पिन कोड 110001", ""),
        ("आधार: ३६५५ ४९१५ ५२१९ सत्यापित, आईपी 192.0.2.77", "national-id.in ip-address"),
    ),
)  # fmt: skip
