"""FTP servers on loopback: pyftpdlib (Debian's), which tells permissions, and vsftpd (Debian's), which tells none."""

from __future__ import annotations

import functools
import os
import pwd
import subprocess
from collections.abc import Mapping
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import Unavailable, give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from nightlatch.demo.servers.pypi import interpreter
from tests.lab.kind import Kind

PASSWORD = "S3cret"
_SERVE = """
import sys
sys.path.insert(0, sys.argv[1])
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
users = DummyAuthorizer()
users.add_user("app", "S3cret", sys.argv[2], perm="elradfmwMT")
if sys.argv[3] != "none":
    users.add_anonymous(sys.argv[2], perm=sys.argv[3])
FTPHandler.authorizer = users
if sys.argv[5] != "none":
    FTPHandler.masquerade_address = sys.argv[5]
FTPServer(("127.0.0.1", int(sys.argv[4])), FTPHandler).serve_forever()
"""


@functools.cache
def pyftpdlib() -> Path:
    """Return the folder that pyftpdlib 1.5 is imported from."""
    return fetch("copyright", ["python3-pyftpdlib"]).root / "usr/lib/python3/dist-packages"


@functools.cache
def vsftpd() -> Program:
    """Return vsftpd 3; it starts as root only."""
    if os.geteuid() != 0:
        raise Unavailable("vsftpd", "starts as root only", "run the tests as root, in a container for example")
    return fetch("vsftpd", ["vsftpd"])


def fill(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write *files* below ``folder/files``, readable for everybody."""
    top = folder / "files"
    top.mkdir()
    for name, data in files.items():
        place = top / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(data)
    for place in (folder, top, *top.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    return top


def start_pyftpdlib(*, perm: str = "elr", files: tuple[tuple[str, bytes], ...] = (), says: str = "none") -> Server:
    """Return a running server; *perm* is what strangers may do, "none" lets none in; PASV names the address *says*."""
    library, owner = pyftpdlib(), unprivileged()
    folder = scratch("ftp", owner)
    top = fill(folder, dict(files))
    (folder / "serve.py").write_text(_SERVE)
    give(folder, owner)
    words: list[str | Path] = [interpreter(), "-I", folder / "serve.py", library, top, perm]
    return launch("ftp", lambda port: [*words, str(port), says], folder=folder, owner=owner)


def start_vsftpd(*, files: tuple[tuple[str, bytes], ...] = (), tls: bool = False) -> Server:
    """Return a running vsftpd that lets strangers in; with *tls* it demands TLS of them."""
    program = vsftpd()
    folder = scratch("ftp", None)
    top, empty = fill(folder, dict(files)), folder / "empty"
    empty.mkdir()
    lines = [
        "listen=YES", "listen_address=127.0.0.1", "background=NO", "anonymous_enable=YES", "local_enable=NO",
        f"anon_root={top}", f"secure_chroot_dir={empty}", "seccomp_sandbox=NO", f"ftp_username={_visitor()}",
        "nopriv_user=nobody", "pasv_enable=YES", "xferlog_enable=NO",
    ]  # fmt: skip
    if tls:
        cert, key = _certificate(folder)
        lines += ["ssl_enable=YES", "allow_anon_ssl=YES", "force_anon_data_ssl=YES", "force_anon_logins_ssl=YES"]
        lines += [
            "require_ssl_reuse=NO",
            "ssl_ciphers=HIGH",
            f"rsa_cert_file={cert}",
            f"rsa_private_key_file={key}",
            "ssl_tlsv1=YES",
        ]

    def command(port: int) -> list[str | Path]:
        (folder / "vsftpd.conf").write_text("\n".join([*lines, f"listen_port={port}"]) + "\n")
        return [program.path, folder / "vsftpd.conf"]

    return launch("ftp", command, folder=folder, env=program.env, owner=None)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """One with an RSA key: vsftpd 3.0.3 does not survive the elliptic one of tests.lab.tls."""
    cert, key = folder / "tls.crt", folder / "tls.key"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", key]
    subprocess.run([*words, "-out", cert], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return cert, key


def _visitor() -> str:
    """An account of little power whose home is there: vsftpd enters it before it goes where it is told."""
    return next(one.pw_name for one in pwd.getpwall() if 0 < one.pw_uid < 100 and Path(one.pw_dir).is_dir())


SERVERS = {
    "ftp": Kind(what="pyftpdlib 1.5 (Debian)", get=pyftpdlib, start=start_pyftpdlib),
    "vsftpd": Kind(what="vsftpd 3.0 (Debian), as root", get=vsftpd, start=start_vsftpd),
}
