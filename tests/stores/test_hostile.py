"""Every kind of store against servers that mean harm: bounded time and memory, a failure that says what happened."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable

import pytest

from nightlatch.model import Result
from nightlatch.stores import all_stores
from nightlatch.targets import parse
from tests.contract import run
from tests.lab import hostile
from tests.lab.hostile import Trap

KINDS = sorted(all_stores())
_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def _http(body: bytes, more: bytes = b"") -> bytes:
    return _HTTP + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


_ESCAPES = "\x1b]0;owned\x07\x1b[31m<script>alert(1)</script>=1+1\u202e".encode()
TRAPS: dict[str, Callable[[], Trap]] = {
    "silent": hostile.silent,
    "closing": hostile.closing,
    "resetting": hostile.resetting,
    "garbage": hostile.garbage,
    "drip": lambda: hostile.drip(every_seconds=0.2),
    "flood": lambda: hostile.flood(seconds=30),
    "flood of lines": lambda: hostile.flood(b"-ERR what\r\n" * 5000, seconds=30),
    "zeros": lambda: hostile.greeting(bytes(1 << 20)),
    "ones": lambda: hostile.replying(b"\xff" * (1 << 16), then="repeat"),
    "2 GB announced": lambda: hostile.replying(b"\x7f\xff\xff\xf0" * 4 + bytes(1 << 16)),
    "2 GB announced, little-endian": lambda: hostile.replying(b"\xf0\xff\xff\x7f" * 4 + bytes(1 << 16)),
    "HTTP: 2 GB announced": lambda: hostile.replying(_HTTP + b"Content-Length: 2147483632\r\n\r\n" + b"{" * 65536, then="repeat"),
    "HTTP: never ends": lambda: hostile.replying(_HTTP + b"Transfer-Encoding: chunked\r\n\r\n" + b"1000\r\n" + b"[" * 4096 + b"\r\n", then="hang"),
    "HTTP: endless header": lambda: hostile.replying(_HTTP + b"X-A: " + b"a" * (1 << 20), then="hang"),
    "HTTP: 100,000 levels": lambda: hostile.replying(_http(b"[" * 100_000 + b"]" * 100_000), then="repeat"),
    "HTTP: 100,000 objects deep": lambda: hostile.replying(_http(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), then="repeat"),
    "HTTP: bomb": lambda: hostile.replying(_http(gzip.compress(bytes(1 << 26)), b"Content-Encoding: gzip\r\n"), then="repeat"),
    "HTTP: redirect": lambda: hostile.replying(
        b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n", then="repeat"
    ),
    "HTTP: names": lambda: hostile.replying(_http(b'{"name":"' + _ESCAPES + b'"}'), then="repeat"),
    "HTTP: empty list": lambda: hostile.replying(_http(b"[]"), then="repeat"),
    "HTTP: text": lambda: hostile.replying(_http(_ESCAPES + b"\xff\xfe"), then="repeat"),
    "HTTP: null": lambda: hostile.replying(_http(b"null"), then="repeat"),
    "changes protocol": lambda: hostile.replying(_http(b"{}"), b"+OK\r\n", b"\x00" * 64, b"SSH-2.0-x\r\n", then="close"),
    "echo": lambda: hostile.Trap(lambda link, over: _echo(link)),
}  # fmt: skip


def _echo(link: object) -> None:
    while data := link.recv(65536):  # type: ignore[attr-defined]
        link.sendall(data)  # type: ignore[attr-defined]


def attack(kind: str, trap: Trap) -> tuple[Result, float]:
    started = time.monotonic()
    result = run(parse(trap.url(all_stores()[kind].schemes[0])), timeout_seconds=0.4)
    return result, time.monotonic() - started


@pytest.mark.parametrize("name", TRAPS)
def test_no_kind_is_fooled_by(name: str) -> None:
    """It ends in time, in a failure that names what happened or in no right at all, and never in an open store."""
    told: dict[str, tuple[Result, float]] = {}

    def work(kind: str) -> None:
        with TRAPS[name]() as trap:
            told[kind] = attack(kind, trap)

    threads = [threading.Thread(target=work, args=(kind,)) for kind in KINDS]
    for start in range(0, len(threads), 12):  # all at once would make the machine slow, and time is looked at
        for thread in threads[start : start + 12]:
            thread.start()
        for thread in threads[start : start + 12]:
            thread.join(90)
    assert sorted(told) == KINDS
    wrong: list[str] = []
    for kind, (result, seconds) in sorted(told.items()):
        wrong += [f"{kind}: {one.kind}: {one.what}" for one in result.failures if one.kind in ("bug", "out-of-scope")]
        wrong += [f"{kind}: open on {name}" for one in result.findings if one.status == "open"]
        wrong += [f"{kind}: {line}" for line in _loud(result)]
        if seconds > 30:
            wrong.append(f"{kind}: took {seconds:.0f} s")
        if not result.failures and not result.findings:
            wrong.append(f"{kind}: nothing said")
    assert wrong == []


def _loud(result: Result) -> list[str]:
    """Texts of the result that a terminal would obey."""
    texts = [text for one in result.failures for text in (one.what, one.hint)]
    texts += [
        text for one in result.findings for text in (one.identity.product, one.identity.version or "", *one.notes)
    ]
    return [repr(text) for text in texts if not text.isprintable()]
