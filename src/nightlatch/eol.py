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
    """A line of releases; *ends* is None where its end was not announced on the day *as_of* that the row is of."""

    cycle: str
    ends: date | None
    as_of: date

    def is_over(self, now: datetime) -> bool:
        """Has support ended at *now*? False where no end is known."""
        return self.ends is not None and now > datetime.combine(self.ends, time.max, UTC)


@cache
def table() -> dict[str, tuple[Cycle, ...]]:
    """``{product in lower case: its cycles}`` of the bundled table."""
    raw = msgspec.toml.decode(files("nightlatch").joinpath("eol.toml").read_bytes())
    return {
        name.lower(): tuple(
            Cycle(cycle=cycle, ends=ends or None, as_of=rows["as_of"])
            for cycle, ends in rows.items()
            if cycle != "as_of"
        )
        for name, rows in raw.items()
        if name != "source"
    }


def of(product: str, version: str | None) -> Cycle | None:
    """The cycle that *version* of *product* belongs to, the longest that fits; None if the table has none."""
    found = re.match(r"\d+(?:\.\d+)*", version or "")
    if found is None:
        return None
    parts = found[0].split(".")
    prefixes = {".".join(parts[:length]): length for length in range(1, len(parts) + 1)}
    fitting = [one for one in table().get(product.lower(), ()) if one.cycle in prefixes]
    return max(fitting, key=lambda one: prefixes[one.cycle], default=None)
