"""How one sees by hand whether a store is shut: a harmless command of its kind (``by_hand.toml``). Sends nothing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from nightlatch.model import Finding

# nothing that a shell would take for anything else
_HOST = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,252}|[0-9A-Fa-f:.]{2,45}")
_WEB = re.compile(r"\{web\}(\S*)")


@cache
def table() -> dict[str, str]:
    """Commands by kind."""
    return tomllib.loads(files("nightlatch").joinpath("by_hand.toml").read_text(encoding="utf-8"))


def command(finding: Finding) -> str:
    """What to type from where the store was seen; empty where it is not open, or where it is may not be told."""
    host, port = finding.endpoint.host, finding.endpoint.port
    template = table().get(finding.identity.kind, "")
    if finding.status != "open" or not template or not port or not _HOST.fullmatch(host):
        return ""
    is_url = "://{host}" in template or "{web}" in template
    place = f"[{host}]" if ":" in host and is_url else host
    scheme, more = ("https", "-ki") if finding.identity.tls.used else ("http", "-i")
    whole = _WEB.sub(lambda found: f"curl {more} '{scheme}://{place}:{port}{found[1]}'", template)
    return whole.format(host=place, port=port)
