"""A network of the test's own: public addresses that lead nowhere but into this namespace, names of its own.

A thread that leaves the network and mount namespaces of the process runs the test; whatever it starts (threads,
processes) stays inside with it, and the rest of the tests notice nothing. Needs root on Linux and iproute2's ``ip``.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

_CLONE_NEWNS, _CLONE_NEWNET = 0x00020000, 0x40000000
_MS_REC, _MS_PRIVATE, _MS_BIND = 0x4000, 0x40000, 0x1000
_libc = ctypes.CDLL(None, use_errno=True)


def is_possible() -> bool:
    """May this process have namespaces of its own?"""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    tried: list[bool] = []

    def attempt() -> None:
        with contextlib.suppress(OSError):
            _unshare()
            tried.append(True)

    _in_a_thread(attempt)
    return bool(tried)


def inside(
    addresses: Sequence[str], hosts: Mapping[str, str | Sequence[str]], body: Callable[[], None], resolv_conf: str = ""
) -> None:
    """Run *body* where this machine has *addresses* and *hosts* (name to address) are all names there are.

    Skips loudly where that is not possible.
    """
    if not is_possible():
        pytest.skip("NOT TESTED: network namespaces need root and the ip program")

    def run() -> None:
        _unshare()
        _bind("/etc/hosts", "127.0.0.1 localhost\n" + "".join(f"{line}\n" for line in _lines(hosts)))
        _bind("/etc/resolv.conf", resolv_conf)
        for words in (["link", "set", "lo", "up"], *(["addr", "add", address, "dev", "lo"] for address in addresses)):
            subprocess.run(["ip", *words], check=True, capture_output=True)
        body()

    _in_a_thread(run)


def _lines(hosts: Mapping[str, str | Sequence[str]]) -> list[str]:
    several = {name: [found] if isinstance(found, str) else found for name, found in hosts.items()}
    return [f"{address} {name}" for name, found in several.items() for address in found]


def _in_a_thread(run: Callable[[], None]) -> None:
    raised: list[BaseException] = []

    def kept() -> None:
        try:
            run()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=kept)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def _unshare() -> None:
    _checked(_libc.unshare(_CLONE_NEWNET | _CLONE_NEWNS))
    _checked(_libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None))


def _bind(path: str, text: str) -> None:
    """Put *text* in the place of *path*, for this thread and what it starts."""
    descriptor, name = tempfile.mkstemp()
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    Path(name).chmod(0o644)
    _checked(_libc.mount(name.encode(), path.encode(), None, _MS_BIND, None))
    Path(name).unlink()


def _checked(code: int) -> None:
    if code:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
