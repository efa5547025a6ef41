"""Compiled code is kept between runs, and no process ever reads another's variant for its own."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

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


def test_it_is_known_that_a_loop_is_being_compiled(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is, not before and not after; a disk that takes nothing breaks nothing."""
    loop = load()
    seen = []

    def full(self: Any, name: str, data: Any) -> None:
        seen.append(is_at_work())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(loop._cache._cache_file), "_save_data", full)
    assert not is_at_work()
    assert loop(np.array([7])) == 7
    assert (seen, is_at_work()) == ([True], False)
