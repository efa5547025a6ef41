"""detect-secrets with all of its plugins: secrets only, a line a value."""

from __future__ import annotations

from collections.abc import Iterable

from tests.accuracy.peers import Peer, by_value, serve

_KEYS = (
    "AWS Access Key", "Artifactory Credentials", "Azure Storage Account access key", "Cloudant Credentials", "Discord Bot Token",
    "GitHub Token", "GitLab Token", "IBM Cloud IAM Key", "Mailchimp Access Key", "NPM tokens", "OpenAI Token", "PyPI Token",
    "SendGrid API Key", "Slack Token", "SoftLayer Credentials", "Square OAuth Secret", "Stripe Access Key", "Telegram Bot Token",
    "Twilio API Key",
)  # fmt: skip
PEER = Peer(
    name="detect-secrets",
    requirements=("detect-secrets==1.5.0",),
    labels={
        **dict.fromkeys(_KEYS, "api-key"), "Basic Auth Credentials": "connection-string|password", "JSON Web Token": "jwt",
        "Private Key": "private-key", "Secret Keyword": "password", "Public IP (ipv4)": "ip-address",
        "Base64 High Entropy String": "api-key|session-token|password-hash|password", "Hex High Entropy String": "api-key|session-token|password-hash",
    },
    rows=60,
)  # fmt: skip

if __name__ == "__main__":
    from detect_secrets.core.scan import scan_line
    from detect_secrets.settings import default_settings

    def labels_of(text: str, header: str) -> Iterable[str]:
        """Entropy plugins want quotes around a value."""
        return {secret.type for line in (text, f'"{text}"') for secret in scan_line(line)}

    with default_settings():
        serve(by_value(labels_of), lambda texts: [{one.type for one in scan_line(text)} for text in texts])
