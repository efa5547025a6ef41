"""Compiled code is kept between runs, and no process ever reads another's variant for its own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba.core.errors import TypingError

from nightlatch._kept import is_kept
from nightlatch.compiled import is_at_work

_SOURCE = """
from nightlatch.compiled import compiled

@compiled
def first(values):
    return values[0]
"""


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import the same module as further processes would."""
    source = tmp_path / "loops.py"
    source.write_text(_SOURCE)

    def once() -> Any:
        spec = importlib.util.spec_from_file_location("loops", source)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "loops", module)
        spec.loader.exec_module(module)
        return module.first

    return once


def hits(loop: Any) -> int:
    return sum(loop.stats.cache_hits.values())


def test_what_was_compiled_once_is_read_by_the_next_process(load: Any) -> None:
    one, other = load(), load()
    assert one(np.array([7])) == 7
    assert hits(one) == 0
    assert other(np.array([7])) == 7
    assert hits(other) == 1


def test_two_that_keep_different_variants_at_once_do_not_take_each_others(
    load: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second keeps its code between the steps of the first: numba's own cache mixes them up, and a third crashes."""
    one, other = load(), load()
    files = type(one._cache._cache_file)
    begin = files._open_for_write

    def interrupted(self: Any, path: str) -> Any:
        monkeypatch.setattr(files, "_open_for_write", begin)
        other(np.array([2.5]))
        return begin(self, path)

    monkeypatch.setattr(files, "_open_for_write", interrupted)
    one(np.array([7], np.uint8))
    third = load()
    assert third(np.array([7], np.uint8)) == 7
    assert third(np.array([2.5])) == 2.5
    assert hits(third) == 2


def test_a_file_that_is_of_an_older_source_is_not_read(load: Any, tmp_path: Path) -> None:
    assert load()(np.array([7, 8])) == 7
    (tmp_path / "loops.py").write_text(_SOURCE.replace("values[0]", "values[-1]"))
    assert load()(np.array([7, 8])) == 8


def test_what_only_moved_is_read_again(load: Any, tmp_path: Path) -> None:
    load()(np.array([7]))
    (tmp_path / "loops.py").write_text("# A comment.\n" + _SOURCE)
    again = load()
    assert again(np.array([7])) == 7
    assert hits(again) == 1


_CALLEE = """
import numpy as np
from nightlatch.compiled import compiled

ADDED = 1
TABLE = np.array([10, 20])

@compiled
def inner(value):
    return value + TABLE[0]
"""
_BETWEEN = """
from nightlatch.compiled import inlined
from further import inner

@inlined
def middle(value):
    return inner(value)
"""
_CALLER = """
import further
from between import middle
from nightlatch.compiled import compiled

@compiled
def outer(value):
    return middle(value) + further.ADDED
"""


@pytest.mark.parametrize(
    ("was", "now", "answer"),
    [
        ("value + TABLE[0]", "value - TABLE[0]", 100 - 10 + 1),
        ("ADDED = 1", "ADDED = 2", 100 + 10 + 2),
        ("[10, 20]", "[11, 20]", 100 + 11 + 1),
    ],
    ids=["byte code", "constant", "table"],
)
def test_what_a_loop_calls_in_another_module_may_change(tmp_path: Path, was: str, now: str, answer: int) -> None:
    """Whatever was compiled in is seen, though neither the caller's own file nor its byte code did change."""
    for name, text in (("further", _CALLEE), ("between", _BETWEEN), ("outer", _CALLER)):
        (tmp_path / f"{name}.py").write_text(text)
    assert _answer(tmp_path) == (111, 0)
    assert _answer(tmp_path) == (111, 1)
    (tmp_path / "further.py").write_text(_CALLEE.replace(was, now))
    assert _answer(tmp_path) == (answer, 0)
    assert _answer(tmp_path) == (answer, 1)
    assert len(list(tmp_path.rglob("outer.outer.*.nbc"))) == 1


def _answer(folder: Path) -> tuple[int, int]:
    """What the outer loop says of 100 in a process of its own, and how often it was read from where it is kept."""
    told = subprocess.run(
        [sys.executable, "-B", "-c", "from outer import outer as o; print(o(100), sum(o.stats.cache_hits.values()))"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer, read = told.stdout.split()
    return int(answer), int(read)


def test_former_versions_go_when_a_new_one_is_written(load: Any, tmp_path: Path) -> None:
    """Of this module and this interpreter alone; so do numba's own files, and loops that are no more."""
    load()(np.array([7, 8]))
    (old,) = tmp_path.rglob("*.nbc")
    for name in ("loops.first-4.py311.nbi", "loops.first-4.py311.17.nbc", f"loops.gone.{old.name[12:]}"):
        old.with_name(name).touch()
    others = {old.with_name(name) for name in ("loops.first.py39.1.nbc", f"other.first.{old.name[12:]}", "loops.txt")}
    for path in others:
        path.touch()
    (tmp_path / "loops.py").write_text(_SOURCE.replace("values[0]", "values[-1]"))
    changed = load()
    changed(np.array([7, 8]))
    changed(np.array([7.5, 8.5]))
    left = {path for path in old.parent.iterdir() if not path.name.endswith(".pyc")}
    assert others < left
    assert old not in left
    assert len(left - others) == 2


@pytest.mark.parametrize(
    ("shut", "place"),
    [
        (["package/__pycache__"], "home/.cache/nightlatch"),
        (["package/__pycache__", "home"], "temporary/nightlatch-{user}"),
    ],
    ids=["user's cache", "temporary"],
)
def test_loops_are_kept_elsewhere_where_nothing_is_written_beside_them(
    tmp_path: Path, shut: list[str], place: str
) -> None:
    """In the user's cache, else in a folder that is the user's alone."""
    told = _kept_in(tmp_path, shut)
    expected = tmp_path / place.format(user=os.getuid())
    assert told == [f"7 0 {expected}", f"7 1 {expected}"]


@pytest.mark.parametrize("what", ["others may write there", "a link"])
def test_a_temporary_folder_that_is_not_ours_alone_is_not_read_from(tmp_path: Path, what: str) -> None:
    """What is kept there is run; with no place to keep anything, loops run all the same."""
    taken = tmp_path / "temporary" / f"nightlatch-{os.getuid()}"
    taken.parent.mkdir()
    if what == "a link":
        (tmp_path / "others").mkdir(mode=0o700)
        taken.symlink_to(tmp_path / "others")
    else:
        taken.mkdir()
        taken.chmod(0o777)
    assert _kept_in(tmp_path, ["package/__pycache__", "home"]) == ["7 0 ", "7 0 "]


def _kept_in(folder: Path, shut: list[str]) -> list[str]:
    """What two processes say of a loop: its answer, how often it was read, and the folder above; *shut* are files."""
    (folder / "package").mkdir()
    (folder / "package/loops.py").write_text(_SOURCE)
    for name in ("home", "temporary"):
        (folder / name).touch() if name in shut else (folder / name).mkdir(exist_ok=True)
    if "package/__pycache__" in shut:
        (folder / "package/__pycache__").touch()
    code = (
        "import os, loops, numpy as np; first = loops.first; "
        "print(first(np.array([7])), sum(first.stats.cache_hits.values()), os.path.dirname(first._cache.cache_path))"
    )
    return [
        subprocess.run(
            [sys.executable, "-B", "-c", code], cwd=folder / "package", check=True, stdout=subprocess.PIPE, text=True,
            env={"HOME": str(folder / "home"), "TMPDIR": str(folder / "temporary"), "PATH": os.environ["PATH"]},
        ).stdout.rstrip("\n")
        for _ in range(2)
    ]  # fmt: skip


def test_it_is_known_that_a_loop_is_being_compiled(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is, not before and not after."""
    loop = load()
    seen = []
    begin = loop._compiler.compile

    def watched(args: Any, returned: Any) -> Any:
        seen.append(is_at_work())
        return begin(args, returned)

    monkeypatch.setattr(loop._compiler, "compile", watched)
    assert not is_at_work()
    assert loop(np.array([7])) == 7
    assert (seen, is_at_work()) == ([True], False)


def test_a_loop_that_cannot_be_compiled_is_not_at_work_for_ever(load: Any) -> None:
    with pytest.raises(TypingError):
        load()(7)
    assert not is_at_work()


def test_a_disk_that_takes_nothing_breaks_nothing(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = load()

    def full(self: Any, name: str, data: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(loop._cache._cache_file), "_save_data", full)
    assert loop(np.array([7])) == 7


def test_it_is_known_whether_a_loop_is_kept(load: Any) -> None:
    """As it is now, for whatever types."""
    loop = load()
    assert not is_kept(loop.py_func)
    loop(np.array([7]))
    assert is_kept(loop.py_func)


_CALLED_WITH_NUMBERS = """
from nightlatch.compiled import compiled

@compiled
def inner(value, turns):
    return value << turns

@compiled
def first(values):
    return inner(values[0], 3) + inner(values[0], 5)
"""


def test_a_number_in_a_call_makes_no_variant_of_its_own(load: Any, tmp_path: Path) -> None:
    """Each would be compiled again."""
    (tmp_path / "loops.py").write_text(_CALLED_WITH_NUMBERS)
    loop = load()
    assert loop(np.array([1])) == 8 + 32
    assert len(loop.py_func.__globals__["inner"].overloads) == 1
