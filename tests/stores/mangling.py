"""Changes to what a genuine server said: of bytes, of JSON, of whole replies; made from numbers, so that they shrink."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.lab.replay import Reply, Talk

_EVIL = (
    b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\x00\x00\x00", b"\0\0\0\0", b"\xff" * 8,
    b"\x7f" + b"\xff" * 7, b"\0", b"\r\n", b"\n", b"-1", b"99999999999999999999", b"\xc3\x28\xed\xa0\x80", b"\x1b[2J",
    b"[" * 40_000, b"*1\r\n" * 20_000, b"{", b'"', b"NaN", b"", b"\x30\x84\x7f\xff\xff\xff", b"nil", b"<!DOCTYPE a>",
)  # fmt: skip
_LIES: tuple[Any, ...] = (
    None, True, "", "\x1b[1m", "..", "*", -1, 0, 1 << 31, 1 << 63, 10**30, 1e300, [], {}, [[]], [None], {"": None},
    {"a": {"a": {"a": []}}}, "9" * 30, "1e5", [0, "", None, {}],
)  # fmt: skip
_HOW = ("flip", "evil", "over", "cut", "drop", "twice", "other", "json", "json", "json", "status", "number")


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to which reply; *where* and *what* are taken modulo what there is."""

    at: int
    how: str
    where: int
    what: int
    path: tuple[int, ...] = ()


CHANGES = st.lists(
    st.builds(
        Change, st.integers(0, 120), st.sampled_from(_HOW), st.integers(0, 1 << 20), st.integers(0, 255),
        st.lists(st.integers(0, 9), max_size=6).map(tuple),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


class Mangler:
    """To be given to a `Replay` of *talks*; a change at reply 70 of 30 is made at reply 10."""

    def __init__(self, talks: Sequence[Talk], changes: Sequence[Change]) -> None:
        self._all = [step for talk in talks for step in talk if isinstance(step, bytes)]
        self._changes = changes

    def __call__(self, reply: Reply) -> bytes:
        said = reply.said
        for change in self._changes:
            if change.at % len(self._all) == reply.number:
                said = self._changed(said, change)
        return said

    def _changed(self, said: bytes, change: Change) -> bytes:
        if change.how == "other":
            return self._all[change.what % len(self._all)]
        if not said.startswith(b"HTTP/"):
            return _bytes_changed(said, change)
        head, _, body = said.partition(b"\r\n\r\n")
        if change.how == "status":
            return re.sub(
                rb" \d+ ", b" %d " % (200, 201, 204, 301, 400, 401, 403, 404, 500, 503)[change.what % 10], said, count=1
            )
        if change.where % 16 == 15:  # what frames the body is attacked as well
            return _bytes_changed(head, change) + b"\r\n\r\n" + body
        return http(head, _body_changed(whole(head, body), change))


def whole(head: bytes, body: bytes) -> bytes:
    """*body* without its chunks."""
    if not re.search(rb"(?i)transfer-encoding:\s*chunked", head):
        return body
    found = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        try:
            length = int(size.partition(b";")[0] or b"0", 16)
        except ValueError:
            return found
        found, body = found + body[:length], body[length + 2 :]
    return found


def http(head: bytes, body: bytes) -> bytes:
    """An answer of that *head* with *body*, whatever length it had."""
    lines = [line for line in head.split(b"\r\n") if not re.match(rb"(?i)(content-length|transfer-encoding):", line)]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body)]) + b"\r\n\r\n" + body


def _body_changed(body: bytes, change: Change) -> bytes:
    if change.how == "json" and change.path:
        try:
            told = json.loads(body)
        except ValueError:
            return _line_changed(body, change)
        return json.dumps(replaced(told, change.path, _LIES[change.what % len(_LIES)])).encode()
    return _bytes_changed(body, change)


def _line_changed(body: bytes, change: Change) -> bytes:
    """One of several JSON texts, a line each; of what is none, some bytes."""
    lines = body.splitlines(keepends=True)
    if len(lines) > 1:
        at = change.where % len(lines)
        try:
            told = replaced(json.loads(lines[at]), change.path, _LIES[change.what % len(_LIES)])
        except ValueError:
            return _bytes_changed(body, change)
        return b"".join([*lines[:at], json.dumps(told).encode() + b"\n", *lines[at + 1 :]])
    return _bytes_changed(body, change)


def replaced(told: Any, path: Sequence[int], lie: Any) -> Any:
    """*told* with what *path* leads to replaced by *lie*."""
    if not path or not isinstance(told, dict | list) or not told:
        return lie
    if isinstance(told, dict):
        key = list(told)[path[0] % len(told)]
        return {**told, key: replaced(told[key], path[1:], lie)}
    at = path[0] % len(told)
    return [*told[:at], replaced(told[at], path[1:], lie), *told[at + 1 :]]


def _bytes_changed(said: bytes, change: Change) -> bytes:
    at = change.where % (len(said) + 1)
    evil = _EVIL[change.what % len(_EVIL)]
    match change.how:
        case "flip" if said:
            at %= len(said)
            return said[:at] + bytes([said[at] ^ (change.what or 1)]) + said[at + 1 :]
        case "evil":
            return said[:at] + evil + said[at:]
        case "over":
            return said[:at] + evil + said[at + len(evil) :]
        case "cut":
            return said[:at]
        case "drop":
            return said[:at] + said[at + 1 + change.what :]
        case "twice":
            return said[:at] + said[at : at + 1 + change.what] * 2 + said[at + 1 + change.what :]
        case "number":
            numbers = list(re.finditer(rb"\d+", said))
            if numbers:
                found = numbers[change.where % len(numbers)]
                return (
                    said[: found.start()]
                    + (b"-1", b"0", b"4294967296", b"9" * 25)[change.what % 4]
                    + said[found.end() :]
                )
    return said[:at] + bytes([change.what]) + said[at + 1 :]
