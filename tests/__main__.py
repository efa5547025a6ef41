"""``python -m tests [pytest options]``: the whole suite, in two processes side by side: most of it waits for servers.

The stores are one half, all else the other; each half starts servers of its own, on free ports. What the first half
prints comes as it runs, what the other printed comes after it. Options, if there are any, mean one process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

STORES = "tests/stores"


def main(options: list[str]) -> int:
    """Run the tests; the exit code is that of the half that went worse."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=15"]
    if options:
        return subprocess.run([*pytest, *options], check=False).returncode
    with tempfile.TemporaryFile() as told:
        stores = subprocess.Popen([*pytest, STORES], stdout=told, stderr=subprocess.STDOUT)
        try:
            rest = subprocess.run([*pytest, f"--ignore={STORES}"], check=False).returncode
            code = max(rest, stores.wait())
        finally:
            stores.kill()
        told.seek(0)
        print(f"\n--- {STORES} ---", flush=True)
        sys.stdout.buffer.write(told.read())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
