"""The FTP protocol (RFC 959, 2428, 3659, 4217) on one control connection: replies, passive ports, lists. Sans-IO.

Sends nothing; `command` is the one place where commands are made, and lets through what `READS` declares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nightlatch.stores._files import Entry
from nightlatch.stores._stream import Stream

READS = frozenset(
    {"USER", "PASS", "FEAT", "PWD", "TYPE", "MLST", "MLSD", "STAT", "LIST", "EPSV", "PASV", "RETR", "QUIT"}
    | {"AUTH TLS", "PBSZ", "PROT"}
)
_MOST_LINES = 5_000
_CODE = re.compile(rb"([1-6]\d\d)([ -])(.*)", re.DOTALL)
_EXTENDED = re.compile(r"\(([!-~])\1\1(\d{1,5})\1\)")
_PASSIVE = re.compile(r"(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})")
_UNIX = re.compile(r"([-dlbcps])([r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-])[.+@]?\s+\d+\s+\S+(?:\s+\S+){0,3}?\s+(\d+)\s+\w{3}\s+\d{1,2}\s+[\d:]{4,5} (.+)")  # fmt: skip  # noqa: E501
_DOS = re.compile(r"\d\d-\d\d-\d\d(?:\d\d)?\s+\d\d:\d\d(?:[AP]M)?\s+(<DIR>|\d+)\s+(.+)")


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A command that the store does not declare was about to be sent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A three-digit code, and its lines without codes."""

    code: int
    lines: tuple[str, ...]

    @property
    def is_yes(self) -> bool:
        """Was the command done?"""
        return 200 <= self.code < 300


def command(verb: str, argument: str = "") -> bytes:
    """One line. Errors: `Undeclared`, also where *argument* could end the line."""
    if verb not in READS or re.search(r"[\r\n\0]", argument):
        raise Undeclared(verb)
    return f"{verb} {argument}".rstrip(" ").encode("utf-8", "surrogateescape") + b"\r\n"


def heard(stream: Stream) -> Reply:
    """The next reply; one of several lines ends with a line of the same code and a blank (RFC 959, 4.2)."""
    first = _CODE.match(stream.text())
    if first is None:
        raise stream.fail("not-this-protocol", "what it says is no FTP", "does another protocol answer at this port?")
    code, sign, rest = first.groups()
    lines = [text(rest)]
    while sign == b"-":
        line = stream.text()
        if line.startswith(code + b" "):
            lines.append(text(line[4:]))
            return Reply(int(code), tuple(lines))
        if len(lines) > _MOST_LINES:
            raise stream.fail("hostile", "its reply does not come to an end")
        lines.append(text(line))
    return Reply(int(code), tuple(lines))


def text(data: bytes) -> str:
    """As it can be sent back byte for byte."""
    return data.decode("utf-8", "surrogateescape")


def port_in(reply: Reply) -> int | None:
    """The port of a reply to EPSV or PASV. The address beside it is nobody's business: it may be any."""
    said = " ".join(reply.lines)
    if reply.code == 229 and (found := _EXTENDED.search(said)):
        port = int(found[2])
    elif reply.code == 227 and (found := _PASSIVE.search(said)):
        port = int(found[5]) * 256 + int(found[6])
    else:
        return None
    return port if 0 < port < 65536 else None


def facts_in(line: str) -> tuple[dict[str, str], str] | None:
    """``type=file;perm=r; name`` (RFC 3659, 7.2): the facts by their names in lower case, and the name."""
    told, blank, name = line.lstrip(" ").partition(" ")
    if not blank or (told and not told.endswith(";")):
        return None
    pairs = (one.partition("=") for one in told.split(";") if one)
    return {key.lower(): value for key, _, value in pairs}, name


def entry_of_facts(line: str) -> Entry | None:
    """A line of MLSD; None for the folder itself, for links and for what is no such line."""
    if (found := facts_in(line)) is None:
        return None
    facts, name = found
    kind = facts.get("type", "").lower()
    size = facts.get("size", "")
    if kind == "file":
        return Entry(name, int(size) if re.fullmatch(r"\d{1,18}", size, re.ASCII) else None)
    return Entry(name, is_folder=True) if kind == "dir" else None


def entry_of_list(line: str) -> Entry | None:
    """A line of LIST as Unix or DOS writes it; None for links, and for what is no such line."""
    if (unix := _UNIX.fullmatch(line)) is not None:
        if unix[1] not in "-d" or unix[4] in (".", ".."):
            return None
        return Entry(unix[4], None if unix[1] == "d" else int(unix[3][:18]), is_folder=unix[1] == "d")
    if (dos := _DOS.fullmatch(line)) is not None:
        is_folder = dos[1] == "<DIR>"
        return Entry(dos[2], None if is_folder else int(dos[1][:18]), is_folder=is_folder)
    return None


def is_list(line: str) -> bool:
    """Is this a line of a folder's list at all, of a link or of the folder itself too?"""
    return bool(_UNIX.fullmatch(line) or _DOS.fullmatch(line) or re.fullmatch(r"total \d+", line))


def entries(lines: Iterable[str], parse: Callable[[str], Entry | None]) -> Iterator[Entry]:
    """What *parse* makes of *lines*."""
    return (one for line in lines if (one := parse(line)) is not None)
