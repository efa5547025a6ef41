"""LDAP: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._ldap_wire import BASE, Broken, Found, Result, element, entry_of, request, result_of, search

_ASKED = ("objectClass", "vendorName", "vendorVersion", "forestFunctionality")
_VERSION = re.compile(r"(?:389-Directory/|OpenDJ (?:Server )?|^)(\d+(?:\.\d+){1,3})")


def seen(data: bytes) -> Seen | None:
    """An entry of the root, or a result, in answer to the first message; or the notice that it hangs up."""
    try:
        if data[:1] != b"\x30":
            return None
        _, message, _ = element(data, 0)
        tag, number, at = element(message, 0)
        kind, content, at = element(message, at)
        if tag != 2 or kind not in (0x64, 0x65, 0x61, 0x78) or len(number) > 4:
            return None
        if kind == 0x64:
            found = entry_of(content)
            return product_of(found) if not found.name else None
        return Seen(product="LDAP server") if isinstance(result_of(content), Result) else None
    except Broken:
        return None


def product_of(root: Found) -> Seen:
    """Which server shows such an entry of its root."""
    classes = {one.lower() for one in root.values("objectClass")}
    vendor = b" ".join(root.values("vendorName")).decode("latin-1")
    said = b" ".join(root.values("vendorVersion")).decode("latin-1")
    told = _VERSION.search(said)
    version = told[1] if told else None
    if b"openldaprootdse" in classes:
        return Seen(product="OpenLDAP", version=version)
    if root.values("forestFunctionality"):
        return Seen(product="Active Directory")
    for word, product in (("389", "389 Directory Server"), ("OpenDJ", "OpenDJ"), ("ForgeRock", "OpenDJ"), ("Apache", "ApacheDS")):  # fmt: skip
        if word in vendor or word in said:
            return Seen(product=product, version=version)
    return Seen(product="LDAP server", version=version)


SIGNS = Signs(
    ports=(389, 636, 3268, 3269, 1389, 1636),
    hello=request(1, "search rootDSE", search(b"", BASE, _ASKED, 1, 5)),
    reply=seen,
)

REMEDIES = (
    Remedy(
        versions="",
        steps=(
            "OpenLDAP: let nobody read without a bind, and let anonymous clients do no more than authenticate. 389 "
            "Directory Server: nsslapd-allow-anonymous-access: rootdse. Active Directory: clear the seventh character "
            "of dSHeuristics, and take Anonymous Logon out of Pre-Windows 2000 Compatible Access.",
            "Take userPassword, and all else that nobody needs, out of what even users may read.",
            "Close ports 389, 636, 3268 and 3269 to the outside, TCP and UDP: over UDP a directory amplifies attacks.",
        ),
        file="cn=config",
        text="dn: cn=config\nchangetype: modify\nadd: olcDisallows\nolcDisallows: bind_anon\n-\nadd: olcRequires\n"
        "olcRequires: authc\n\ndn: olcDatabase={1}mdb,cn=config\nchangetype: modify\nreplace: olcAccess\n"
        "olcAccess: {0}to attrs=userPassword by self write by anonymous auth by * none\n"
        "olcAccess: {1}to * by users read by * none\n",
        command="ldapmodify -Y EXTERNAL -H ldapi:/// -f close.ldif",
        terraform='resource "aws_directory_service_directory" "this" {\n  # ...\n  vpc_settings {\n'
        "    vpc_id     = var.vpc_id\n    subnet_ids = var.private_subnet_ids\n  }\n}\n",
        source="slapd.access(5), slapd-config(5); 389 Directory Server: Disabling anonymous binds; [MS-ADTS] 6.1.1.2.4.1.2",
    ),
)
