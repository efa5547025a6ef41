"""Elasticsearch 1 to 9 and what speaks like it, by its REST interface over HTTP or HTTPS.

Sends GET requests only, those of `Elastic.reads`, some with a JSON body that says what to search for: GET never writes.
Never a scroll or a point in time, which hold memory on the server; never a script; never a search over all indices at
once. Each request carries ``X-Opaque-Id`` and ``User-Agent``, so that the cluster's own tasks and slow logs name us.

Rights are what ``_has_privileges`` answers where security is on. Where the server has no path for security, tells
unknown paths apart, and lists no plug-in that controls access, whoever reaches it may do everything.
"""

from __future__ import annotations

from nightlatch.model import RIGHTS
from nightlatch.stores import Tells
from nightlatch.stores._elastic_kind import Elastic
from nightlatch.stores._elasticsearch_about import REMEDIES, SIGNS

_EXACT = "exact where security is on (5.0+), inferred where it is off"
STORE = Elastic(
    kind="elasticsearch",
    title="Elasticsearch",
    schemes=("elasticsearch",),
    tls_schemes=("elasticsearch+https",),
    tells=Tells(
        rights=dict.fromkeys(RIGHTS, _EXACT),
        count="exact",
        sample="runs of 16 records at random sequence numbers; before 6.0 runs at random places of a shard",
        tested="stand-in: noida-db 0.2 (8.15); closed and partial: its own replies from the documentation before the "
        "stand-in; 1 to 7, several shards and sequence numbers: fake from the documentation",
        notes="with Shield, Search Guard or ReadonlyREST only reading is known. Before 5.0 no more than 10,000 records "
        "of a shard are read; before 6.0 an index that is being written to is read with gaps or twice.",
    ),
    signs=SIGNS,
    remedies=REMEDIES,
)
