"""Get programs of Debian packages without installing them: downloaded by apt, unpacked into the cache.

Works as any user. Speaks to the machine's configured apt sources, through apt itself, which checks signatures. Never
installs, never starts or stops a service, never touches the machine's own apt lists or policy-rc.d: where those lists
are missing or stale, lists of its own are fetched into the cache.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .cache import entry, held, say
from .identity import Unavailable, cache_dir

_FOLDERS = ("usr/sbin", "usr/bin", "sbin", "bin")
_LIBRARIES = ("lib/**/*.so*", "root/usr/lib/*-linux-gnu*/*.so*")  # of other packages; of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """An executable file, the root of the tree it belongs to, and the environment that it needs."""

    path: Path
    root: Path
    env: Mapping[str, str]


def installed(name: str, *, at_least: tuple[int, ...] = (0,)) -> Program | None:
    """Return the machine's own program *name* if ``name --version`` tells at least that version."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if found is None or version(Path(found)) < at_least:
        return None
    return Program(path=Path(found), root=Path("/"), env={})


def version(program: Path, env: Mapping[str, str] | None = None) -> tuple[int, ...]:
    """Return the first dotted number that ``program --version`` prints; () if it does not run or tells none."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False, env=env)
    except OSError:
        return ()
    number = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", said.stdout)
    return tuple(int(part) for part in number.groups() if part) if number else ()


def fetch(name: str, packages: Sequence[str], also: Sequence[str] = ()) -> Program:
    """Return program *name* out of *packages*, which share a tree; downloads them unless the cache has them.

    Shape: *name* may be a pattern, for what is not a program: ``pip-*.whl``; *also* names programs beside it that are
    to run too.
    Errors: Unavailable, when this is not Debian or the sources cannot be reached.
    """
    top = cache_dir() / "debian"
    have = sorted(top.glob(f"{packages[0]}_*/.complete"), key=lambda stamp: stamp.stat().st_mtime)
    folder = have[-1].parent if have else _download(name, packages, also)
    libraries = sorted({str(one.parent) for tree in _LIBRARIES for one in folder.glob(tree)})
    env = {"LD_LIBRARY_PATH": ":".join(libraries)} if libraries else {}
    return Program(path=_find(folder / "root", name), root=folder / "root", env=env)


def _download(name: str, packages: Sequence[str], also: Sequence[str]) -> Path:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise Unavailable(name, "this machine has no apt", f"install {name} yourself and make sure it is on PATH")
    with held("apt/lists"):
        options = _usable_lists(packages[0])
    number = _candidate(packages[0], options)

    def fill(folder: Path) -> None:
        say(f"downloading Debian's {' '.join(packages)} {number} to {folder} (unpacked there, not installed)")
        for one in _get(packages, folder, options):
            _unpack(one, folder / "root")
        for program in (name, *also):
            _add_libraries(_find(folder / "root", program), packages, folder, options)

    return entry(f"debian/{packages[0]}_{number}", fill)


def _find(root: Path, name: str) -> Path:
    patterns = (*(f"{folder}/{name}" for folder in _FOLDERS), f"usr/lib/**/bin/{name}", f"usr/share/**/{name}")
    found = next((place for pattern in patterns for place in sorted(root.glob(pattern)) if place.exists()), None)
    if found is None:
        raise Unavailable(name, "Debian's package does not hold it", f"remove {root.parent} and try again")
    return found


def _usable_lists(package: str) -> list[str]:
    """Return apt options: the machine's lists if they know *package* and it can be had, else lists of our own."""
    top = cache_dir() / "apt"
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (top / folder).mkdir(parents=True, exist_ok=True)
    cache = ["-o", f"Dir::Cache={top / 'cache'}", "-q"]
    own = [*cache, "-o", f"Dir::State={top / 'state'}", "-o", "Dir::State::status=/var/lib/dpkg/status"]
    own += ["-o", f"Dir::Etc::SourceParts={_distribution_sources(top / 'sources')}"]
    for options in (cache, own):
        if _candidate(package, options) and _has_address(package, options):
            return options
    say("fetching Debian's package lists into the cache (the machine's own are missing or out of date)")
    done = _apt(["apt-get", *own, "update"])
    if not _candidate(package, own):  # a source of somebody else's may have failed: no matter
        raise Unavailable(
            package, "Debian's package lists cannot be fetched", done.stderr[-400:] or "is there a network?"
        )
    return own


