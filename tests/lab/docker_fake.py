"""Docker Engine 24 as its API reference 1.43 has it: open, with an authorization plug-in, behind a proxy. An imitation.

Sources: Docker Engine API v1.43 (SystemVersion, SystemInfo, SystemPing, ContainerList), "Access authorization plugin",
and what a filtering HAProxy before the socket says.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.lab.web import Answer, Asked, Web

_VERSION = {
    "Platform": {"Name": "Docker Engine - Community"}, "Components": [{"Name": "Engine", "Version": "24.0.7"}],
    "Version": "24.0.7", "ApiVersion": "1.43", "MinAPIVersion": "1.12", "GitCommit": "311b9ff", "GoVersion": "go1.20.10",
    "Os": "linux", "Arch": "amd64", "KernelVersion": "5.10.0", "BuildTime": "2023-10-26T09:08:02.000000000+00:00",
}  # fmt: skip
_HEADERS = (("Api-Version", "1.43"), ("Docker-Experimental", "false"), ("Ostype", "linux"), ("Server", "Docker/24.0.7 (linux)"))  # fmt: skip
_PROXY = b"<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n"


@dataclass(frozen=True, kw_only=True)
class Docker:
    """*guard*: "" | "plugin" (refuses what *allowed* does not name) | "proxy" (likewise, in its own words)."""

    guard: str = ""
    allowed: tuple[str, ...] = ()
    mounts: tuple[tuple[str, bool], ...] = ()  # of one container: what of the machine, and may it be written
    managers: tuple[str, ...] = ()

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        known = {"/version": _VERSION, "/info": self._info(), "/containers/json": self._listed(), "/_ping": b"OK"}
        if self.guard == "proxy" and asked.path not in self.allowed:
            return Answer(status=403, body=_PROXY, headers=(("content-type", "text/html"),))
        if asked.path not in known:
            return Answer(status=404, body={"message": "page not found"})
        if self.guard == "plugin" and asked.path not in self.allowed:
            message = "authorization denied by plugin opa-docker-authz: request rejected by administrative policy"
            return Answer(status=403, body=f'{{"message":"{message}"}}\n'.encode(), headers=_HEADERS[:1])
        return Answer(body=known[asked.path], headers=_HEADERS)

    def _listed(self) -> list[object]:
        mounts = [{"Type": "bind", "Source": one, "Destination": "/mnt", "RW": rw} for one, rw in self.mounts]
        return [{"Id": "8dfafdbc3a40", "Names": ["/boring_feynman"], "Mounts": mounts}] if mounts else []

    def _info(self) -> dict[str, object]:
        plugins = {"Volume": ["local"], "Network": ["bridge", "host"], "Log": ["json-file"]}
        plugins |= {"Authorization": ["opa-docker-authz"] if self.guard == "plugin" else None}  # type: ignore[dict-item]
        return {
            "ID": "7TRN:IPZB:QYBB:VPBQ:UMPP:KARE:6ZNR:XE6T:7EWV:PKF4:ZOJD:TPYS", "Containers": 14, "Images": 508,
            "Swarm": {"RemoteManagers": [{"NodeID": "x", "Addr": one} for one in self.managers] or None},
            "Plugins": plugins, "ServerVersion": "24.0.7", "SecurityOptions": ["name=seccomp,profile=default"],
        }  # fmt: skip


def running(docker: Docker) -> Web:
    """A running one."""
    return Web(docker.answer)
