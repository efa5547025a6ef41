"""The suite's parts: no module is left out, none runs twice, and a part that a signal ends is a failure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import tests.__main__ as suite


def test_every_module_is_in_one_part() -> None:
    """Whatever its name or folder."""
    taken = [Path(path) for paths in suite.parts().values() for path in paths]
    modules = [module for path in taken for module in (path.rglob("test_*.py") if path.is_dir() else [path])]
    assert sorted(modules) == sorted(Path("tests").rglob("test_*.py"))


@pytest.mark.parametrize(("what", "code"), [("os.kill(os.getpid(), 11)", 11), ("os._exit(3)", 3), ("pass", 0)])
def test_the_worst_part_decides(what: str, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Even one that was ended by a signal, which counts less than nothing."""
    fine, other = tmp_path / "fine", tmp_path / "other"
    fine.write_text("")
    other.write_text(f"import os; {what}")
    monkeypatch.setattr(suite, "PYTEST", [sys.executable])
    monkeypatch.setattr(suite, "parts", lambda: {"one": [str(other)], "two": [str(fine)]})
    assert suite.main([]) == code
