"""One store, many doors: a page or proxy before a store is linked to it, by the id that both tell. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nightlatch.model import Finding


def linked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings: each door says where it leads, each store which doors lead to it."""
    found = tuple(findings)
    stores: dict[tuple[str, str | None], Finding] = {
        (one.identity.kind, one.identity.id): one for one in reversed(found) if one.identity.id is not None
    }
    doors: dict[str, list[str]] = {}
    for one in found:
        store = stores.get((one.identity.behind_kind or "", one.identity.behind))
        if store is not None:
            doors.setdefault(store.target.url, []).append(one.target.url)
    return tuple(
        replace(one, doors=tuple(doors.get(one.target.url, ())), leads_to=_leads_to(one, stores)) for one in found
    )


def _leads_to(door: Finding, stores: dict[tuple[str, str | None], Finding]) -> str:
    identity = door.identity
    if identity.behind_kind is None:
        return ""
    store = stores.get((identity.behind_kind, identity.behind))
    return store.target.url if store is not None else f"a store of the kind {identity.behind_kind}, not looked at"
