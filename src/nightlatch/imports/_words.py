"""What several formats share: kinds of store, ports and times, out of words that may be anything."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from nightlatch.imports import Transport

_KINDS: dict[str, tuple[str, ...]] = {
    "arangodb": ("arangodb",),
    "cassandra": ("cassandra", "scylla", "scylladb", "cql"),
    "chroma": ("chroma", "chromadb"),
    "clickhouse": ("clickhouse",),
    "consul": ("consul",),
    "couchdb": ("couchdb",),
    "db2": ("db2", "drda"),
    "docker": ("docker",),
    "elasticsearch": ("elasticsearch", "elastic"),
    "etcd": ("etcd",),
    "ftp": ("ftp", "ftps"),
    "hbase": ("hbase",),
    "influxdb": ("influxdb", "influx"),
    "jupyter": ("jupyter", "ipython"),
    "kafka": ("kafka",),
    "kibana": ("kibana",),
    "kubelet": ("kubelet",),
    "kubernetes": ("kubernetes", "k8s"),
    "ldap": ("ldap", "ldaps", "ldap_tcp", "ldapssl"),
    "memcached": ("memcached", "memcache"),
    "milvus": ("milvus",),
    "mongodb": ("mongodb", "mongod", "mongo"),
    "mqtt": ("mqtt", "mqtt_anon", "mosquitto"),
    "mssql": ("mssql", "ms_sql_s", "tds"),
    "mysql": ("mysql", "mariadb"),
    "nats": ("nats",),
    "neo4j": ("neo4j",),
    "nfs": ("nfs", "portmapper", "rpcbind", "portmap", "mountd"),
    "opensearch": ("opensearch",),
    "oracle": ("oracle_tns", "oracle"),
    "postgresql": ("postgresql", "postgres", "pgsql"),
    "prometheus": ("prometheus",),
    "qdrant": ("qdrant",),
    "rabbitmq": ("rabbitmq", "amqp"),
    "redis": ("redis", "valkey", "keydb", "redis_server"),
    "rethinkdb": ("rethinkdb",),
    "rsync": ("rsync",),
    "s3": ("minio", "s3"),
    "smb": ("smb", "samba", "microsoft_ds", "netbios_ssn", "cifs"),
    "solr": ("solr",),
    "vault": ("vault", "openbao"),
    "weaviate": ("weaviate",),
    "webhdfs": ("webhdfs", "hadoop", "hdfs", "namenode"),
    "zookeeper": ("zookeeper",),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_MANY = 40  # words of one text that are looked at


def kind_of(*texts: str) -> str | None:
    """The kind of store that one of *texts* names, as a whole or by one of its words; the first text that does."""
    for text in texts:
        whole = re.sub(r"[^a-z0-9]+", "_", text[:400].lower()).strip("_")
        for word in (whole, *whole.split("_")[:_MANY]):
            if (kind := _KIND_OF.get(word)) is not None:
                return kind
    return None


def transport_of(text: str) -> Transport:
    """TCP unless another is named."""
    low = text.strip().lower()
    return "tcp" if low in ("", "tcp", "tcp4", "tcp6") else "udp" if low in ("udp", "udp4", "udp6") else "other"


def port_of(text: object) -> int | None:
    """A port from 1 to 65535, out of a number or its digits."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{1,5}", text.strip()):
        text = int(text)
    return text if isinstance(text, int) and not isinstance(text, bool) and 0 < text < 65536 else None


def moment_of(text: object) -> datetime | None:
    """A time: seconds since 1970, or year first; UTC unless it says otherwise. None for anything else."""
    try:
        if isinstance(text, int) or (isinstance(text, str) and re.fullmatch(r"[0-9]{9,11}", text)):
            return datetime.fromtimestamp(int(text), UTC)
        if not isinstance(text, str) or len(text) > 40:
            return None
        short = re.sub(r"(\.[0-9]{1,6})[0-9]*", r"\1", text.strip())  # nanoseconds are more than Python holds
        found = datetime.fromisoformat(short)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
