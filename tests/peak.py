"""The greatest size of this process, of its own: ``ru_maxrss`` keeps the parent's from before the program was loaded."""

from __future__ import annotations

from pathlib import Path


def peak_kilobytes() -> int:
    """KiB of memory at most since the start, or since :func:`forget_peak`."""
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))


def forget_peak() -> None:
    """Count the peak anew from what is held now."""
    Path("/proc/self/clear_refs").write_text("5")
