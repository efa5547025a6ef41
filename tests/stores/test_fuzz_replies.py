"""Every kind's parsers, fed with what genuine servers said after it was tampered with: values, or a failure.

The corpus is tests/stores/replies; a change may be anywhere in a whole audit, so that what is reached late (lists of
containers, counts, records) is attacked as what is reached first. ``NIGHTLATCH_FUZZ=500`` looks longer than usual.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from nightlatch import __version__
from nightlatch.dial import Dialer
from nightlatch.inert import printable
from nightlatch.model import Failed
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Reading, all_stores
from nightlatch.targets import parse
from tests.lab.replay import Replay
from tests.stores import mangling, replies
from tests.stores.mangling import CHANGES, Change

EXAMPLES = int(os.environ.get("NIGHTLATCH_FUZZ", "0"))
# as long a name as in the recordings: a server that waits for the rest of a request would cost time
ASK = Ask(timeout_seconds=0.3, statement_seconds=0.5, client=f"nightlatch/{__version__} 00000000")
READING = Reading(records=40, bytes=1 << 20, seconds=1.0)


def converse(kind: str, server: Replay) -> None:
    """All that an audit asks of a session; a failure is an honest end of any part of it."""
    store = all_stores()[kind]
    with (
        Dialer(Scope.loopback(), timeout_seconds=ASK.timeout_seconds) as dialer,
        contextlib.suppress(Failed),
        store.connect(parse(replies.url(kind, server)), dialer, ASK) as found,
    ):
        access = found.access()
        assert set(access.rights) == {"create", "read", "update", "delete", "administer"}
        for text in (found.identity.product, found.identity.version or "", *access.notes):
            assert printable(text) == text or len(text) > 200
        containers = list(found.containers())[:4]
        for container in containers:
            assert isinstance(container.name, str)
            with contextlib.suppress(Failed):
                found.count(container)
            if container.is_readable and not container.is_system:
                with contextlib.suppress(Failed):
                    _read(found, container)


def _read(found: Any, container: Any) -> None:
    records = 0
    for batch in found.read(container, READING):
        records += batch.records
        assert batch.undecodable <= batch.records or batch.records == 0
        for column in batch.columns:
            column.array.validate(full=True)
            rows = range(len(column.array)) if column.rows is None else column.rows.tolist()
            assert len(rows) == len(column.array)
            assert all(0 <= row < batch.records for row in rows) and list(rows) == sorted(rows)
        if records >= READING.records:
            return


FOUND = {  # what was once an exception that is no failure, and is kept
    "postgresql": [
        [Change(59, "other", 604014, 136)],
        [Change(43, "over", 810008, 35), Change(31, "other", 997453, 42)],
        [Change(100, "cut", 508108, 223)],
        [Change(53, "drop", 346632, 49)],
        [Change(23, "over", 604530, 124)],
        [Change(54, "flip", 898160, 178), Change(102, "twice", 551047, 53)],
        [Change(83, "flip", 179186, 235)],
    ],
    "rsync": [[Change(81, "twice", 991387, 224), Change(41, "evil", 83476, 202)]],
    "s3": [[Change(80, "number", 1008530, 203), Change(109, "evil", 729625, 215)]],
}


@pytest.mark.parametrize("kind", replies.kinds())
def test_a_reply_that_was_tampered_with_ends_in_values_or_a_failure(kind: str) -> None:
    """No exception but ``Failed`` leaves a session, whatever became of whichever reply; columns stay whole."""
    talks = replies.genuine(kind)

    @given(CHANGES)
    @settings(
        max_examples=EXAMPLES or (4 if sum(map(len, talks)) > 100 else 10), deadline=None, database=None, derandomize=not EXAMPLES,
        suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate, Phase.shrink),
    )  # fmt: skip
    def attack(changes: list[Change]) -> None:
        with Replay(talks, mangling.Mangler(talks, changes)) as server:
            converse(kind, server)

    for case in FOUND.get(kind, []):
        attack = example(case)(attack)
    attack()
