"""IP addresses, IPv4 and IPv6. Four numbers with dots may be a version (1.2.3.4): then the first is always small.

Chance: 1 in 300 other texts of digits and dots. Weight 5.5. Measured: 25 M values/s.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import scanners
from nightlatch.survey.checks import Bools, Together
from nightlatch.survey.values import Values

_H = "[0-9a-f]{1,4}"
_FOUR = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_SIX = (
    rf"^(?i)\[?(?:(?:{_H}:){{7}}{_H}|(?:{_H}:){{1,6}}(?::{_H}){{1,6}}|(?:{_H}:){{1,7}}:|::(?:{_H}:){{0,6}}{_H}|::"
    rf"|(?:(?:{_H}:){{6}}|::(?:{_H}:){{0,5}}|(?:{_H}:){{1,5}}:(?:{_H}:){{0,4}}){_FOUR})\]?(?:%[a-z0-9]+)?(?:/[0-9]{{1,3}})?$"
)


_BROWSER = r"^\s*[0-9]{2,3}\.0\.0\.0\s*$"  # Chrome/120.0.0.0


@Together
def _address(values: Values) -> Bools:
    leads = scanners.quads(*values.utf8)
    four = leads > 0
    if four.any():
        four &= ~values.matches(_BROWSER)
    if four.sum() >= 10 and leads[four].max() <= 25 and not (leads[four] == 11).all():
        four = np.zeros(len(values), np.bool_)  # versions: 1.2.3.4; but all in 10.0.0.0/8 are addresses
    if four.all():
        return np.asarray(four)
    return np.asarray(four | values.matches(_SIX))


CATEGORY = Category(
    id="ip-address",
    label="IP addresses",
    group="online",
    check=_address,
    chance=0.003,
    weight=5.5,
    find=r"\b(?i:version|release|firmware|build|ver)[ :.]{1,2}(?:[0-9]+\.){3}[0-9]+\b|(?:://(?:[^\s/@]*@)?)?\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b|\b(?:[0-9A-Fa-f]{1,4}:){1,7}(?::[0-9A-Fa-f]{1,4}){1,6}\b"
    r"|\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\b",
    names=named(
        "ip-address",
        """
    ip, ip address, ipaddress, ip addr, ipaddr, client ip, remote ip, remote addr, remote address, user ip,
    login ip, last ip, last login ip, source ip, src ip, dst ip, dest ip, ipv4, ipv6, ip v4, ip v6,
    x forwarded for, signup ip, registration ip, visitor ip, current sign in ip, peer ip, host ip, server ip,
    ip from, ips, ip adresse, ipadresse, adresse ip, dirección ip, endereço ip, indirizzo ip, ip adres, adres ip,
    ип адрес, ip адрес, ip adresi, عنوان ip, ip地址, 登录ip, 注册ip, ipdz, ipアドレス, 아이피, ip주소""",
    ),
)
