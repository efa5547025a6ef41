"""``python -m tests [pytest options]``: the whole suite, in four processes side by side: most of it waits for servers.

The stores are three parts, by their first letters, all else the fourth; each part starts servers of its own, on free
ports. What the fourth prints comes as it runs, what the others printed comes after it. Options, if there are any, mean
one process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

STORES = Path("tests/stores")
_PARTS = ("abcde", "fghijk", "lmnopqrstuvwxyz")


def main(options: list[str]) -> int:
    """Run the tests; the exit code is that of the part that went worst."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=15"]
    if options:
        return subprocess.run([*pytest, *options], check=False).returncode
    with ExitStack() as stack:
        running = []
        for letters in _PARTS:
            told = stack.enter_context(tempfile.TemporaryFile())
            part = subprocess.Popen([*pytest, *_files(letters)], stdout=told, stderr=subprocess.STDOUT)
            stack.callback(part.kill)
            running.append((letters, part, told))
        code = subprocess.run([*pytest, f"--ignore={STORES}"], check=False).returncode
        for letters, part, told in running:
            code = max(code, part.wait())
            told.seek(0)
            print(f"\n--- {STORES}/test_[{letters[0]}-{letters[-1]}]* ---", flush=True)
            sys.stdout.buffer.write(told.read())
            sys.stdout.flush()
    return code


def _files(letters: str) -> list[str]:
    """The modules of the stores' tests whose names begin with one of *letters*."""
    return sorted(str(path) for path in STORES.glob("test_*.py") if path.stem[len("test_")] in letters)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
