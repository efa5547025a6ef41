"""WebHDFS of a NameNode, or of HttpFS, as its REST API documentation has it. An imitation.

Sources: Apache Hadoop, WebHDFS REST API; HDFS permissions guide; names of exceptions and beans from its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_PAGE = b"""<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="REFRESH" content="0;url=dfshealth.html" /><title>Hadoop Administration</title></head></html>"""
_COOKIE = ("set-cookie", "hadoop.auth=; Path=/; HttpOnly")


@dataclass(kw_only=True)
class Hdfs:
    """*files* by their paths; *modes* of folders by theirs (octal, for who is nobody the last digit counts)."""

    files: dict[str, bytes] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)
    is_secure: bool = False
    is_httpfs: bool = False
    is_standby: bool = False
    safe_mode: str = ""
    has_check: bool = True

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        if asked.path == "/jmx":
            return self._jmx(asked.query.get("qry", ""))
        if asked.path == "/" and not self.is_httpfs:
            return Answer(body=_PAGE)
        if not asked.path.startswith("/webhdfs/v1/") or asked.method != "GET":
            return Answer(status=404)
        assert "user.name" not in asked.query and "doas" not in asked.query
        if self.is_secure:
            body = b"<html><head><title>Error 401 Authentication required</title></head></html>"
            return Answer(status=401, body=body, headers=(("www-authenticate", "Negotiate"), _COOKIE))
        if self.is_standby:
            return _error(403, "StandbyException", "org.apache.hadoop.ipc.StandbyException")
        return self._asked(asked.query.get("op", ""), asked.path.removeprefix("/webhdfs/v1").rstrip("/"), asked.query)

    def _asked(self, op: str, path: str, query: Any) -> Answer:
        if path and path not in self.files and not list(self._in(path)):
            return _error(404, "FileNotFoundException", "java.io.FileNotFoundException")
        if op == "LISTSTATUS":
            return Answer(body=self._list(path)) if self._may(path, "r-x") else _denied()
        if op == "CHECKACCESS" and self.has_check:
            return Answer() if self._may(path, query["fsaction"]) else _denied()
        if op == "OPEN":
            if not self.is_httpfs:
                return Answer(status=307, headers=(("location", "http://192.0.2.1:9864/webhdfs/v1" + path),))
            return Answer(body=self.files[path][: int(query["length"])])
        return _error(400, "IllegalArgumentException", "java.lang.IllegalArgumentException")

    def _in(self, path: str) -> Iterable[str]:
        start = f"{path}/"
        return dict.fromkeys(one[len(start) :].partition("/")[0] for one in self.files if one.startswith(start))

    def _list(self, path: str) -> dict[str, Any]:
        found = []
        for name in self._in(path):
            content = self.files.get(f"{path}/{name}")
            found.append({
                "accessTime": 0, "blockSize": 0, "group": "supergroup", "length": len(content or b""), "owner": "hdfs",
                "modificationTime": 1, "pathSuffix": name, "permission": self.modes.get(f"{path}/{name}", "755"),
                "replication": 0, "type": "DIRECTORY" if content is None else "FILE",
            })  # fmt: skip
        return {"FileStatuses": {"FileStatus": found}}

    def _may(self, path: str, action: str) -> bool:
        bits = int(self.modes.get(path or "/", "755")[-1])
        return all(bits & bit for bit, letter in zip((4, 2, 1), action, strict=True) if letter != "-")

    def _jmx(self, name: str) -> Answer:
        if self.is_httpfs or self.is_secure:
            return Answer(status=404)
        beans = {
            "NameNodeStatus": {"SecurityEnabled": self.is_secure, "State": "standby" if self.is_standby else "active"},
            "NameNodeInfo": {
                "SoftwareVersion": "3.3.6", "Safemode": self.safe_mode, "Version": "3.3.6, r1be78238728da926",
                "ClusterId": "CID-7a1c5a1f-7d1d-4a44-8d39-0f5f0b5a7c11", "LiveNodes": "{}",
            },
        }  # fmt: skip
        return Answer(body={"beans": [{"name": name, **beans.get(name.rpartition("=")[2], {})}]})


def _error(status: int, kind: str, java: str) -> Answer:
    body = {"RemoteException": {"exception": kind, "javaClassName": java, "message": "..."}}
    return Answer(status=status, body=body)


def _denied() -> Answer:
    return _error(403, "AccessControlException", "org.apache.hadoop.security.AccessControlException")


def running(hdfs: Hdfs) -> Web:
    """A running one."""
    return Web(hdfs.answer)
