"""Running text with labels that nobody here wrote: which texts hold a number, a mail address, a card.

Sets: presidio-research's synthetic sentences (English) and argus-redact's fixtures (Chinese and others). A text counts
once a category. Only what a survey is to find in prose is asked for: names, places and the special categories in
sentences are not, and are left out of the score for everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.accuracy import scoring

_PRESIDIO = {
    "EMAIL_ADDRESS": "email", "CREDIT_CARD": "payment-card", "PHONE_NUMBER": "phone", "IBAN_CODE": "iban",
    "US_SSN": "social-security.us|national-id.us|tax-id.us", "IP_ADDRESS": "ip-address",
}  # fmt: skip
_ARGUS = {
    "email": "email", "phone": "phone", "iban": "iban", "ip_address": "ip-address", "mac_address": "mac-address",
    "credit_card": "payment-card", "bank_card": "payment-card|bank-account", "imei": "device-id",
    "id_number": "national-id.cn", "ssn": "social-security.us|national-id.us|tax-id.us", "aadhaar": "national-id.in",
    "pan": "tax-id.in|national-id.in", "cpf": "tax-id.br|national-id.br", "rrn": "national-id.kr",
    "my_number": "national-id.jp|tax-id.jp", "tax_id": "tax-id.de|national-id.de",
    "nino": "social-security.gb|national-id.gb|tax-id.gb",
    "nhs_number": "health-record-id.gb|national-id.gb|insurance-number.gb",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """*asked*: what is in it. *absent*: what looks like it and is not. Of other categories nothing is known."""

    text: str
    asked: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()


def presidio_research(data: Path) -> list[Text]:
    """1,500 sentences whose labels are complete: what is not asked for is absent."""
    path = data / "presidio_research" / "data" / "synth_dataset_v2.json"
    made = []
    for one in json.loads(path.read_text(encoding="utf-8")):
        asked = frozenset(_PRESIDIO[span["entity_type"]] for span in one["spans"] if span["entity_type"] in _PRESIDIO)
        made.append(Text(text=one["full_text"], asked=asked, absent=frozenset(_PRESIDIO.values()) - asked))
    return made


def argus_redact(data: Path) -> list[Text]:
    """Fixtures that ask for one type each, for or against, and scenes that list theirs."""
    folder = data / "argus_redact" / "tests" / "fixtures"
    return [text for path in sorted(folder.glob("*.json")) for text in _fixture(json.loads(path.read_text("utf-8")))]


def _fixture(cases: list[dict[str, object]]) -> Iterator[Text]:
    for case in cases:
        text, kind = str(case["input"]), _ARGUS.get(str(case.get("type")))
        if "should_match" in case and kind:
            one = frozenset({kind})
            yield Text(text=text, asked=one) if case["should_match"] else Text(text=text, absent=one)
        elif "pii_types" in case or "entities" in case:
            yield Text(text=text, asked=frozenset(_ARGUS[name] for name in _listed(case) if name in _ARGUS))


def _listed(case: dict[str, object]) -> list[str]:
    if "pii_types" in case:
        return list(case["pii_types"])  # type: ignore[call-overload]
    return [span["type"] for span in case["entities"]]  # type: ignore[attr-defined]


def judge(texts: list[Text], said: list[set[str]]) -> scoring.Score:
    """A text a category is one answer: right, missed, or wrong where the label says that it is absent."""
    score = scoring.Score()
    for one, told in zip(texts, said, strict=True):
        for question in one.asked:
            counts = score.of(scoring.names(question)[0])
            is_found = scoring.is_answered(question, told)
            counts.tp, counts.fn = counts.tp + is_found, counts.fn + (not is_found)
        for question in one.absent:
            score.of(scoring.names(question)[0]).fp += scoring.is_answered(question, told)
    return score
