"""Further stores over HTTP that greet well and then lie, by the liar of `test_lying_servers`."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest

from tests.lab.arangodb_fake import Arango
from tests.lab.hbase_fake import Hbase
from tests.lab.web import Answer, Asked
from tests.lab.webhdfs_fake import Hdfs
from tests.stores import test_lying_servers as liars

_ARANGO = Arango(databases={"crm": {"people": {"a": {"n": 1}, "b": {"n": 2}}}})
_HDFS = Hdfs(files={"/a/b/c.txt": b"x\n", "/d.csv": b"a,b\n1,2\n"}, is_httpfs=True)
_NAMENODE = Hdfs(files={"/a/b/c.txt": b"x\n"})
_HBASE = Hbase(tables={"t": {"a": {"f:n": "1"}, "b": {"f:n": "2"}}})
HONEST: dict[str, tuple[str, Callable[[Asked], Answer], Callable[[Asked], bool]]] = {
    "ArangoDB": ("arangodb", _ARANGO.answer, lambda asked: asked.path == "/_api/version"),
    "HttpFS": ("webhdfs", _HDFS.answer, lambda asked: asked.path == "/webhdfs/v1/" and asked.query["op"] == "LISTSTATUS"),
    "a NameNode": ("webhdfs", _NAMENODE.answer, lambda asked: asked.path == "/webhdfs/v1/"),
    "HBase": ("hbase", _HBASE.answer, lambda asked: asked.path == "/version"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_whatever_they_say_a_session_ends_in_values_or_a_failure(name: str) -> None:
    """No exception but a failure, no endless loop, and no name that a terminal would obey."""
    kind, answer, is_greeting = HONEST[name]
    with patch.dict(liars.HONEST, {kind: (answer, is_greeting)}):
        liars.test_whatever_a_server_says_a_session_ends_in_values_or_a_failure(kind)
