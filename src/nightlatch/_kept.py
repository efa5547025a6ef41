"""Where compiled loops are kept between runs, under which names, and when they go. Sends nothing.

A name follows from all that was compiled in: the loop's own byte code, that of every loop it calls, in whatever module,
and the values of the constants that they take from around them, which numba freezes. So what an upgrade in place left
unchanged is read again, and what it changed has another name. When a loop is written, those of former versions of its
module go: there is one version of each loop, in as many variants as types it was called with.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numba
import numpy as np
from numba.core.dispatcher import Dispatcher

_PYTHON = f"py{sys.version_info[0]}{sys.version_info[1]}{getattr(sys, 'abiflags', '')}"
_DIGITS = 16
_known: dict[tuple[str, str], dict[str, FunctionType]] = {}  # the loops of a folder and module, by name


def known(loop: FunctionType, folder: str) -> None:
    """*loop* is there now, and kept in *folder*: when others of its module are written, it stays."""
    _known.setdefault((folder, _module(loop)), {})[_name(loop)] = loop


def name(loop: FunctionType, key: object) -> str:
    """The file of *loop* for *key*: signature and machine."""
    return f"{_base(loop)}{_digest(repr(key))}.nbc"


def _base(loop: FunctionType) -> str:
    return f"{_module(loop)}.{_name(loop)}.{_PYTHON}.{_version(loop)}."


def is_kept(loop: FunctionType) -> bool:
    """Is some variant of *loop*, as it is now, in the folder of its module?"""
    return any(Path(folder(loop.__code__.co_filename)).glob(f"{_base(loop)}*.nbc"))


def clear(loop: FunctionType, folder: str) -> None:
    """Remove what former versions of the module of *loop* left in *folder*, and what numba numbered itself."""
    start = f"{_module(loop)}."
    current = tuple(map(_base, _known[folder, _module(loop)].values()))
    with contextlib.suppress(OSError), os.scandir(folder) as files:
        for file in files:
            is_ours = file.name.startswith(start) and f".{_PYTHON}." in file.name
            if is_ours and file.name.endswith((".nbc", ".nbi")) and not file.name.startswith(current):
                Path(file.path).unlink(missing_ok=True)


def _module(loop: FunctionType) -> str:
    return Path(loop.__code__.co_filename).stem


def _name(loop: FunctionType) -> str:
    return loop.__qualname__.replace("<", "").replace(">", "")


@cache
def _version(loop: FunctionType) -> str:
    seen: dict[FunctionType, str] = {}
    waiting = [loop]
    while waiting:
        if (one := waiting.pop()) not in seen:
            facts, called = _facts(one)
            seen[one] = facts
            waiting += called
    return _digest(repr((numba.__version__, seen.pop(loop), sorted(seen.values()))))


@cache
def _facts(loop: FunctionType) -> tuple[str, tuple[FunctionType, ...]]:
    """What *loop* itself is compiled from, and the loops that it calls."""
    called: list[FunctionType] = []
    facts: list[object] = [_name(loop), loop.__defaults__, loop.__kwdefaults__]
    for code in _codes(loop.__code__):
        facts += [code.co_code, code.co_names, code.co_varnames, code.co_freevars, [*map(_constant, code.co_consts)]]
        for said, value in _taken(loop, code):
            if isinstance(value, Dispatcher):
                called.append(value.py_func)
                value = value.py_func.__qualname__, repr(value.targetoptions)
            facts.append((said, _constant(value)))
    return _digest(repr(facts)), tuple(called)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _taken(loop: FunctionType, code: CodeType) -> Iterator[tuple[str, Any]]:
    """What *code* may take from around it: closed over, of its module, of modules that it names."""
    for said, cell in zip(loop.__code__.co_freevars, loop.__closure__ or (), strict=True):
        yield said, cell.cell_contents
    for said in code.co_names:
        value = loop.__globals__.get(said)
        yield said, value
        if isinstance(value, ModuleType):
            yield from ((f"{said}.{part}", getattr(value, part, None)) for part in code.co_names)


def _constant(value: Any) -> object:
    """*value* as it is written in every process alike."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, hashlib.sha256(value.tobytes()).hexdigest()
    if isinstance(value, tuple):
        return [_constant(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(repr(one) for one in value)
    if value is None or isinstance(value, bool | int | float | complex | str | bytes | np.generic):
        return type(value).__name__, repr(value)
    return type(value).__name__, getattr(value, "__name__", "")  # a function of numba's own, numpy itself, a type


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


@cache
def folder(source: str) -> str:
    """Where the loops of the file *source* are kept; empty where nothing can be written.

    In the folder that ``NUMBA_CACHE_DIR`` names, else beside the code, else in the user's cache, else in a folder among
    the temporary ones that nobody else may write to: what is read from it is run.
    """
    for path in _folders(Path(source).absolute().parent):
        with contextlib.suppress(OSError):
            path.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=path).close()
            return str(path)
    return ""


def _folders(beside: Path) -> Iterator[Path]:
    apart = f"{beside.name}_{hashlib.sha256(os.fsencode(beside)).hexdigest()[:_DIGITS]}"
    if numba.config.CACHE_DIR:
        yield Path(numba.config.CACHE_DIR, apart)
    if beside.is_dir():  # else it is in an archive
        yield beside / "__pycache__"
    with contextlib.suppress(RuntimeError):  # of somebody without a home
        yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nightlatch" / apart
    with contextlib.suppress(OSError):
        yield _private() / apart


def _private() -> Path:
    """A folder that is ours alone. Errors: ``OSError`` where there is none."""
    path = Path(tempfile.gettempdir(), f"nightlatch-{os.getuid()}")
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{path} is not ours alone")
    return path
