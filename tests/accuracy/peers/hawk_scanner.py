"""hawk-scanner: a file a column through its matcher, as its file system command does.

Its rules are not in its package: at start it fetches them from where its project lives. ``NIGHTLATCH_HAWK_RULES`` names
a copy of them (``fingerprint.yml``) for machines that do not reach that place.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from typing import Any

from tests.accuracy.peers import Peer, as_text, serve

_KEYS = (
    "Amazon MWS Auth Token", "AWS Access Key ID Value", "AWS Access Key ID", "FCM Server Key", "Mailchimp API", "Mailchimp API Key",
    "Slack access token", "Slack User token disclosure", "SonarQube Token", "Dynatrace Token", "Google API key", "Mailgun API Key",
    "Paypal Braintree Access Token", "Pictatic API Key", "Sendgrid API Key", "Shopify Custom App Access Token",
    "Shopify Private App Access Token", "Shopify Shared Secret", "Square Accesss Token", "Square OAuth Secret", "Twilio API Key",
    "Twitter Secret", "Facebook Secret Key",
)  # fmt: skip
PEER = Peer(
    name="hawk-scanner",
    requirements=("hawk-scanner==0.3.39", "setuptools<81"),
    labels={
        **dict.fromkeys(_KEYS, "api-key"), "Email": "email", "Phone Number": "phone", "Aadhar": "national-id.in",
        "PAN Number": "tax-id.in|national-id.in", "Basic Auth Credentials": "connection-string|password",
    },
    rows=200,
    notes="any match in a column's file counts, as in its own report",
)  # fmt: skip

if __name__ == "__main__":
    from hawk_scanner.internals import system

    ARGUMENTS = argparse.Namespace(
        fingerprint=os.environ.get("NIGHTLATCH_HAWK_RULES"), connection=None, connection_json='{"sources": {}}', debug=False,
        quiet=True, stdout=False, json=None,
    )  # fmt: skip

    def labels_of(text: str) -> Iterable[str]:
        """Its own failures are silent: a match that is not one text loses the whole file."""
        try:
            return {one["pattern_name"] for one in system.match_strings(ARGUMENTS, text, "fs")}
        except AttributeError:
            return set()

    def columns(asked: dict[str, list[Any]]) -> dict[str, Iterable[str]]:
        return {name: labels_of("\n".join(map(as_text, values))) for name, values in asked.items()}

    try:
        RULES = system.get_fingerprint_file(ARGUMENTS)
    except SystemExit:
        RULES = None
    if not RULES:
        raise SystemExit("its rules could not be fetched: NIGHTLATCH_HAWK_RULES names a copy of them")
    serve(columns, lambda texts: [labels_of(text) for text in texts])
