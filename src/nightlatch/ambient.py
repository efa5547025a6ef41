"""Takes out of this process what libraries would use unasked: credentials, proxies, trust and resolver settings.

A proxy or a ``PGPASSWORD`` of the environment would make "anonymous" false, lead around the dialer, and hand somebody's
password to a hostile server. :func:`scrub` runs first of all; drivers are told the same once more by each store.
What it removes is the list below; what it sets instead are paths to nothing, for files that libraries look up in the
home folder by themselves (``~/.pgpass``, ``~/.postgresql/``, ``~/.pg_service.conf``, the Kerberos cache).
Sends nothing.
"""

from __future__ import annotations

import os
import resource

NOWHERE = "/nonexistent/nightlatch"

# Whole families, by prefix, in upper case. LIBPQ, MariaDB and MySQL clients, cloud and Kubernetes tools, Kerberos, ...
PREFIXES = (
    "PG", "MYSQL", "MARIADB", "REDIS", "MONGO", "AWS_", "AZURE_", "GOOGLE_", "GCLOUD_", "CLOUDSDK_", "KRB5",
    "GSS", "LDAP", "SASL_", "KUBE", "DOCKER_", "VAULT_", "BAO_", "CONSUL_", "NOMAD_", "ETCDCTL_", "ELASTIC",
    "OPENSEARCH_", "CLICKHOUSE", "INFLUX", "NATS_", "NEO4J_", "CASSANDRA", "CQLSH", "KAFKA_", "RABBITMQ", "AMQP",
    "MQTT", "MINIO_", "S3_", "RCLONE_", "RSYNC_", "ODBC", "ORACLE_", "SQLCMD", "DB2", "ARANGO", "COUCHDB_",
    "SOLR_", "HADOOP_", "CURL_", "REQUESTS_", "OPENSSL_",
)  # fmt: skip

# Single ones. SSL_CERT_*: a report's "verified" is against the system's roots, not against a choice of the day.
# The last row steers the C library's resolver: aliases and search lists lead a name elsewhere.
NAMES = frozenset({
    "NETRC", "SSLKEYLOGFILE", "SSL_CERT_FILE", "SSL_CERT_DIR", "TNS_ADMIN", "TWO_TASK", "SSH_AUTH_SOCK", "ALL_PROXY",
    "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "SOCKS_PROXY", "SOCKS_SERVER", "NO_PROXY", "GRPC_PROXY", "DATABASE_URL",
    "HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS", "GETCONF_DIR", "RESOLV_HOST_CONF",
})  # fmt: skip

# Looked up in the home folder unless these say where. PGSSLMODE and the like stay unset: each store says them itself.
INSTEAD = {
    "PGPASSFILE": NOWHERE,
    "PGSERVICEFILE": NOWHERE,
    "PGSYSCONFDIR": NOWHERE,
    "PGSSLCERT": NOWHERE,
    "PGSSLKEY": NOWHERE,
    "PGSSLROOTCERT": NOWHERE,
    "PGSSLCRL": NOWHERE,
    "PGGSSENCMODE": "disable",
    "KRB5_CONFIG": NOWHERE,
    "KRB5CCNAME": f"FILE:{NOWHERE}",
    "KRB5_CLIENT_KTNAME": NOWHERE,
    "MYSQL_HOME": NOWHERE,
    "AWS_EC2_METADATA_DISABLED": "true",
    "NETRC": NOWHERE,
    "LDAPNOINIT": "1",
    "NO_PROXY": "*",
    "no_proxy": "*",
}

_taken: dict[str, str] = {}


def is_ambient(name: str) -> bool:
    """Would some library use the environment variable *name* unasked?"""
    upper = name.upper()
    return upper.startswith(PREFIXES) or upper in NAMES or upper.endswith(("_PROXY", "_PASSWORD", "_PASSWD"))


def scrub() -> tuple[str, ...]:
    """Remove and neutralise, and forbid core dumps; return the names that were removed. May be called again.

    Acts on ``os.environ`` and, through it, on the C library's environment, which libpq reads.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    found = [name for name in os.environ if is_ambient(name) and os.environ[name] != INSTEAD.get(name)]
    for name in found:
        _taken[name] = os.environ.pop(name)
    os.environ.update(INSTEAD)
    return tuple(sorted(found))


def taken(name: str) -> str | None:
    """What *name* held when it was removed, once: for a password that the user asks to be taken from there."""
    return _taken.pop(name, None)
