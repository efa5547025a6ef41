"""Start one server as an unprivileged process, know when it answers, and leave nothing of it behind.

Speaks to nothing but 127.0.0.1; sends nothing except where a caller's `ready` does.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from .identity import Identity, Unavailable, unprivileged

LOOPBACK = "127.0.0.1"
STOP_SECONDS = 10.0

# Waits for the end of a pipe that the starter holds open, so it acts however the starter ends: SIGTERM, SIGKILL, crash.
# $1 process group, $2 signal, $3 folder. No pid can be somebody else's by then: a stopped server ends its guard first.
# "kill -s NAME --": the only form that dash takes for a process group.
_GUARD = """read -r _; kill -s "$2" -- "-$1"; i=0
while kill -s 0 -- "-$1" && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done
kill -s KILL -- "-$1"; rm -rf -- "$3" || { sleep 1; rm -rf -- "$3"; }"""

_running: set[Server] = set()


@dataclass(kw_only=True, eq=False)
class Server:
    """A running throw-away server; leaving its ``with`` block stops it and removes its folder."""

    kind: str
    host: str
    port: int
    dir: Path
    url: str
    process: subprocess.Popen[bytes] = field(repr=False)
    guard: subprocess.Popen[bytes] = field(repr=False)
    stop_signal: signal.Signals = signal.SIGTERM
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _is_stopped: bool = field(default=False, repr=False)

    @property
    def pid(self) -> int:
        """The process id, which is its process group's too."""
        return self.process.pid

    @property
    def log(self) -> str:
        """What the server itself wrote."""
        return (self.dir / "server.log").read_text(errors="replace")

    def is_running(self) -> bool:
        """Tell whether the process lives."""
        return self.process.poll() is None

    def stop(self, *, keep_dir: bool = False) -> None:
        """End the process group and remove the folder; a second call does nothing."""
        with self._lock:
            if self._is_stopped:
                return
            self._is_stopped = True
            _end(self.process, self.stop_signal)
            self.guard.kill()
            self.guard.communicate()
            _running.discard(self)
            if not keep_dir:
                remove(self.dir)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@atexit.register
def _stop_all() -> None:
    for server in list(_running):
        server.stop()


def launch(
    kind: str,
    command: Callable[[int], Sequence[str | Path]],
    *,
    folder: Path,
    scheme: str | None = None,
    env: Mapping[str, str] | None = None,
    ready: Callable[[int], bool] | None = None,
    seconds: float = 60.0,
    stop_signal: signal.Signals = signal.SIGTERM,
    owner: Identity | str | None = "unprivileged",
) -> Server:
    """Run ``command(port)`` on a free loopback port and return it once it answers.

    Memory: none of the server's output is held; it goes to ``server.log`` in *folder*.
    Errors: Unavailable, with the end of that log, when it ends or stays silent; *folder* is removed then.
    """
    identity = unprivileged() if isinstance(owner, str) else owner
    for attempt in range(3):  # between choosing a port and binding it somebody else may take it
        port = free_port()
        process = spawn(command(port), folder, env, identity)
        guard = subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, "guard", str(process.pid), stop_signal.name[3:], folder],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, cwd="/",
        )  # fmt: skip
        server = Server(
            kind=kind, host=LOOPBACK, port=port, dir=folder, url=f"{scheme or kind}://{LOOPBACK}:{port}",
            process=process, guard=guard, stop_signal=stop_signal,
        )  # fmt: skip
        _running.add(server)
        try:
            if wait_port(LOOPBACK, port, seconds, process, ready):
                return server
        except BaseException:
            server.stop()
            raise
        log = server.log
        is_taken = "in use" in log and attempt < 2
        server.stop(keep_dir=is_taken)
        if not is_taken:
            raise Unavailable(kind, f"no answer on 127.0.0.1 within {seconds:g} s", f"its last words: {log[-600:]}")
    raise AssertionError("unreachable: the third attempt returns or raises")


def spawn(
    command: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None, owner: Identity | None
) -> subprocess.Popen[bytes]:
    """Start *command* in a session of its own, without terminal, proxies or any variable of the caller."""
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(
            [str(word) for word in command], cwd=folder, env=clean_env(folder) | dict(env or {}), umask=0o077,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            user=owner and owner.uid, group=owner and owner.gid, extra_groups=None if owner is None else [],
        )  # fmt: skip


def run(
    command: Sequence[str | Path],
    folder: Path,
    owner: Identity | None,
    *,
    env: Mapping[str, str] | None = None,
    text: str = "",
) -> str:
    """Run a set-up command to its end as *owner*; return its output, or raise Unavailable with the end of it."""
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=clean_env(folder) | dict(env or {}), input=text, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False, umask=0o077,
        user=owner and owner.uid, group=owner and owner.gid, extra_groups=None if owner is None else [],
    )  # fmt: skip
    if done.returncode:
        raise Unavailable(Path(str(command[0])).name, f"ended with {done.returncode}", done.stdout[-600:])
    return done.stdout


def clean_env(folder: Path) -> dict[str, str]:
    """Return the whole environment of a server: nothing ambient reaches it."""
    place = str(folder)
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": place, "TMPDIR": place, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_port(
    host: str,
    port: int,
    seconds: float,
    process: subprocess.Popen[bytes] | None = None,
    ready: Callable[[int], bool] | None = None,
) -> bool:
    """Tell whether ``host:port`` accepts connections, and *ready* agrees, before *seconds* pass or *process* ends."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and (process is None or process.poll() is None):
        with contextlib.suppress(OSError):
            socket.create_connection((host, port), 1.0).close()
            if ready is None or ready(port):
                return process is None or process.poll() is None
        time.sleep(0.02)
    return False


def _end(process: subprocess.Popen[bytes], polite: signal.Signals) -> None:
    for number, seconds in ((polite, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
        deadline = time.monotonic() + seconds
        with contextlib.suppress(ProcessLookupError):  # raised when the last of the group is gone
            os.killpg(process.pid, number)
            while time.monotonic() < deadline:
                process.poll()  # reaps the leader: a zombie still counts as a member of its group
                os.killpg(process.pid, 0)
                time.sleep(0.01)
    process.wait(STOP_SECONDS)


def remove(folder: Path) -> None:
    """Remove *folder*, again if a child that ends a moment later than its parent still wrote into it."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
