"""A headless Chromium over its DevTools pipe: pages from text, media and widths as asked, scripts, pictures, prints.

Only the two file descriptors of the pipe are spoken over; no port is opened and nothing is fetched. Chromium is
Debian's, found on PATH or named by NIGHTLATCH_CHROMIUM. With ``CI=true`` and as root it is installed where it lacks: that
machine is thrown away. Elsewhere the tests that need it are skipped, and the summary says so.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from nightlatch.reports._chromium import flags, program
from tests.lab import MISSING

_SECONDS = 60
# the protocol is on descriptors 3 and 4 of the child; a shell cannot be asked, some know one-digit numbers only
_ON_3_AND_4 = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
for end, number in zip(ends, (3, 4)):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """One Chromium with one page."""

    def __init__(self, sent: int, received: int) -> None:
        self._sent, self._received = sent, received
        self._numbers = itertools.count(1)
        self._rest = b""
        page = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self.ask("Page.enable")

    _session: str | None = None

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Call one method of the protocol and return what comes back."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._sent, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == number:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + _SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._received], [], [], max(0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            data = os.read(self._received, 1 << 20)
            assert data, "Chromium ended"
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told

    def show(self, html: str, *, width: int = 1100, scheme: Literal["light", "dark"] = "light") -> None:
        """Show *html* on a screen that is *width* pixels wide; its own content policy stays in force."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Page.navigate", url="about:blank")  # a document anew: policies of the one before would go on
        frame = self.ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.ask("Page.setDocumentContent", frameId=frame, html=html)

    def run(self, script: str) -> Any:
        """The value of a script in the page, a promise's once it is kept; it needs no leave of the page's policy."""
        told = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def picture(self, path: Path) -> None:
        """Write the whole page as a PNG."""
        told = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def printed(self) -> bytes:
        """The page as a PDF."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


def chromium() -> str:
    """Chromium's program; skips loudly where there is none, fails with CI=true if it cannot be installed."""
    is_ci = os.environ.get("CI") == "true"
    if program() is None and is_ci and os.geteuid() == 0:
        apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
        subprocess.run([*apt, "update"], check=False, capture_output=True)
        wanted = ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
        subprocess.run([*apt, *wanted], check=False, capture_output=True)
    found = program()
    if found is None:
        MISSING["chromium"] = "it is not on PATH: apt-get install chromium"
        (pytest.fail if is_ci else pytest.skip)(f"no chromium: {MISSING['chromium']}")
    return found


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium of one's own."""
    path = chromium()
    to_child, sent = os.pipe()
    received, from_child = os.pipe()
    with tempfile.TemporaryDirectory(prefix="nightlatch-chromium-", ignore_cleanup_errors=True) as profile:
        words = [path, "--remote-debugging-pipe", *flags(Path(profile))]
        child = subprocess.Popen(
            [sys.executable, "-c", _ON_3_AND_4, str(to_child), str(from_child), *words], pass_fds=(to_child, from_child), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_child)
        os.close(from_child)
        try:
            yield Browser(sent, received)
        finally:
            os.close(sent)
            os.close(received)
            child.terminate()
            child.wait(10)
