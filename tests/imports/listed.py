"""Lists as the tools really write them, about addresses that are for documentation only."""

from __future__ import annotations

from pathlib import Path

from nightlatch.imports import Found, Passed, all_imports
from nightlatch.scope import Scope
from nightlatch.scope_file import load

NMAP = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.93 scan initiated as: nmap -sV -oX scan.xml db.example.org -->
<nmaprun scanner="nmap" args="nmap -sV" start="1700000000" version="7.93" xmloutputversion="1.05">
<host starttime="1700000001" endtime="1700000009"><status state="up" reason="syn-ack"/>
<address addr="192.0.2.10" addrtype="ipv4"/><address addr="02:00:00:00:00:01" addrtype="mac"/>
<hostnames><hostname name="db.example.org" type="user"/><hostname name="ptr.example.net" type="PTR"/></hostnames>
<ports><extraports state="closed" count="996"/>
<port protocol="tcp" portid="16379"><state state="open" reason="syn-ack"/><service name="redis" product="Redis key-value store" version="7.0.15" method="probed" conf="10"/></port>
<port protocol="tcp" portid="9200"><state state="open" reason="syn-ack"/><service name="wap-wsp" method="table" conf="3"/></port>
<port protocol="tcp" portid="9201"><state state="open"/><service name="http" product="Elasticsearch REST API" method="probed"/><script id="http-title" output="a &lt;b&gt;"/></port>
<port protocol="tcp" portid="22"><state state="filtered"/></port>
<port protocol="udp" portid="389"><state state="open"/></port>
</ports></host>
<host><address addr="2001:db8::7" addrtype="ipv6"/><ports><port protocol="tcp" portid="27017"><state state="open"/></port></ports></host>
<runstats><finished time="1700000010"/></runstats>
</nmaprun>
"""
MASSCAN_OLD = """[
{   "ip": "192.0.2.1",   "timestamp": "1700000000", "ports": [ {"port": 6379, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] },
{   "ip": "192.0.2.2",   "timestamp": "1700000001", "ports": [ {"port": 11211, "proto": "udp", "status": "open", "reason": "none", "ttl": 64} ] },
{finished: 1}
]
"""
MASSCAN = """[
{   "ip": "192.0.2.1",   "timestamp": "1700000000", "ports": [ {"port": 6379, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }
,
{   "ip": "192.0.2.1",   "timestamp": "1700000001", "ports": [ {"port": 6379, "proto": "tcp", "service": {"name": "redis", "banner": "\\u002b}{PONG"} } ] }
]
"""
MASSCAN_ND = (
    '{"ip":"192.0.2.1","timestamp":"1700000000","port":6379,"proto":"tcp","rec_type":"status",'
    '"data":{"status":"open","reason":"syn-ack","ttl":64}}\n'
)
NAABU = (
    '{"host":"db.example.org","ip":"192.0.2.10","timestamp":"2024-01-05T09:00:00.123456789Z","port":27017,"protocol":"tcp","tls":false}\n'
    '{"ip":"2001:db8::7","timestamp":"2024-01-05T09:00:01Z","port":5432,"protocol":"tcp","tls":false,"name":"postgresql","product":"PostgreSQL DB"}\n'
    '{"ip":"192.0.2.11","port":{"Port":53,"Protocol":1,"TLS":false}}\n'
)
HOSTS = """\ufeff# what the firewall lets through
192.0.2.10:6379
[2001:db8::7]:27017   # the old one
2001:db8::8
db.example.org:5432
redis://db.example.org:16379
192.0.2.12:53/udp
192.0.2.13:443 [cdn]
"""
SHADOWSERVER = (
    '"timestamp","severity","ip","protocol","port","hostname","tag","version","asn","geo","new_column"\r\n'
    '"2024-01-05 09:00:00","critical","192.0.2.10","tcp",27017,"ptr.example.net","mongodb","4.0.3",64500,"ZZ","=1+1"\r\n'
    '"2024-01-05 09:00:01","high","192.0.2.11","udp",389,"","ldap","a\nb",64500,"ZZ",""\r\n'
)


def read(name: str, text: str | bytes, folder: Path, file: str = "list") -> list[Found | Passed]:
    """What the format *name* takes *text* for."""
    path = folder / file
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with path.open("rb", buffering=64 << 10) as opened:
        return list(all_imports()[name].read(opened, file))


def found(items: list[Found | Passed]) -> list[Found]:
    return [item for item in items if isinstance(item, Found)]


def passed(items: list[Found | Passed]) -> list[Passed]:
    return [item for item in items if isinstance(item, Passed)]


def scope(folder: Path, targets: str, exclude: str = "", inventory: str = "") -> Scope:
    """A scope of *targets*, lines of TOML."""
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC)
    lines = [targets]
    if inventory:
        (folder / "inventory.csv").write_text(inventory)
        lines.append('inventory = "inventory.csv"')
    path = folder / "scope.toml"
    grant = (
        '[grant]\nowner = "Example"\ncontact = "security@example.org"\ngranted_by = "the owner"\n'
        f'valid_from = {now.date() - timedelta(days=1)}\nvalid_until = {now.date() + timedelta(days=2)}\nstanding = "owner"\n'
    )
    path.write_text(grant + "[targets]\n" + "\n".join(lines) + (f"\n[exclude]\n{exclude}\n" if exclude else "\n"))
    return load(path, now)
