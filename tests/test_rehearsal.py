"""The self-test plays what real servers said, and tells a probe that has gone blind."""

from __future__ import annotations

import base64

import msgspec
import pytest

from nightlatch import rehearsal
from nightlatch.rehearsal import Recording, recordings, rehearse
from nightlatch.stores import all_stores


def test_every_kind_is_told_right_open_and_closed() -> None:
    """No kind is blind, and none is without a recording of an open and of a closed or weaker server."""
    assert [one for one in rehearse() if one.why] == []
    rights: dict[str, set[str]] = {}
    for one in recordings():
        rights.setdefault(one.kind, set()).add(one.rights)
    assert set(rights) == set(all_stores())


def altered(one: Recording, old: bytes, new: bytes) -> Recording:
    """The same recording of a server that says *new* where it said *old*."""
    copy = msgspec.json.decode(msgspec.json.encode(one), type=Recording)
    for talk in (*copy.identify, *copy.access):
        for step in talk:
            step.said = base64.b64encode(base64.b64decode(step.said).replace(old, new)).decode()
    return copy


@pytest.mark.parametrize(
    "kind, old, new",
    [("redis", b"+PONG", b"+HULLO"), ("mysql", b"\0\0\0\x0a", b"\0\0\0\x0b"), ("redis", b"NOAUTH", b"NEWAUTH")],
)
def test_a_server_that_answers_otherwise_is_an_alarm(
    kind: str, old: bytes, new: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not recognised any more, or told otherwise than it is, is said with the kind and the server."""
    changed = tuple(altered(one, old, new) for one in recordings() if one.kind == kind)
    monkeypatch.setattr(rehearsal, "recordings", lambda: changed)
    assert any(one.why for one in rehearse())
