"""MongoDB 3.2 and later, and what speaks its wire protocol (OP_MSG; OP_QUERY commands before 3.6).

Sends only the commands in ``READS``: introspection, catalogue, counts from
metadata, find without a filter, $sample. Never sends a write, a filter, code, or a command to any host but the one
that was dialled: members of a replica set named by the server are not contacted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightlatch.model import Failed, Failure, Target
from nightlatch.stores import Ask, Tells
from nightlatch.stores import _mongodb_about as about

if TYPE_CHECKING:
    from nightlatch.dial import Dialer
    from nightlatch.stores._mongodb_session import MongoSession

READS = frozenset(
    {
        "hello", "isMaster", "buildInfo", "connectionStatus", "listDatabases", "listCollections", "getCmdLineOpts",
        "usersInfo", "rolesInfo", "replSetGetConfig", "serverStatus", "count", "find", "aggregate", "getMore",
        "killCursors", "saslStart", "saslContinue",
        # No server has it: one that says ok to it says ok to anything, and none of its answers is evidence.
        "nightlatchControl",
    }
)  # fmt: skip


class MongoStore:
    """The store kind ``mongodb``."""

    kind = "mongodb"
    title = "MongoDB"
    schemes = ("mongodb",)
    tls_schemes = ("mongodb+tls",)
    port = 27017
    driver = "mongodb"
    reads = READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights=dict.fromkeys(("create", "read", "update", "delete", "administer"), "exact"),
        count="estimate",
        sample="$sample, not repeatable by seed; find with a limit where the server lacks it",
        tested="stand-in: SecantusDB 0.7, nx-27017 0.8; fake: documented replies of MongoDB 3.2 to 8.1",
        notes="without access control the rights are inferred from privileged reads that succeed for a stranger",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> MongoSession:
        """Dial, say hello, learn how far TLS goes, and log in if *target* has a login."""
        try:
            from nightlatch.stores._mongodb_session import open_session
        except ModuleNotFoundError as missing:
            if missing.name not in ("bson", "scramp"):
                raise
            what = f"the driver for MongoDB is not installed ({missing.name} is missing)"
            hint = "pip install 'nightlatch[mongodb]'"
            raise Failed(Failure(kind="missing-driver", target=target.url, what=what, hint=hint)) from None
        return open_session(target, dialer, ask)


STORE = MongoStore()
