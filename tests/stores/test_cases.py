"""What every further kind of store has to do: one suite over tests/stores/cases, on real servers where there are any."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightlatch.addresses import LOOPBACK
from nightlatch.dial import Dialer
from nightlatch.discover.identify import Identified, Identifier
from nightlatch.model import Endpoint, Finding
from nightlatch.scope import Grant, Listing, Scope
from nightlatch.stores import all_stores
from nightlatch.targets import parse
from tests.contract import only, rights, run
from tests.lab.proxy import Proxy
from tests.stores.cases import Case, Setup, cases

CASES = cases()
PAIRS = [(case, setup) for case in CASES.values() for setup in case.setups]
each = pytest.mark.parametrize(("case", "setup"), PAIRS, ids=[f"{case.kind}-{setup.name}" for case, setup in PAIRS])

# A real server on a busy machine is waited for: ArangoDB took over five seconds for its first statement.
_PATIENCE_SECONDS = 30.0


def witness() -> Scope:
    """Somebody else's stores on loopback."""
    now = datetime.now(UTC)
    grant = Grant(
        owner="o", contact="csirt@example.org", granted_by="", valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=1), standing="witness",
    )  # fmt: skip
    return Scope(name="test", standing="witness", grant=grant, targets_listed=Listing(networks=LOOPBACK))


def url(case: Case, setup: Setup, port: int, host: str = "127.0.0.1") -> Any:
    store = all_stores()[case.kind]
    scheme = (store.tls_schemes if setup.tls else store.schemes)[0]
    return parse(f"{scheme}://{host}:{port}" + (f"/{setup.database}" if setup.database else ""), setup.login)


def look(case: Case, setup: Setup, **plan: Any) -> tuple[Finding, Proxy]:
    server = setup.server()
    with Proxy((getattr(server, "host", "127.0.0.1"), server.port)) as proxy:
        found = only(run(url(case, setup, proxy.port), timeout_seconds=_PATIENCE_SECONDS, **plan))
    return found, proxy


def verbs(case: Case, proxy: Proxy) -> set[str]:
    """What the connections sent, as verbs of ``STORE.reads``; a request that no template allows stays as it is."""
    if case.verbs is not None:
        return set().union(*(case.verbs(bytes(one.sent)) for one in proxy.conversations))
    templates = {
        template: re.compile(re.sub(r"\\{\w+\\}", "[^/?]+", re.escape(template)))
        for template in all_stores()[case.kind].reads
    }
    sent = re.findall(rb"(?:^|\r\n\r\n|\})([A-Z]+ /[^ ]*) HTTP/1\.1\r\n", proxy.sent)
    asked = {line.decode().partition("?")[0] for line in sent}
    return {next((name for name, form in templates.items() if form.fullmatch(line)), line) for line in asked}


@each
def test_it_is_told_as_it_is(case: Case, setup: Setup) -> None:
    """Status, rights, identity, containers, counts and categories are those that the configuration gives."""
    store = all_stores()[case.kind]
    told, proxy = look(case, setup)
    assert (told.status, rights(told)) == (setup.status, setup.rights)
    assert told.identity.kind == case.kind
    for right in told.access.rights.values():
        assert right.verdict == "unknown" or right.evidence
    if setup.product:
        assert told.identity.product == setup.product
    if setup.version is not None:
        assert (told.identity.version or "").startswith(setup.version)
    records = {one.container.name: one.records for one in told.surveyed}
    if setup.containers is not None:
        assert set(records) == set(setup.containers)
        for name, wanted in setup.containers.items():
            count = records[name]
            if isinstance(wanted, int):
                assert (name, count.value, count.exact) == (name, wanted, True)
            else:
                assert count.value is None or wanted[0] <= count.value <= wanted[1], name
    for name, categories in setup.finds.items():
        (one,) = (one for one in told.surveyed if one.container.name == name)
        assert categories <= {category.id for field in one.fields for category in field.categories}, name
    assert verbs(case, proxy) <= store.reads, "sends what it does not declare"
    assert proxy.conversations


@each
def test_a_witness_reads_no_content(case: Case, setup: Setup) -> None:
    """In witness standing the rights are the same and not one verb that reads contents is sent."""
    if not setup.witness:
        return
    told, proxy = look(case, setup, scope=witness())
    assert rights(told) == setup.rights
    assert not verbs(case, proxy) & case.contents
    assert verbs(case, proxy) <= all_stores()[case.kind].reads
    for one in told.surveyed:
        assert one.read == 0  # what a field's name alone says is no share of its values
        assert all(category.share is None for field in one.fields for category in field.categories)


@each
def test_it_is_identified_among_all_kinds(case: Case, setup: Setup) -> None:
    """By protocol, on whatever port it has: this kind and no other."""
    server = setup.server()
    host = getattr(server, "host", "127.0.0.1")
    with Dialer(Scope.loopback(), timeout_seconds=3.0) as dialer:
        asker = Identifier(dialer, seconds=1.0, listen_seconds=0.3)
        found = asker.identify(Endpoint(host=host, address=host, port=server.port))
    assert isinstance(found, Identified), found
    assert (found.kind, found.also, found.tls) == (case.kind, (), setup.tls)


def test_every_case_belongs_to_a_kind() -> None:
    """No kind has fewer than three configurations unless its page says that it cannot be configured otherwise."""
    for kind, case in CASES.items():
        assert case.kind == kind and kind in all_stores()
        assert case.contents <= all_stores()[kind].reads
        assert len({setup.name for setup in case.setups}) == len(case.setups) >= 2, kind


def test_every_kind_says_how_it_is_closed() -> None:
    """Each kind has instructions to fix it, with steps, and with a file, a command or Terraform."""
    for kind, store in all_stores().items():
        assert store.remedies, kind
        for remedy in store.remedies:
            assert remedy.steps and remedy.source and (remedy.text or remedy.command or remedy.terraform), kind
            assert re.fullmatch(r"|\d+(\.\d+)?\+|-\d+(\.\d+)?|\d+(\.\d+)?(-\d+(\.\d+)?)?", remedy.versions), kind
