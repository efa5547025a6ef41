"""Until when a product's version gets fixes, from a bundled, dated table (``eol.toml``). Sends nothing, asks nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A line of releases; *ends* is None where its end was not announced when the table was made."""

    cycle: str
    ends: date | None

    def is_over(self, now: datetime) -> bool:
        """Has support ended at *now*? False where no end is known."""
        return self.ends is not None and now > datetime.combine(self.ends, time.max, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Products by their name in lower case."""

    as_of: date
    source: str
    products: dict[str, tuple[Cycle, ...]]


@cache
def table() -> Table:
    """The bundled table."""
    raw = msgspec.toml.decode(files("nightlatch").joinpath("eol.toml").read_bytes())
    products = {
        name.lower(): tuple(Cycle(cycle=cycle, ends=ends or None) for cycle, ends in cycles.items())
        for name, cycles in raw["products"].items()
    }
    return Table(as_of=raw["as_of"], source=raw["source"], products=products)


def of(product: str, version: str | None) -> Cycle | None:
    """The cycle that *version* of *product* belongs to, the longest that fits; None if the table has none."""
    found = re.match(r"\d+(?:\.\d+)*", version or "")
    if found is None:
        return None
    parts = found[0].split(".")
    prefixes = {".".join(parts[:length]): length for length in range(1, len(parts) + 1)}
    fitting = [one for one in table().products.get(product.lower(), ()) if one.cycle in prefixes]
    return max(fitting, key=lambda one: prefixes[one.cycle], default=None)
