"""Loops compiled by numba to run without the interpreter's lock, kept between runs.

numba's own cache numbers the files of a function's variants, and writes the index that gives out the numbers before the
code: two processes that compile different variants at once can both take one number, and a third then runs code made
for other types of array. Nor does it look at what a loop calls in other modules. Here the name of a file follows from
all that its code depends on (:mod:`nightlatch._kept`), and there is no index: a file is of this function and these
types, or it is not there.
"""

from __future__ import annotations

import contextlib
from functools import partial
from typing import Any, Literal, Self

import numba
from numba.core import event
from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile
from numba.core.types.misc import unliteral

from nightlatch import _kept


def compiled(loop: Any, inline: Literal["never", "always"] = "never") -> Any:
    """Return *loop*, compiled at its first call with each set of types, or read from where that was kept."""
    if numba.config.DISABLE_JIT:  # to look for indices out of bounds
        return loop
    dispatcher = numba.njit(nogil=True, inline=inline)(loop)
    dispatcher._cache = _Cache(loop)
    dispatcher.get_call_template = partial(_of_any_number, dispatcher.get_call_template)
    return dispatcher


def is_at_work() -> bool:
    """Is a loop being compiled now? Only the first run on a machine waits for that."""
    return _WATCH.depth > 0


def _of_any_number(resolve: Any, args: Any, named: Any) -> Any:
    """Else numba compiles one more variant for each number that is written where another loop calls this one."""
    return resolve([unliteral(one) for one in args], {name: unliteral(one) for name, one in named.items()})


def inlined(loop: Any) -> Any:
    """Like :func:`compiled`, for a loop that is written into those that call it."""
    return compiled(loop, inline="always")


class _Watch(event.Listener):  # type: ignore[misc]
    """How many loops are being compiled, each for the one that calls it; numba compiles in one thread at a time."""

    depth = 0

    def on_start(self, event: Any) -> None:
        self.depth += 1

    def on_end(self, event: Any) -> None:
        self.depth -= 1


_WATCH = _Watch()
event.register("numba:compile", _WATCH)


class _Files(IndexDataCacheFile):  # type: ignore[misc]
    def __init__(self, loop: Any, folder: str) -> None:
        self._cache_path, self._loop = folder, loop

    def save(self, key: Any, data: Any) -> None:
        with contextlib.suppress(OSError):  # a full disk costs the next run its time, and this one nothing
            self._save_data(_kept.name(self._loop, key), data)
            _kept.clear(self._loop, self._cache_path)

    def load(self, key: Any) -> Any:
        try:
            return self._load_data(_kept.name(self._loop, key))
        except OSError:
            return None

    def flush(self) -> None:
        """Nothing is written over: what changed has another name."""


class _Place:
    """Stands in for numba's way to find a folder, which ends the program where it finds none."""

    _py_file = ""

    def __init__(self, path: str) -> None:
        self._path = path

    @classmethod
    def from_function(cls, loop: Any, file: str) -> Self:
        return cls(_kept.folder(file))

    def get_cache_path(self) -> str:
        return self._path

    def get_source_stamp(self) -> str:
        return ""

    def get_disambiguator(self) -> str:
        return ""

    def ensure_cache_path(self) -> None:
        """Done when it was chosen."""


class _Impl(CompileResultCacheImpl):  # type: ignore[misc]
    _locator_classes = (_Place,)


class _Cache(FunctionCache):  # type: ignore[misc]
    _impl_class = _Impl

    def __init__(self, loop: Any) -> None:
        super().__init__(loop)
        self._cache_file = _Files(loop, self._cache_path)
        _kept.known(loop, self._cache_path)
        if not self._cache_path:
            self.disable()
