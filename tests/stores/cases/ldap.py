"""LDAP, real (OpenLDAP): open, open in part by its rules, inside TLS, demanding it, closed in two ways."""

from __future__ import annotations

import base64
import functools
import tempfile
from pathlib import Path
from typing import Any

from nightlatch.model import Login
from nightlatch.stores import _ldap_wire as wire
from tests import lab
from tests.lab import tls as certificates
from tests.lab.servers.slapd import ADMIN, PASSWORD, SUFFIX
from tests.stores.cases import NONE, Case, Setup
from tests.stores.cases._files import PEOPLE, people

_STAFF, _TEAMS = f"ou=people,{SUFFIX}", f"ou=teams,{SUFFIX}"
_SECRET = "to attrs=userPassword by anonymous auth by * none"


@functools.cache
def ldif() -> str:
    """300 people in ``ou=people``, 5 teams in ``ou=teams``, two devices beside them."""
    found = [f"dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n"]
    found += [f"dn: ou={name},{SUFFIX}\nobjectClass: organizationalUnit\nou: {name}\n" for name in ("people", "teams")]
    for n, row in enumerate(people()):
        lines = [f"dn: uid=u{n},{_STAFF}", "objectClass: inetOrgPerson", f"uid: u{n}"]
        told = {
            "cn": row["name"],
            "sn": row["name"],
            "displayName": row["name"],
            "mobile": row["phone"],
            "employeeNumber": row["id_number"],
        }
        told |= {"postalAddress": row["address"], "mail": f"u{n}@example.org", "userPassword": "x"}
        lines += [f"{name}:: {base64.b64encode(value.encode()).decode()}" for name, value in told.items()]
        found.append("\n".join(lines) + "\n")
    found += [f"dn: cn=team{n},{_TEAMS}\nobjectClass: device\ncn: team{n}\n" for n in range(5)]
    found += [f"dn: cn=printer{n},{SUFFIX}\nobjectClass: device\ncn: printer{n}\n" for n in range(2)]
    return "\n".join(found)


def server(*access: str, first: tuple[str, ...] = ()) -> Any:
    return lab.server("slapd", ldif=ldif(), access=access or (_SECRET, "to * by * read"), first=first)


@functools.cache
def inside_tls(*first: str) -> Any:
    return lab.server("slapd", ldif=ldif(), first=first, tls=certificates.certificate(Path(tempfile.mkdtemp())))


def verbs(sent: bytes) -> set[str]:
    """The operations of one connection; what is inside TLS is not seen."""
    found: set[str] = set()
    at = 0
    while at < len(sent) and sent[at] == 0x30:
        _, message, at = wire.element(sent, at)
        _, _, start = wire.element(message, 0)
        tag, operation, _ = wire.element(message, start)
        if tag == 0x63:
            _, base, after = wire.element(operation, 0)
            scope = operation[after + 2]
            listed = [value for _, value in wire.elements(list(wire.elements(operation))[-1][1])]
            is_names = listed in ([b"1.1"], [b"objectClass", b"numSubordinates"])
            kind = "search rootDSE" if not base and scope == 0 else "search names" if is_names else "search entries"
            kind = wire.MONITOR if base.lower().endswith(b"cn=monitor") else kind
            found.add(kind)
        else:
            found.add({0x60: "bind", 0x42: "unbind", 0x77: "StartTLS"}.get(tag, f"{tag:#x}"))
    return found


_READ = "C=? R=some U=? D=? A=?"
_ALL: dict[str, int | tuple[int, int]] = {"ou=people": PEOPLE, "ou=teams": 5, "top": 2}
_FINDS = {"ou=people": frozenset({"person-name", "national-id.cn", "phone", "email"})}

CASE = Case(
    kind="ldap",
    setups=(
        Setup(name="open", server=server, rights=_READ, containers=_ALL, finds=_FINDS, product="OpenLDAP"),
        Setup(
            name="partial: the rules show strangers one branch",
            server=lambda: server(
                f'to dn.subtree="{_TEAMS}" by * read', f'to dn.base="{SUFFIX}" by * read', "to * by users read by * none"
            ),
            rights=_READ, containers={"ou=teams": 5},
        ),
        Setup(
            name="partial: shows strangers the root alone", server=lambda: server("to * by users read by * none"),
            rights="C=? R=no U=? D=? A=?", status="incomplete",
        ),
        Setup(name="open inside TLS", server=inside_tls, rights=_READ, containers=_ALL, tls=True, product="OpenLDAP"),
        Setup(
            name="open, demanding TLS", server=lambda: inside_tls("security tls=128"), rights=_READ, containers=_ALL
        ),
        Setup(
            name="closed: no anonymous bind", server=lambda: server(first=("disallow bind_anon", "require authc")),
            rights=NONE, status="closed", product="LDAP server",
        ),
        Setup(name="closed: a login for all", server=lambda: server(first=("require authc",)), rights=NONE, status="closed"),
        Setup(
            name="closed, looked at with a login", server=lambda: server(first=("require authc",)), rights=_READ,
            status="closed", login=Login(user=ADMIN, password=PASSWORD), containers=_ALL, finds=_FINDS, product="OpenLDAP",
        ),
    ),
    verbs=verbs,
    contents=frozenset({"search entries"}),
)  # fmt: skip
