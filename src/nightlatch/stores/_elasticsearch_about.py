"""Elasticsearch and OpenSearch: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

from functools import partial

from nightlatch.stores import Remedy, Signs
from nightlatch.stores._elastic_greet import seen

SIGNS = Signs(ports=(9200, 9201, 443), page=partial(seen, kind="elasticsearch"))
OPENSEARCH_SIGNS = Signs(ports=(9200, 9201, 443), page=partial(seen, kind="opensearch"))

_AWS = (
    'resource "aws_opensearch_domain" "this" {\n  # ...\n'
    "  vpc_options { subnet_ids = var.private_subnet_ids }\n"
    "  advanced_security_options {\n    enabled                = true\n    anonymous_auth_enabled = false\n  }\n}\n"
)
_CHECK = "Close the ports 9200 and 9300 in the firewall or security group, then ask again from outside."

REMEDIES = (
    Remedy(
        versions="8+",
        steps=(
            "Switch the security features on again (they are on as shipped) and remove any anonymous user.",
            "Bind the node to addresses that only your own machines reach.",
            "Give the built-in users new passwords and each application a user or an API key of its own.",
            _CHECK,
        ),
        file="elasticsearch.yml",
        text="network.host: _local_\nxpack.security.enabled: true\nxpack.security.http.ssl.enabled: true\n# no xpack.security.authc.anonymous.* here\n",
        command="bin/elasticsearch-reset-password -u elastic",
        terraform=_AWS,
        source="Elasticsearch Guide: Security settings; Set up minimal security",
    ),
    Remedy(
        versions="6.8-7",
        steps=(
            "Switch the security features on: from 6.8 and 7.1 they are part of the free licence, but off as shipped.",
            "Set the passwords of the built-in users, and remove any anonymous user.",
            "Bind the node to addresses that only your own machines reach.",
            _CHECK,
        ),
        file="elasticsearch.yml",
        text="network.host: _local_\nxpack.security.enabled: true\nxpack.security.transport.ssl.enabled: true\n",
        command="bin/elasticsearch-setup-passwords interactive",
        source="Elasticsearch Guide 7: Set up minimal security for Elasticsearch",
    ),
    Remedy(
        versions="-6.7",
        steps=(
            "Bind the node to its own machine: without a paid licence these versions know no passwords at all.",
            "Put a reverse proxy that asks for a password before it, where others must reach it.",
            "Plan the upgrade: these versions get no fixes.",
            _CHECK,
        ),
        file="elasticsearch.yml",
        text="network.host: 127.0.0.1\n",
        command="systemctl restart elasticsearch && ss -ltn 'sport = :9200'",
        source="Elasticsearch Reference 5.6: Network settings",
    ),
)

OPENSEARCH_REMEDIES = (
    Remedy(
        steps=(
            "Switch the Security plug-in on (remove plugins.security.disabled) and anonymous authentication off.",
            "Give the user admin a new password; from 2.12 the first start asks for one (OPENSEARCH_INITIAL_ADMIN_PASSWORD).",
            "Bind the node to addresses that only your own machines reach.",
            _CHECK,
        ),
        file="config/opensearch-security/config.yml",
        text="config:\n  dynamic:\n    http:\n      anonymous_auth_enabled: false\n",
        command="plugins/opensearch-security/tools/securityadmin.sh -cd config/opensearch-security -icl -nhnv -cacert root-ca.pem -cert admin.pem -key admin-key.pem",
        terraform=_AWS,
        source="OpenSearch documentation: Disabling security; Anonymous authentication; Applying changes to configuration files",
    ),
)
