"""A server that insists on listening everywhere, in a network of its own, reached through single ports of loopback.

Run as a program: ``python enclosed.py FOLDER 127.0.0.1:PORT=INNER[,...] COMMAND...`` makes a user, network and mount
namespace (no root needed), runs COMMAND in it, and relays each PORT of this machine's loopback to INNER of the enclosed one's, by
a socket file in FOLDER, which does not belong to any network. Needs Linux, and unshare of util-linux.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

_SIOCSIFFLAGS, _UP = 0x8914, 0x41  # IFF_UP | IFF_RUNNING
_PIECE = 1 << 16


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One direction, until either side hangs up."""
    try:
        while data := await reader.read(_PIECE):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def relay(path: str, port: int) -> object:
    """What to do with a connection: to the socket file *path*, or to *port* of loopback if that is not 0."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await (asyncio.open_connection("127.0.0.1", port) if port else asyncio.open_unix_connection(path))
        except OSError:
            writer.close()
            return
        await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))

    return serve


async def outside(folder: str, doors: list[tuple[int, int]]) -> None:
    for port, inner in doors:
        await asyncio.start_server(relay(f"{folder}/{inner}.sock", 0), "127.0.0.1", port)  # type: ignore[arg-type]
    await asyncio.Event().wait()


async def inside(folder: str, doors: list[tuple[int, int]]) -> None:
    for _, inner in doors:
        await asyncio.start_unix_server(relay("", inner), f"{folder}/{inner}.sock")  # type: ignore[arg-type]
    await asyncio.Event().wait()


def loopback_up() -> None:
    """A new network has a loopback that is down."""
    with socket.socket() as probe:
        fcntl.ioctl(probe, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", _UP))


def own_places(folder: str) -> None:
    """What it writes beside its folder, below /run and /tmp, is seen by nobody else and gone when it ends."""
    for words in (["tmpfs", "/run"], [folder, "/run/kept"], ["tmpfs", "/tmp"], ["/run/kept", folder]):  # noqa: S108
        Path(words[1]).mkdir(parents=True, exist_ok=True)
        how = ["-t", "tmpfs"] if words[0] == "tmpfs" else ["--bind"]
        subprocess.run(["mount", *how, *words], check=True)


def main(words: list[str]) -> None:
    folder, told, *command = words
    doors = [(int(one.split("=")[0].rpartition(":")[2]), int(one.split("=")[1])) for one in told.split(",")]
    if os.environ.get("ENCLOSED"):
        loopback_up()
        own_places(folder)
        subprocess.Popen(command)
        asyncio.run(inside(folder, doors))
    code = os.environ["ENCLOSED_SOURCE"]
    again = ["unshare", "-U", "-r", "-n", "-m", "--", sys.executable, "-I", "-c", code, *words]
    child = subprocess.Popen(again, env={**os.environ, "ENCLOSED": "1"})
    if child.poll() is None:
        asyncio.run(outside(folder, doors))


def command(
    python: Path, folder: Path, doors: dict[int, int], words: list[str | Path]
) -> tuple[list[str], dict[str, str]]:
    """The command and environment that run *words* enclosed; *doors*: port here -> port there."""
    source = Path(__file__).read_text()  # as text: who runs it may not be able to read this file
    told = ",".join(f"127.0.0.1:{port}={inner}" for port, inner in doors.items())
    return [str(python), "-I", "-c", source, str(folder), told, *map(str, words)], {"ENCLOSED_SOURCE": source}


if __name__ == "__main__":
    main(sys.argv[1:])
