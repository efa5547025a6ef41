"""OpenSearch 1 to 3 (and Open Distro behind its name), by its REST interface over HTTP or HTTPS.

Sends what `nightlatch.stores.elasticsearch` sends, and asks the Security plug-in who we are and, where that is allowed,
what our roles mean. Never ``perform_permission_check``: it rides on PUT and DELETE, and a server without the plug-in
would obey.
"""

from __future__ import annotations

from nightlatch.model import RIGHTS
from nightlatch.stores import Tells
from nightlatch.stores._elastic_kind import Elastic
from nightlatch.stores._elasticsearch_about import OPENSEARCH_REMEDIES, OPENSEARCH_SIGNS

_ROLES = "inferred without the Security plug-in; with it exact where our roles are shipped ones or told, else unknown"
STORE = Elastic(
    kind="opensearch",
    title="OpenSearch",
    schemes=("opensearch",),
    tls_schemes=("opensearch+https",),
    tells=Tells(
        rights={**dict.fromkeys(RIGHTS, _ROLES), "read": "exact"},
        count="exact",
        sample="runs of 16 records at random sequence numbers",
        tested="stand-in: osmem 0.1 (3.8); closed and partial: replies from the documentation before the stand-in",
        notes="document-level and field-level security hide records and fields; those are not counted.",
    ),
    signs=OPENSEARCH_SIGNS,
    remedies=OPENSEARCH_REMEDIES,
)
