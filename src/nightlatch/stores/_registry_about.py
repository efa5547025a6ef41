"""Docker and OCI registries: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs

BASE = "/v2/"
_MARK = "docker-distribution-api-version"
_PRODUCTS = (  # by the service that tokens are for
    (re.compile(r'service="harbor-registry"'), "Harbor"),
    (re.compile(r'realm="[^"]*/jwt/auth"'), "GitLab container registry"),
    (re.compile(r'realm="[^"]*/artifactory/'), "Artifactory"),
    (re.compile(r'realm="Sonatype Nexus'), "Nexus"),
)


def seen(page: Page) -> Seen | None:
    """By the header that the specification asks for, on pages that let us in and on those that do not."""
    if (
        page.path != BASE
        or page.status not in (200, 401, 403)
        or not page.headers.get(_MARK, "").startswith("registry/2")
    ):
        return None
    challenge = page.headers.get("www-authenticate", "")
    product = next((name for form, name in _PRODUCTS if form.search(challenge)), "Docker registry")
    return Seen(product=product)


SIGNS = Signs(ports=(5000, 5001), paths=(BASE,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Ask for passwords (htpasswd) inside TLS, or for tokens of a server of your own.",
            "Have it listen on addresses that only your own machines reach.",
            "Replace every password and key that was in an environment or a file of an image: whoever pulled it has them.",
            "Compare the digests of what you run with what you built: whoever could push may have changed a tag.",
            "Close the port 5000 in the firewall or security group, then ask again from outside.",
        ),
        file="/etc/docker/registry/config.yml",
        text=(
            "http:\n  addr: 127.0.0.1:5000\nauth:\n  htpasswd:\n    realm: registry\n"
            "    path: /etc/docker/registry/htpasswd\n"
        ),
        command="htpasswd -Bc /etc/docker/registry/htpasswd admin && systemctl restart docker-registry",
        terraform='resource "aws_ecr_repository" "this" {\n  name                 = "app"\n  image_tag_mutability = "IMMUTABLE"\n}\n',
        source="Distribution documentation: Configuring a registry, auth; Deploying a registry server",
    ),
)
