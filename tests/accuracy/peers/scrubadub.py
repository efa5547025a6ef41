"""scrubadub with the detectors that it has switched on by default."""

from __future__ import annotations

from collections.abc import Iterable

from tests.accuracy.peers import Peer, by_value, serve

PEER = Peer(
    name="scrubadub",
    requirements=("scrubadub==2.0.1", "setuptools<81"),
    labels={
        "email": "email", "phone": "phone", "credit_card": "payment-card", "social_security_number": "social-security.us",
        "national_insurance_number": "social-security.gb|national-id.gb|tax-id.gb", "drivers_licence": "driving-licence.gb",
        "vehicle_licence_plate": "vehicle-plate", "postalcode": "postcode", "twitter": "social-handle|username", "skype": "username|social-handle",
        "credential": "password|username", "tax_reference_number": "tax-id.gb", "date_of_birth": "date-of-birth",
        "name": "person-name|given-name|family-name", "address": "postal-address|street",
    },
    rows=60,
)  # fmt: skip

if __name__ == "__main__":
    import scrubadub

    SCRUBBER = scrubadub.Scrubber()

    def labels_of(text: str, header: str) -> Iterable[str]:
        return {filth.type for filth in SCRUBBER.iter_filth(text)}

    serve(by_value(labels_of), lambda texts: [labels_of(text, "") for text in texts])
