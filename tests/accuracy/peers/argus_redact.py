"""argus-redact in its fast mode: patterns, check digits and surname lists, Chinese first."""

from __future__ import annotations

from collections.abc import Iterable

from tests.accuracy.peers import Peer, by_value, serve

PEER = Peer(
    name="argus-redact, fast",
    requirements=("argus-redact==0.8.22",),
    labels={
        "phone": "phone", "email": "email", "id_number": "national-id.cn", "bank_card": "payment-card|bank-account",
        "credit_card": "payment-card", "iban": "iban", "ip_address": "ip-address", "mac_address": "mac-address",
        "imei": "device-id", "ssn": "social-security.us", "passport": "passport.cn", "us_passport": "passport.us",
        "license_plate": "vehicle-plate", "person": "person-name|given-name|family-name", "address": "postal-address|street|city",
        "date_of_birth": "date-of-birth", "age": "age", "gender": "sex", "religion": "religion", "ethnicity": "ethnicity",
        "political": "political-opinion", "sexual_orientation": "sexual-orientation", "medical": "diagnosis|medication|blood-type|disability",
        "criminal_record": "criminal-record", "biometric": "face-embedding|fingerprint-template", "financial": "salary|credit-score|bank-account",
        "workplace": "employer", "job_title": "job-title", "school": "education|student-id", "social_security": "social-security.cn",
        "military_id": "employee-id", "qq": "social-handle", "wechat": "social-handle|username", "url_token": "session-token|api-key",
        "cpf": "tax-id.br|national-id.br", "aadhaar": "national-id.in", "pan": "tax-id.in|national-id.in", "rrn": "national-id.kr",
        "my_number": "national-id.jp|tax-id.jp", "tax_id": "tax-id.de|national-id.de", "nino": "social-security.gb|national-id.gb",
        "nhs_number": "health-record-id.gb|national-id.gb", "postcode": "postcode",
    },
    rows=40,
)  # fmt: skip

if __name__ == "__main__":
    import argus_redact

    LANGUAGES = ["zh", "en", "ja", "ko", "de", "uk", "in", "br"]

    def labels_of(text: str, header: str) -> Iterable[str]:
        """The types of what would be replaced."""
        _, _, details = argus_redact.redact(text, mode="fast", lang=LANGUAGES, detailed=True)
        return {one["type"] for one in details["entities"]}

    serve(by_value(labels_of), lambda texts: [labels_of(text, "") for text in texts])
