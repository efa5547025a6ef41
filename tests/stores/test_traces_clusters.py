"""Since when stores of clusters run and who else is there: on real servers where there are some, else by documented replies.

Counts alone, and nothing that names anybody.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nightlatch.model import Finding, Login
from nightlatch.stores import _traces
from nightlatch.targets import parse
from tests.contract import run
from tests.lab import arangodb_fake, consul_fake, docker_fake, kubernetes_fake, milvus_fake, qdrant_fake
from tests.lab.arangodb_fake import Arango
from tests.lab.cassandra_fake import Node
from tests.lab.consul_fake import Consul
from tests.lab.docker_fake import Docker
from tests.lab.hostile import Trap
from tests.lab.kubernetes_fake import BASIC, Kubernetes
from tests.lab.milvus_fake import Milvus
from tests.lab.neo4j_fake import Neo
from tests.lab.qdrant_fake import Qdrant
from tests.lab.web import Web
from tests.stores.cases.nats import Client
from tests.stores.kafka_fake import RANGES, TOPIC_OPS, Broker, Log
from tests.stores.test_traces_further import found_in, running, told

FAR, NEAR = "8.8.8.8", "10.0.0.2"


def found_at(kind: str, server: Web | Trap) -> Finding:
    """The finding of a fake."""
    with server:
        (found,) = run(parse(f"{kind}://127.0.0.1:{server.port}")).findings
    assert found.status == "open" and FAR not in repr(found.traces)
    return found


@pytest.mark.parametrize("setup", ["open", "open, 2.9"])
def test_a_nats_tells_who_is_connected_to_our_account(setup: str) -> None:
    """By network; our own connection is not among them."""
    server, _ = running("nats", setup)
    others = [Client(server) for _ in range(2)]
    for one in others:
        one.ask("$JS.API.INFO")  # until the server has taken it in
    found = found_in("nats", setup)
    for one in others:
        one.close()
    assert told(found) == {"other-clients": "2 other connections now: 2 from this machine (2 of unknown role)"}


def test_a_milvus_tells_since_when_it_runs_at_its_port_of_management() -> None:
    """Within the life of this suite."""
    started = found_in("milvus", "open: the port of management").identity.started
    assert started is not None
    assert datetime.now(UTC) - timedelta(hours=2) < started <= datetime.now(UTC) + timedelta(seconds=2)


def test_a_milvus_tells_further_administrators() -> None:
    """By v2: of four users three have the role admin."""
    users = {"root:pw": ["admin"], "kim:pw": ["admin", "public"], "lee:pw": ["admin"], "app:pw": ["public"]}
    server = milvus_fake.running(Milvus(collections={"people": []}, users=users))
    with server:
        target = parse(f"milvus://127.0.0.1:{server.port}", Login(user="root", password="pw"))
        (found,) = run(target).findings
    assert told(found) == {"unknown-administrator": "2 accounts besides the first may do everything"}
    assert "kim" not in repr(found.traces)


def test_an_arangodb_tells_since_when_it_runs_who_is_connected_and_where_it_copies_from() -> None:
    """Whoever runs the other server writes this one's data."""
    arango = Arango(databases={"_system": {}}, copies_from=f"tcp://{FAR}:8529")
    found = found_at("arangodb", arangodb_fake.running(arango))
    assert told(found) == {
        "other-clients": "2 other connections now: 2 from unknown networks (2 of unknown role)",
        "foreign-replica": "takes all its data from a server on the internet",
    }
    assert found.identity.started is not None
    assert timedelta(seconds=258) <= datetime.now(UTC) - found.identity.started < timedelta(seconds=300)


def test_an_arangodb_that_copies_from_its_own_network_tells_of_no_stranger() -> None:
    """Nor does one that copies from nowhere."""
    for place in (f"tcp://{NEAR}:8529", ""):
        server = arangodb_fake.running(Arango(databases={"_system": {}}, copies_from=place))
        assert "foreign-replica" not in told(found_at("arangodb", server))


@pytest.mark.parametrize(
    "peers, said",
    [
        ((NEAR, FAR), "sends all its data to 1 server on the internet"),
        ((FAR, "8.8.4.4", "1.1.1.1"), "sends all its data to 2 servers on the internet"),  # one is the server itself
        ((NEAR, "10.0.0.3"), None), ((FAR,), None), ((), None),
    ],
)  # fmt: skip
def test_a_cluster_tells_of_members_on_the_internet(peers: tuple[str, ...], said: str | None) -> None:
    """Consul by its status, Qdrant by its cluster; members of one's own network are nobody's business."""
    consul = Consul(keys={"a": b"1"}, peers=tuple(f"{one}:8300" for one in peers))
    qdrant = Qdrant(collections={"a": {1: {"b": 1}}}, peers=tuple(f"http://{one}:6335/" for one in peers))
    for kind, server in (("consul", consul_fake.running(consul)), ("qdrant", qdrant_fake.running(qdrant))):
        assert told(found_at(kind, server)).get("foreign-replica") == said


