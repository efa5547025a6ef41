"""How a password comes in: the first line of a file, or an environment variable that the user names; nothing else.

Never from argv or a URL, which other users of the machine and shell histories see. Sends nothing; no error text holds
any part of what was read.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from nightlatch import ambient

_MAX_BYTES = 4096


class SecretError(Exception):
    """A password cannot be taken from where the user said; the second argument is what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


def from_file(path: Path | str) -> str:
    """The first line of *path*, without its line end; empty if the file is, which is a password, too.

    A regular file that everybody may read, or others may write, is refused: the password is not secret any more.
    Reading by the group is let pass (container secrets are mounted so). A pipe is taken (``/dev/fd/N`` of a shell).
    Errors: :class:`SecretError`.
    """
    try:
        with Path(path).open("rb", buffering=0) as source:
            _check_mode(path, os.fstat(source.fileno()))
            data = _bounded(source.fileno())
    except OSError as error:
        raise SecretError(f"{path}: cannot read the password file: {(error.strerror or '').lower()}") from None
    if len(data) > _MAX_BYTES:
        raise SecretError(f"{path}: the password file is longer than {_MAX_BYTES} bytes", "is it the right file?")
    return _text(f"{path}: the password file", data.split(b"\n", 1)[0].removesuffix(b"\r"))


def from_variable(name: str) -> str:
    """The value of the environment variable *name*, which is taken out of the environment: no child inherits it.

    Variables that :func:`nightlatch.ambient.scrub` removed are found, too: naming one is asking for it.
    Errors: :class:`SecretError` if it is not set.
    """
    value = os.environ.pop(name, None)
    if value is None:
        value = ambient.taken(name)
    if value is None:
        raise SecretError(f"the environment variable {name[:100]} is not set", "set it for this command only")
    return _text(f"the environment variable {name[:100]}", value.encode("utf-8", "surrogateescape"))


def _check_mode(path: Path | str, found: os.stat_result) -> None:
    if stat.S_ISREG(found.st_mode) and found.st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        raise SecretError(f"{path}: the password file is open to other users", f"chmod 600 {path}")


def _bounded(descriptor: int) -> bytes:
    data = b""
    while len(data) <= _MAX_BYTES and b"\n" not in data and (more := os.read(descriptor, _MAX_BYTES)):
        data += more
    return data


def _text(where: str, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise SecretError(f"{where} does not hold UTF-8 text") from None
    if "\0" in text:
        raise SecretError(f"{where} holds a NUL character, which no password can")
    return text
