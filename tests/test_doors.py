"""A door is linked to the store behind it, and the store to its doors."""

from __future__ import annotations

from typing import Any

from nightlatch.doors import linked
from nightlatch.model import RIGHTS, Access, Endpoint, Finding, Identity, Principal, Right
from nightlatch.targets import parse


def finding(port: int, **identity: Any) -> Finding:
    access = Access(principal=Principal(name="", anonymous=True), rights=dict.fromkeys(RIGHTS, Right()))
    endpoint = Endpoint(host="127.0.0.1", address="127.0.0.1", port=port)
    return Finding(
        target=parse(f"redis://127.0.0.1:{port}"), endpoint=endpoint, status="open", access=access,
        identity=Identity(product="p", **identity),
    )  # fmt: skip


def test_doors_and_stores_are_linked_by_the_id_that_both_tell() -> None:
    """Two doors, one store; a door to what was not looked at says so; equal ids of other kinds are no link."""
    store = finding(1, kind="elasticsearch", id="abc")
    other = finding(2, kind="postgresql", id="abc")
    doors = [finding(port, kind="kibana", behind="abc", behind_kind="elasticsearch") for port in (3, 4)]
    stray = finding(5, kind="kibana", behind="xyz", behind_kind="elasticsearch")
    told = {one.endpoint.port: one for one in linked([doors[0], store, other, doors[1], stray])}
    assert told[1].doors == ("redis://127.0.0.1:3", "redis://127.0.0.1:4") and told[1].leads_to == ""
    assert told[2].doors == () and told[3].leads_to == told[4].leads_to == "redis://127.0.0.1:1"
    assert told[5].leads_to == "a store of the kind elasticsearch, not looked at"
