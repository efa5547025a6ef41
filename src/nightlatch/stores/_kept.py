"""How much is kept of one value that is read."""

from __future__ import annotations

KEPT = 64 << 10  # bytes
CUTS = (KEPT, 1 << 10)  # lengths at which a value may have been cut
