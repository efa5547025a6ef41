"""ZooKeeper 3.8 (Debian's, with the machine's Java) on loopback."""

from __future__ import annotations

import functools
import socket
from collections.abc import Sequence

from nightlatch.demo.servers.debian import Program, fetch, installed
from nightlatch.demo.servers.identity import Unavailable, give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind

_PACKAGES = (
    "libzookeeper-java", "libslf4j-java", "libnetty-java", "libdropwizard-metrics-java", "libsnappy-java",
    "libcommons-io-java", "libcommons-cli-java", "libjackson2-core-java", "libjackson2-databind-java",
    "libjackson2-annotations-java",
)  # fmt: skip
_JARS = ("zookeeper", "zookeeper-jute", "slf4j-api", "slf4j-nop", "netty-*", "metrics-core", "snappy-java", "commons-*")


@functools.cache
def zookeeper_program() -> Program:
    """Return zookeeper.jar 3.8, among the jars that it needs."""
    if installed("java", at_least=(11,)) is None:
        raise Unavailable("zookeeper", "there is no Java 11 or later", "install default-jre-headless")
    return fetch("zookeeper.jar", _PACKAGES)


def start_zookeeper(*, options: Sequence[str] = ()) -> Server:
    """Return a running standalone server that keeps nothing for long; *options* are lines of zoo.cfg."""
    program, owner, java = zookeeper_program(), unprivileged(), installed("java", at_least=(11,))
    assert java is not None
    folder = scratch("zookeeper", owner)
    jars = ":".join(sorted(str(one) for name in _JARS for one in program.path.parent.glob(f"{name}.jar")))

    def command(port: int) -> list[str]:
        lines = [f"dataDir={folder}/data", "tickTime=2000", f"clientPort={port}", "clientPortAddress=127.0.0.1"]
        lines += ["admin.enableServer=false", "maxClientCnxns=0", *options]
        (folder / "zoo.cfg").write_text("\n".join(lines) + "\n")
        give(folder, owner)
        words = [
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dzookeeper.forceSync=no",
            "-Djava.awt.headless=true",
        ]
        return [
            str(java.path),
            *words,
            "-cp",
            jars,
            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            f"{folder}/zoo.cfg",
        ]

    return launch("zookeeper", command, folder=folder, ready=_answers)


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 2.0) as link:
        link.sendall(b"srvr")
        return b"version" in link.recv(100)


SERVERS = {"zookeeper": Kind(what="ZooKeeper 3.8 (Debian)", get=zookeeper_program, start=start_zookeeper)}
