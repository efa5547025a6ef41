"""What genuine servers said while they were audited, contents and all: the corpus of the attacks on our parsers.

One file per kind, written by ``python -m tests.stores.replies [KIND ...]`` from the open setup of its case. Kinds that
have none are attacked with the shorter recordings that come with the package. All records are synthetic.
"""

from __future__ import annotations

import base64
import gzip
from functools import cache
from pathlib import Path

import msgspec

from nightlatch.rehearsal import Step as Recorded
from nightlatch.rehearsal import recordings
from nightlatch.stores import all_stores
from tests.lab.hostile import Trap
from tests.lab.replay import Talk

FOLDER = Path(__file__).parent
_DATABASES = {"azureblob": "/devstoreaccount1%2Fcrm"}  # kinds that are asked for one container by its name


@cache
def genuine(kind: str) -> tuple[Talk, ...]:
    """Conversations with an open server of *kind*; empty where nobody recorded one."""
    file = FOLDER / f"{kind}.json.gz"
    if file.exists():
        found = msgspec.json.decode(gzip.decompress(file.read_bytes()), type=list[list[Recorded]])
        return tuple(_talk(one) for one in found)
    return tuple(_talk(one) for told in recordings() if told.kind == kind for one in told.access)[:1]


@cache
def kinds() -> tuple[str, ...]:
    """Those of the registry that there is a recording of."""
    return tuple(kind for kind in sorted(all_stores()) if genuine(kind))


def _talk(steps: list[Recorded]) -> Talk:
    return tuple(base64.b64decode(one.said) if one.said else one.sent for one in steps)


def url(kind: str, server: Trap) -> str:
    """Where a replayed server of *kind* is asked, as in its recording."""
    return server.url(all_stores()[kind].schemes[0]) + _DATABASES.get(kind, "")
