"""pysqlbridge (PyPI): TDS as SQL Server 2025 speaks it, written by others; what it answers is given by the tests.

python-tds, a client that others wrote as well, comes into the same environment.
"""

from __future__ import annotations

import functools
import json
import shutil
from pathlib import Path
from typing import Any

from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind

_PROGRAM = Path(__file__).parents[1] / "mssql_bridge.py"


@functools.cache
def python() -> Path:
    """Return the interpreter that has both."""
    needed = ["pysqlbridge==2.1.3", "python-tds==1.17.1", "pyOpenSSL==26.4.0"]
    return environment("pysqlbridge_2.1.3", needed) / "python"


def start(*, user: str, password: str, answers: dict[str, dict[str, Any]]) -> Server:
    """Return a server that lets *user* in and answers ``{database: {batch: (types, rows)}}``."""
    program, owner = python(), unprivileged()
    folder = scratch("mssql", owner)
    given = {"user": user, "password": password, "answers": answers}
    (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
    shutil.copyfile(_PROGRAM, folder / "bridge.py")
    give(folder, owner)
    words = [program, folder / "bridge.py"]
    return launch("mssql", lambda port: [*words, str(port), folder / "given.json"], folder=folder, owner=owner)


SERVERS = {"pysqlbridge": Kind(what="pysqlbridge 2.1 (PyPI), a stand-in for SQL Server's TDS", get=python, start=start)}
