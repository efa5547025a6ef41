"""What can be chosen, read off the registry's folders without importing them: ``--help`` and completion stay quick."""

from __future__ import annotations

import pkgutil
from enum import StrEnum
from pathlib import Path

import nightlatch


def _modules(folder: str) -> list[str]:
    found = pkgutil.iter_modules([str(Path(nightlatch.__file__).parent / folder)])
    return sorted(module.name for module in found if not module.name.startswith("_"))


FILES = ", ".join(_modules("readers"))
LISTS = ", ".join(_modules("imports"))
REPORTS = ", ".join(_modules("reports"))
STORES = ", ".join(_modules("stores"))


class TrafficLight(StrEnum):
    """What ``--tlp`` takes: who a report may be shown to (Traffic Light Protocol 2.0)."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    STRICT = "AMBER+STRICT"
    RED = "RED"


def complete_report(incomplete: str) -> list[str]:
    """Formats that begin so, each with its equals sign."""
    return [f"{name}=" for name in _modules("reports") if f"{name}=".startswith(incomplete)]
