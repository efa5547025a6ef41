"""etcd: calls that may not go out, many keys, groups that lie between each other, odd answers."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _etcd_read as reader
from nightlatch.stores import _etcd_wire as wire
from nightlatch.stores import etcd as store
from nightlatch.stores._etcd_about import seen
from tests import lab
from tests.lab.web import Answer, Asked, Web
from tests.loaders import etcd
from tests.stores.cases import NONE, UNKNOWN
from tests.stores.cases.etcd import closed
from tests.stores.looking import session, short, values

VERSION = Answer(body={"etcdserver": "3.5.9", "etcdcluster": "3.5.0"})


@pytest.mark.parametrize(
    "body", [{"key": "", "value": ""}, {"key": "", "lease": 1}, {"name": "root"}, {"key": "", "min_mod_revision": 1}]
)
def test_a_range_has_the_declared_fields_only(body: dict[str, Any]) -> None:
    """A field that is not declared for a call is refused before it is sent; so is a query."""
    assert wire.guard(wire.RANGE, {}, json.dumps(body).encode()) is not None
    assert wire.guard(wire.RANGE, {"a": "b"}, b"{}") is not None
    assert wire.guard(wire.VERSION, {}, b"{}") is not None
    assert wire.guard(wire.STATUS, {}, b"{}") is None


def test_the_gateway_is_where_the_version_has_it() -> None:
    """/v3alpha to 3.2, /v3beta in 3.3, /v3 from 3.4 on."""
    found = [wire.api_of(one) for one in ("3.2.26", "3.3.25", "3.4.0", "3.10.1", None)]
    assert found == ["v3alpha", "v3beta", "v3", "v3", "v3"]


def test_groups_that_lie_between_each_other_are_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of two shapes in turn, and a sample of many keys that is spread and repeatable."""
    monkeypatch.setattr(reader, "_KEYS_PAGE", 700)
    with lab.fresh("etcd") as server:
        etcd.put(server.port, {f"user/{n:05}/{kind}": f"{kind}{n}" for n in range(1_500) for kind in ("cart", "name")})
        etcd.put(server.port, {f"lone/{n:05}": json.dumps({"n": n}) for n in range(3_000)})
        with session("etcd", server.port) as one:
            found = {each.name: each for each in one.containers()}
            counts = {name: each.records.value for name, each in found.items()}
            assert counts == {"user/*/cart": 1_500, "user/*/name": 1_500, "lone/*": 3_000}
            told = values(one.read(found["user/*/cart"], Reading()))
            assert len(told["value"]) == 1_500 and all(each.startswith("cart") for each in told["value"])
            first, again, other = (
                values(one.read(found["lone/*"], Reading(records=200, seed=n)))["n"] for n in (1, 1, 2)
            )
            assert first == again != other and len(first) == 200 and max(first) > 2_000
            few = sum(batch.records for batch in one.read(found["lone/*"], Reading(bytes=2_000)))
            assert 50 < few < 200


def test_keys_behind_those_that_were_grouped_are_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after the last key that is looked at is counted and, where all is read, read."""
    monkeypatch.setattr(store, "SCANNED", 1_000)
    with lab.fresh("etcd") as server:
        etcd.put(server.port, {f"item/{n:05}": f"v{n}" for n in range(2_500)})
        with session("etcd", server.port) as one:
            found = {each.name: each for each in one.containers()}
            assert found["item/*"].records.value == 1_000 and found["*"].records.high == 1_500
            full = Reading(full=True, records=1 << 62, bytes=None, seconds=None)
            told = values(one.read(found["*"], full))
            assert len(told["value"]) == 1_500 and "v2499" in told["value"]


def test_a_wrong_password_is_a_failure() -> None:
    """A login that the server refuses is told as such."""
    with pytest.raises(Failed) as told, session("etcd", closed().port, login=Login(user="reader", password="x")):
        pass
    assert told.value.failure.kind == "wrong-credentials"


def gateway(**calls: Answer) -> Web:
    """A server that answers the calls by their last word, all others with 404."""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/version":
            return VERSION
        return calls.get(asked.path.rpartition("/")[2], Answer(status=404, body=b"Not Found\n"))

    return Web(answer)


def test_a_gateway_that_is_switched_off_leaves_rights_unknown() -> None:
    """--enable-grpc-gateway=false: /version is answered, and nothing else can be asked."""
    with gateway() as web, session("etcd", web.port) as one:
        assert short(one.access()) == UNKNOWN and one.identity.version == "3.5.9" and not list(one.containers())


def test_a_server_that_says_yes_to_everything_proves_nothing() -> None:
    """One that answers a call that no etcd has gives no right."""
    yes = Answer(body={"count": "5"})
    with gateway(range=yes, list=yes, nightlatch=yes, status=yes) as web, session("etcd", web.port) as one:
        assert short(one.access()) == UNKNOWN


def test_a_proxy_that_hides_users_leaves_writing_unknown() -> None:
    """Where ranges are answered and the list of users is not, only reading is told."""
    with gateway(range=Answer(body={"count": "5"})) as web, session("etcd", web.port) as one:
        assert short(one.access()) == "C=? R=all U=? D=? A=?"


def test_a_refusal_of_3_5_is_a_closed_server() -> None:
    """401 with gRPC's code 16, as 3.5.x and later say it."""
    no = Answer(status=401, body={"error": "etcdserver: invalid auth token", "code": 16})
    with gateway(range=no) as web, session("etcd", web.port) as one:
        assert short(one.access()) == NONE


def test_keys_out_of_their_order_are_hostile() -> None:
    """A server that lists keys it has listed before would never end."""
    page = {"count": "9", "more": True, "kvs": [{"key": base64.b64encode(one).decode()} for one in (b"a", b"b")]}
    with gateway(range=Answer(body=page), list=Answer(body={})) as web, session("etcd", web.port) as one:
        with pytest.raises(Failed) as told:
            list(one.containers())
        assert told.value.failure.kind == "hostile"


def test_it_is_told_by_its_version_alone() -> None:
    """A page that is no version of etcd is left alone."""
    body = b'{"etcdserver":"3.4.23","etcdcluster":"3.4.0"}'
    assert seen(Page(path="/version", status=200, headers={}, body=body)).version == "3.4.23"  # type: ignore[union-attr]
    assert seen(Page(path="/version", status=200, headers={}, body=b'{"version":"1"}')) is None
    assert seen(Page(path="/", status=200, headers={}, body=body)) is None
