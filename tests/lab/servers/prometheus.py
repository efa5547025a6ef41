"""Prometheus 2.42 and VictoriaMetrics 1.79 (Debian's) on loopback, which read the pages of an exporter."""

from __future__ import annotations

import functools
import http.client
from collections.abc import Sequence

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind

PASSWORD = "S3cret"
_BCRYPT = "$2b$04$Qhb04QoXIHZTkAMJNzzTMuihbjHN/rNr3Bb3S0ahTBnBUahQOij.a"  # of PASSWORD
_SCRAPE = """global: {{scrape_interval: 1s, scrape_timeout: 1s}}
scrape_configs: [{{job_name: crm, static_configs: [{{targets: [{targets}]}}]}}]
"""


@functools.cache
def prometheus_program() -> Program:
    """Return prometheus 2.42."""
    return fetch("prometheus", ["prometheus"])


@functools.cache
def victoria_program() -> Program:
    """Return victoria-metrics 1.79."""
    return fetch("victoria-metrics", ["victoria-metrics"])


def start_prometheus(*, password: bool = False, options: Sequence[str] = (), targets: Sequence[str] = ()) -> Server:
    """Return a running Prometheus that reads *targets* each second; with *password* it lets in ``admin`` alone."""
    program, owner = prometheus_program(), unprivileged()
    folder = scratch("prometheus", owner)
    (folder / "prometheus.yml").write_text(_SCRAPE.format(targets=", ".join(map(repr, targets))))
    words = [f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data", *options]
    if password:
        (folder / "web.yml").write_text(f"basic_auth_users: {{admin: '{_BCRYPT}'}}\n")
        words.append(f"--web.config.file={folder}/web.yml")
    give(folder, owner)
    return launch(
        "prometheus",
        lambda port: [program.path, *words, f"--web.listen-address=127.0.0.1:{port}"],
        folder=folder, scheme="prometheus", env=program.env, ready=functools.partial(_answers, path="/-/ready"),
    )  # fmt: skip


def start_victoria(*, options: Sequence[str] = (), targets: Sequence[str] = ()) -> Server:
    """Return a running single-node VictoriaMetrics; *options* are flags such as ``-httpAuth.username=admin``."""
    program, owner = victoria_program(), unprivileged()
    folder = scratch("victoriametrics", owner)
    (folder / "scrape.yml").write_text(_SCRAPE.format(targets=", ".join(map(repr, targets))))
    words = [f"-promscrape.config={folder}/scrape.yml", f"-storageDataPath={folder}/data", "-loggerLevel=ERROR"]
    words += ["-search.latencyOffset=0s", "-memory.allowedBytes=128MB", *options]
    give(folder, owner)
    return launch(
        "victoriametrics",
        lambda port: [program.path, *words, f"-httpListenAddr=127.0.0.1:{port}"],
        folder=folder, scheme="victoriametrics", env=program.env, ready=functools.partial(_answers, path="/health"),
    )  # fmt: skip


def _answers(port: int, path: str) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    link.request("GET", path)
    return link.getresponse().status in (200, 401)


SERVERS = {
    "prometheus": Kind(what="Prometheus 2.42 (Debian)", get=prometheus_program, start=start_prometheus),
    "victoriametrics": Kind(what="VictoriaMetrics 1.79 (Debian)", get=victoria_program, start=start_victoria),
}