def test_a_cassandra_tells_since_when_it_runs_further_superusers_and_peers_abroad() -> None:
    """Its clients are not asked for: it would look up a name for each."""
    node = Node(tables={("crm", "people"): [{"id": 1}]}, peers=(NEAR, FAR, "2001:4860:4860::8888"), supers=3)
    found = found_at("cassandra", node.serve())
    assert told(found) == {
        "unknown-administrator": "2 accounts besides the first may do everything",
        "foreign-replica": "sends all its data to 2 servers on the internet",
    }
    assert found.identity.started == datetime.fromtimestamp(node.started, UTC)
    assert not any("clients" in one for one in node.asked)


def test_a_scylladb_tells_who_is_connected() -> None:
    """By network; where nobody is asked for a login, whoever is connected may do everything."""
    node = Node(
        tables={("crm", "people"): [{"id": 1}]}, scylla_config="AllowAllAuthorizer",
        clients=("127.0.0.1", NEAR, FAR),
    )  # fmt: skip
    found = found_at("cassandra", node.serve())
    (said,) = told(found).values()
    assert said.startswith("2 other connections now:") and "(1 administrator)" in said
    assert found.identity.started is None and not any("WRITETIME" in one for one in node.asked)


@pytest.mark.parametrize("is_http", [False, True], ids=["Bolt", "HTTP"])
@pytest.mark.parametrize("edition, bosses", [("enterprise", 3), ("community", 2)])
def test_a_neo4j_tells_since_when_it_runs_who_is_connected_and_further_administrators(
    is_http: bool, edition: str, bosses: int
) -> None:
    """In the edition without roles every user is an administrator."""
    neo = Neo(
        graphs={"neo4j": {"Person": [{"name": "x"}]}}, edition=edition, bosses=bosses, bolt=(5, 1),
        clients=(f"{FAR}:40000", "[::1]:7", "127.0.0.1:5"),
    )  # fmt: skip
    found = found_at("neo4j", neo.serve_http() if is_http else neo.serve())
    assert told(found) == {
        "other-clients": "3 other connections now: 1 from the internet (1 administrator), "
        "2 from this machine (2 administrators)",
        "unknown-administrator": f"{bosses - 1} account{'s' * (bosses > 2)} besides the first may do everything",
    }
    assert found.identity.started is not None
    assert timedelta(seconds=258) <= datetime.now(UTC) - found.identity.started < timedelta(seconds=300)


@pytest.mark.parametrize("versions", [(0, 5), (0, 0)], ids=["now", "0.9"])
def test_a_kafka_tells_who_reads_it_in_groups(versions: tuple[int, int]) -> None:
    """By network; a broker looks up no names, and tells addresses behind a slash."""
    ranges = {**RANGES, 15: versions, 16: versions}
    groups = {"billing": (f"/{NEAR}", f"/{FAR}"), "audit": ("/127.0.0.1",), "idle": ()}
    found = found_at("kafka", Broker(topics={"t": (TOPIC_OPS, [Log()])}, groups=groups, ranges=ranges).serve())
    assert told(found) == {
        "other-clients": "3 other connections now: 1 from the internet (1 of unknown role), "
        "1 from private networks (1 of unknown role), 1 from this machine (1 of unknown role)"
    }
    assert "billing" not in repr(found.traces)


@pytest.mark.parametrize(
    "mounts, managers, said",
    [
        ((("/", True), ("/etc", True)), (), "1 container may write all of the machine's disk"),
        ((("/", False), ("/var/lib", True)), (), None), ((), (f"{NEAR}:2377", f"{FAR}:2377"), "1 manager of its swarm on the internet"),
        ((), (f"{FAR}:2377",), None), ((), (f"{NEAR}:2377",), None),
    ],
)  # fmt: skip
def test_a_docker_tells_who_else_may_do_everything(
    mounts: tuple[tuple[str, bool], ...], managers: tuple[str, ...], said: str | None
) -> None:
    """A disk that can only be read is what programs for monitoring have."""
    found = found_at("docker", docker_fake.running(Docker(mounts=mounts, managers=managers)))
    assert told(found).get("unknown-administrator") == said
    assert "boring" not in repr(found)


def test_a_kubernetes_tells_who_else_may_do_everything() -> None:
    """Counts of subjects; that strangers are among them is told apart."""
    may = {
        "verbs": ["get", "list"],
        "apiGroups": ["*"],
        "resources": ["pods", "secrets", "namespaces", "clusterrolebindings"],
    }
    bosses = [("User", "kim"), ("User", "kim"), ("ServiceAccount", "tiller"), ("Group", "system:unauthenticated")]
    found = found_at("kubernetes", kubernetes_fake.running(Kubernetes(rules={"": (BASIC, may)}, bosses=bosses)))
    assert [(one.kind, one.what) for one in found.traces] == [
        ("unknown-administrator", "a binding makes everybody who is not logged in an administrator of the cluster"),
        ("unknown-administrator", "2 accounts besides the first may do everything"),
    ]
    assert "kim" not in repr(found.traces)


@pytest.mark.parametrize(
    "url, network",
    [
        (f"https://{FAR}:2380", _traces.PUBLIC), (f"tcp://{NEAR}", _traces.PRIVATE), ("http://[::1]:1", _traces.THIS_MACHINE),
        ("http://db.example.org", _traces.UNKNOWN), ("", _traces.UNKNOWN), ("http://[broken", _traces.UNKNOWN),
    ],
)  # fmt: skip
def test_the_network_of_a_url_is_that_of_its_host(url: str, network: str) -> None:
    """A name is not looked up."""
    assert _traces.network_of_url(url) == network
