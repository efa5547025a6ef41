"""Prometheus and VictoriaMetrics: look-alikes, flags of other versions, large metrics, odd answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading, all_stores
from nightlatch.stores._prometheus_about import BUILD, seen
from nightlatch.stores._victoriametrics_about import seen as seen_victoria
from nightlatch.stores._victoriametrics_about import version
from tests.lab.web import Answer, Asked, Web
from tests.stores.cases import UNKNOWN
from tests.stores.cases.prometheus import started
from tests.stores.looking import session, short, values

BUILT = {"version": "3.5.0", "revision": "x", "goVersion": "go1.24"}


def page(body: Any, path: str = BUILD, status: int = 200, **headers: str) -> Page:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(
        path=path, status=status, headers=told, body=body if isinstance(body, bytes) else json.dumps(body).encode()
    )


def test_it_is_told_by_its_build_alone() -> None:
    """VictoriaMetrics and Mimir, which answer the same path otherwise, are not taken for it."""
    assert seen(page({"status": "success", "data": BUILT})).version == "3.5.0"  # type: ignore[union-attr]
    assert seen(page({"status": "success", "data": {}})) is None
    assert seen(page({"status": "success", "data": {"version": "2.24.0"}})) is None
    assert seen(page({"status": "success", "data": {**BUILT, "application": "Grafana Mimir"}})) is None
    assert seen(page({"status": "success", "data": BUILT}, path="/")) is None


def test_only_the_refusal_of_its_own_library_is_its_own() -> None:
    """A password asked for with a realm, or in other words, is somebody else's."""
    plain = {"content_type": "text/plain; charset=utf-8"}
    assert seen(page(b"Unauthorized\n", "/", 401, www_authenticate="Basic", **plain)) is not None
    assert seen(page(b"Unauthorized\n", "/", 401, www_authenticate='Basic realm="x"', **plain)) is None
    assert seen(page(b"<html>", "/", 401, www_authenticate="Basic", **plain)) is None
    assert seen(page(b"Unauthorized\n", "/", 403, www_authenticate="Basic", **plain)) is None


def test_victoriametrics_is_told_by_its_first_page() -> None:
    """Its title and, where it was built with a tag, its version; the realm of a closed one."""
    body = b"<h2>Single-node VictoriaMetrics</h2></br>Version victoria-metrics-20240418-tags-v1.101.0-0-g5</br>"
    assert seen_victoria(page(body, "/")).version == "1.101.0"  # type: ignore[union-attr]
    assert seen_victoria(page(b"", "/", 401, www_authenticate='Basic realm="VictoriaMetrics"')) is not None
    assert seen_victoria(page(b"VictoriaMetrics", "/")) is None
    assert version(b'vm_app_version{version="victoria-metrics-x", short_version="v1.93.1"} 1\n') == "1.93.1"
    assert version(b'vm_app_version{version="", short_version=""} 1\n') is None


def test_a_wrong_password_is_a_failure() -> None:
    """A login that the server refuses is told as such."""
    login = Login(user="admin", password="x")
    with pytest.raises(Failed) as told, session("prometheus", started(password=True).port, login=login):
        pass
    assert told.value.failure.kind == "wrong-credentials"


def fake(flags: Any = None, names: list[str] | None = None, series: Any = None, yes: bool = False) -> Web:
    """A Prometheus 3.5 as its documentation has it."""

    def answer(asked: Asked) -> Answer:
        data: Any = {
            BUILD: BUILT, "/api/v1/status/flags": flags, "/api/v1/labels": ["a"], "/api/v1/label/__name__/values": names,
            "/api/v1/status/tsdb": {
                "headStats": {"numSeries": 60_010}, "seriesCountByMetricName": [{"name": "huge", "value": 60_000}],
            },
        }.get(asked.path)  # fmt: skip
        if asked.path == "/api/v1/series" and series is not None:
            data = series(asked.query["match[]"])
        if data is None and not yes:
            return Answer(status=404, body=b"404 page not found\n")
        return Answer(body={"status": "success", "data": data})

    return Web(answer)


@pytest.mark.parametrize(
    "flags, rights",
    [
        ({"enable-feature": "exemplar-storage,remote-write-receiver"}, "C=all R=all U=all D=no A=no"),
        ({"web.enable-otlp-receiver": "true"}, "C=all R=all U=all D=no A=no"),
        ({"web.enable-admin-api": "true"}, "C=no R=all U=no D=all A=some"),
        ({}, "C=no R=all U=no D=no A=no"),
        (None, "C=? R=all U=? D=? A=?"),
    ],
)
def test_flags_of_all_versions_tell_the_rights(flags: Any, rights: str) -> None:
    """Receivers as features and as flags; where a proxy hides the flags only reading is told."""
    with fake(flags) as web, session("prometheus", web.port) as one:
        assert short(one.access()) == rights


def test_a_server_that_says_yes_to_everything_proves_nothing() -> None:
    """One that answers a path that no Prometheus has gives no right."""
    with fake({}, yes=True) as web, session("prometheus", web.port) as one:
        assert short(one.access()) == UNKNOWN


def test_a_large_metric_is_left_out_of_a_sample_and_odd_names_are_asked_for_alone() -> None:
    """Names that are no identifiers are quoted; a metric of 60,000 series is read with everything only."""
    asked: list[str] = []

    def series(matcher: str) -> list[dict[str, str]]:
        asked.append(matcher)
        return [{"__name__": "x", "n": str(len(asked))}]

    with fake({}, ["up", "huge", 'od"d.name'], series) as web, session("prometheus", web.port) as one:
        (found,) = one.containers()
        assert found.records.value == 60_010
        assert len(values(one.read(found, Reading()))["n"]) == 2
        assert asked == ['{__name__=~"up"}', '{__name__="od\\"d.name"}']
        del asked[:]
        assert len(values(one.read(found, Reading(full=True)))["n"]) == 3
        assert '{__name__="huge"}' in asked


def test_flags_that_are_hidden_leave_deleting_unknown() -> None:
    """-flagsAuthKey: what deletes and administers cannot be told then."""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/":
            return Answer(body=b"<h2>Single-node VictoriaMetrics</h2>", headers=(("content-type", "text/html"),))
        if asked.path == "/api/v1/labels":
            return Answer(body={"status": "success", "data": []})
        return Answer(status=401 if asked.path == "/flags" else 400, body=b"unsupported path requested\n")

    with Web(answer) as web, session("victoriametrics", web.port) as one:
        assert short(one.access()) == "C=all R=all U=all D=? A=?"


def test_neither_ever_asks_for_more_than_pages() -> None:
    """All that is declared is GET, and none of it a path that changes, exports or evaluates."""
    for kind in ("prometheus", "victoriametrics"):
        for verb in all_stores()[kind].reads:
            assert verb.startswith("GET /")
            assert not any(word in verb for word in ("admin", "delete", "import", "export", "query", "-/", "snapshot"))