def _distribution_sources(folder: Path) -> Path:
    # Of sources.list.d only the distribution's own file: nobody else's source is contacted for our sake
    folder.mkdir(exist_ok=True)
    for name in ("debian.sources", "ubuntu.sources"):
        source = Path("/etc/apt/sources.list.d", name)
        if source.exists():
            shutil.copyfile(source, folder / name)
    return folder


def _candidate(package: str, options: Sequence[str]) -> str:
    said = _apt(["apt-cache", *options, "show", "--no-all-versions", package]).stdout
    found = re.search(r"^Version: (\S+)$", said, re.MULTILINE)
    return found[1] if found else ""


def _has_address(package: str, options: Sequence[str]) -> bool:
    # A list that is out of date names a file that the mirror has already dropped: only asking for it tells.
    place = cache_dir() / "apt" / "trial"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    is_there = _apt(["apt-get", *options, "download", package], place).returncode == 0
    shutil.rmtree(place)
    return is_there


def _get(packages: Sequence[str], folder: Path, options: Sequence[str]) -> Iterator[Path]:
    place = folder / "debs"
    place.mkdir()
    done = _apt(["apt-get", *options, "download", *packages], place)
    if done.returncode:
        raise Unavailable(packages[0], "Debian's package cannot be downloaded", done.stderr[-400:])
    yield from sorted(place.glob("*.deb"))
    shutil.rmtree(place)


def _unpack(package: Path, root: Path) -> None:
    root.mkdir(exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", package, root], check=True, umask=0o022)
    root.chmod(0o755)


def _add_libraries(binary: Path, packages: Sequence[str], folder: Path, options: Sequence[str]) -> None:
    """Download the packages of those shared libraries that *binary* needs and the machine lacks."""
    candidates: list[str] | None = None
    while missing := _missing(binary, folder):
        if candidates is None:
            candidates = _absent(packages, options)
        # Debian policy 8.1: a library's package is named after its soname, so the best guess comes first
        candidates.sort(key=lambda package: all(_squeeze(package) not in _squeeze(soname) for soname in missing))
        if not candidates:
            raise Unavailable(binary.name, f"shared libraries are missing: {' '.join(missing)}", "install them")
        package = candidates.pop(0)
        say(f"downloading Debian's {package}, for {binary.name}")
        for one in _get([package], folder, options):
            _unpack(one, folder / "lib")


def _missing(binary: Path, folder: Path) -> list[str]:
    places = ":".join(sorted({str(one.parent) for tree in _LIBRARIES for one in folder.glob(tree)}))
    env = {"PATH": os.defpath, "LC_ALL": "C"} | ({"LD_LIBRARY_PATH": places} if places else {})
    said = subprocess.run(["ldd", binary], capture_output=True, text=True, check=False, env=env).stdout
    return re.findall(r"^\s*(\S+) => not found", said, re.MULTILINE)


def _squeeze(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.replace(".so.", ""))


def _absent(packages: Sequence[str], options: Sequence[str]) -> list[str]:
    """Return the libraries among the dependencies of *packages* that the machine does not have."""
    kinds = ("recommends", "suggests", "conflicts", "breaks", "replaces", "enhances")
    words = ["depends", "--recurse", *(f"--no-{kind}" for kind in kinds), *packages]
    listed = re.findall(r"^(\S+)$", _apt(["apt-cache", *options, *words]).stdout, re.MULTILINE)
    said = _apt(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"]).stdout
    here = {line.split()[0] for line in said.splitlines() if line.endswith(" installed")}
    return [one for one in dict.fromkeys(listed) if one.startswith(("lib", "lua-")) and one not in here]


def _apt(command: Sequence[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = dict(os.environ) | {"LC_ALL": "C"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, umask=0o022)
