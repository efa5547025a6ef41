"""``python -m tests [pytest options]``: the whole suite, in five processes side by side: most of it waits for servers.

The stores are three parts, by their first letters, the modules beside the folders are the fourth, all else the fifth;
each part starts servers of its own, on free ports. What the last prints comes as it runs, what the others printed comes
after it. Options, if there are any, mean one process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

TESTS = Path("tests")
STORES = TESTS / "stores"
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=15"]

_FILES = {
    "people.csv": "id,name,mail,phone,born\n"
    + "".join(f"{n},Anna Muster,u{n}@example.org,+49301234{n},19{n % 90 + 10}-01-02\n" for n in range(100, 400)),
    "sightings.jsonl": "".join(
        f'{{"person": "u{n % 50}@example.org", "lat": {52 + n / 7919:.5f}, "lon": {13 + n / 6101:.5f}, '
        f'"at": {1_700_000_000 + 97 * n}}}\n'
        for n in range(300)
    ),
}


def main(options: list[str]) -> int:
    """Run the tests; the exit code is that of the part that went worst."""
    if options:
        return subprocess.run([*PYTEST, *options], check=False).returncode
    _compile()
    *aside, (_, last) = parts().items()
    with ExitStack() as stack:
        running = []
        for name, paths in aside:
            told = stack.enter_context(tempfile.TemporaryFile())
            part = subprocess.Popen([*PYTEST, *paths], stdout=told, stderr=subprocess.STDOUT)
            stack.callback(part.kill)
            running.append((name, part, told))
        code = subprocess.run([*PYTEST, *last], check=False).returncode
        for name, part, told in running:
            code = max(code, abs(part.wait()))  # less than nothing: a signal ended it
            told.seek(0)
            print(f"\n--- {name} ---", flush=True)
            sys.stdout.buffer.write(told.read())
            sys.stdout.flush()
    return code


def _compile() -> None:
    """Have the loops compiled that reading takes, once: else every part does so at the same time."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _FILES.items():
            (Path(folder) / name).write_text(content)
        check = [sys.executable, "-m", "nightlatch", "check", "--quiet", *_FILES]
        subprocess.run(check, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def parts() -> dict[str, list[str]]:
    """The paths of each part, by its name; every test is in one of them."""
    modules = sorted(STORES.glob("test_*.py"))
    found = {
        f"{STORES}/test_[{letters[0]}-{letters[-1]}]*": [
            str(path) for path in modules if path.stem.removeprefix("test_")[0] in letters
        ]
        for letters in ("abcde", "fghijk", "lmnopqrstuvwxyz")
    }
    found[f"{TESTS}/test_*"] = sorted(map(str, TESTS.glob("test_*.py")))
    found["the other folders"] = sorted(
        {str(folder) for path in TESTS.rglob("test_*.py") if (folder := _folder(path)) not in (TESTS, STORES)}
    )
    return found


def _folder(module: Path) -> Path:
    """The folder right below ``tests`` that *module* is in; ``tests`` itself where it is in none."""
    return TESTS.joinpath(*module.relative_to(TESTS).parts[:-1][:1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
