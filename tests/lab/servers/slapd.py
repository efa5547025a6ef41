"""OpenLDAP's slapd 2.5 (Debian's) on loopback, with any access rules and entries."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, install, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch, run
from tests.lab.kind import Kind

SUFFIX, ADMIN, PASSWORD = "dc=example,dc=org", "cn=admin,dc=example,dc=org", "S3cret"


@functools.cache
def slapd() -> Program:
    """Return slapd 2.5 with slapadd beside it."""
    return fetch("slapd", ["slapd"], also=["slapadd"])


def start_slapd(
    *,
    first: Sequence[str] = (),
    access: Sequence[str] = ("to * by * read",),
    ldif: str = "",
    tls: tuple[Path, Path] | None = None,
) -> Server:
    """Return a running slapd; *first* are lines of slapd.conf before the database, *access* its rules."""
    program, owner = slapd(), unprivileged()
    folder = scratch("ldap", owner)
    (folder / "data").mkdir()
    schemas = [f"include {program.root}/etc/ldap/schema/{name}.schema" for name in ("core", "cosine", "inetorgperson")]
    top = list(first)
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        top += [f"TLSCertificateFile {cert}", f"TLSCertificateKeyFile {key}"]
    lines = [
        *schemas, f"modulepath {program.root}/usr/lib/ldap", "moduleload back_mdb", *top, "database mdb",
        f'suffix "{SUFFIX}"', f'rootdn "{ADMIN}"', f"rootpw {PASSWORD}", f"directory {folder / 'data'}",
        "maxsize 104857600", *(f"access {rule}" for rule in access),
    ]  # fmt: skip
    (folder / "slapd.conf").write_text("\n".join(lines) + "\n")
    (folder / "slapd.conf").chmod(0o644)
    (folder / "entries.ldif").write_text(ldif)
    give(folder, owner)
    if ldif:
        words = [program.path, "-T", "add", "-q", "-f", folder / "slapd.conf", "-l", folder / "entries.ldif"]
        run(words, folder, owner, env=program.env)
    scheme = "ldaps" if tls and not first else "ldap"
    words = [program.path, "-f", folder / "slapd.conf", "-d", "0", "-h"]
    return launch(
        "ldap", lambda port: [*words, f"{scheme}://127.0.0.1:{port}"], folder=folder, env=program.env, owner=owner
    )


SERVERS = {"slapd": Kind(what="OpenLDAP slapd 2.5 (Debian)", get=slapd, start=start_slapd)}
