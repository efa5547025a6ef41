"""presidio-rs: Presidio's idea in Rust, with recognisers of more countries; no language model in the package."""

from __future__ import annotations

from collections.abc import Iterable

from tests.accuracy.peers import Peer, _presidio, by_value, serve

PEER = Peer(
    name="presidio-rs",
    requirements=("presidio-rs==0.1.11",),
    labels=_presidio.LABELS
    | {
        "BE_NRN": "national-id.be", "BR_CPF": "tax-id.br|national-id.br", "CA_POSTAL_CODE": "postcode", "CN_RIC": "national-id.cn",
        "CZ_BIRTH_NUMBER": "national-id.cz", "IMEI": "device-id", "JP_MYNUMBER": "national-id.jp|tax-id.jp",
        "MX_CURP": "national-id.mx", "MX_RFC": "tax-id.mx", "NL_BSN": "national-id.nl|tax-id.nl", "PT_NIF": "tax-id.pt",
        "RU_SNILS": "social-security.ru|insurance-number", "TR_TCKN": "national-id.tr|tax-id.tr", "TW_NATIONAL_ID": "national-id.tw",
        "ZA_ID": "national-id.za",
    },
    rows=100,
    notes="threshold 0.4",
)  # fmt: skip

if __name__ == "__main__":
    import presidio_rs

    ANALYZER = presidio_rs.Analyzer()

    def labels_of(text: str, header: str) -> Iterable[str]:
        return {one["entity_type"] for one in ANALYZER.analyze(text, score_threshold=0.4)}

    serve(by_value(labels_of), lambda texts: [labels_of(text, "") for text in texts])
