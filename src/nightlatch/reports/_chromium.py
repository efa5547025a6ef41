"""Where Chromium is, and how it is run so that it reads one page and speaks to nobody."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "headless_shell")


def program() -> str | None:
    """The Chromium on PATH, or the one that NIGHTLATCH_CHROMIUM names."""
    named = os.environ.get("NIGHTLATCH_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def flags(profile: Path) -> list[str]:
    """Headless, with a profile that is thrown away, no extension, no update, and no name that resolves."""
    told = [
        "--headless",
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-sync",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--proxy-server=127.0.0.1:9",  # nothing listens on the discard port: whatever asks fails at once
        "--proxy-bypass-list=<-loopback>",
        "--font-render-hinting=none",
        "--hide-scrollbars",
    ]
    # as root Chromium refuses its own sandbox; the page runs no script, by its policy and by ours
    return [*told, "--no-sandbox"] if os.geteuid() == 0 else told
