"""Loops compiled by numba to run without the interpreter's lock, kept between runs where the code lies.

numba's own cache numbers the files of a function's variants, and writes the index that gives out the numbers before the
code: two processes that compile different variants at once can both take one number, and a third then runs code made
for other types of array. Here the name of a file follows from all that its code depends on, and there is no index: a
file is of this function and these types, or it is not there.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import Any, Literal

import numba
from numba.core.caching import FunctionCache, IndexDataCacheFile


def compiled(loop: Any, inline: Literal["never", "always"] = "never") -> Any:
    """Return *loop*, compiled at its first call with each set of types, or read from where that was kept."""
    dispatcher = numba.njit(nogil=True, inline=inline)(loop)
    dispatcher._cache = _Cache(loop)
    return dispatcher


def is_at_work() -> bool:
    """Is a loop being compiled now? Only the first run on a machine waits for that."""
    return bool(_AT_WORK)


def inlined(loop: Any) -> Any:
    """Like :func:`compiled`, for a loop that is written into those that call it."""
    return compiled(loop, inline="always")


_AT_WORK: set[str] = set()  # the files that are not there yet


class _Files(IndexDataCacheFile):  # type: ignore[misc]
    def save(self, key: Any, data: Any) -> None:
        name = self._name(key)
        with contextlib.suppress(OSError):  # a full disk costs the next run its time, and this one nothing
            self._save_data(name, data)
        _AT_WORK.discard(name)

    def load(self, key: Any) -> Any:
        name = self._name(key)
        try:
            return self._load_data(name)
        except OSError:
            _AT_WORK.add(name)
            return None

    def flush(self) -> None:
        """Nothing is written over: what changed has another name."""

    def _name(self, key: Any) -> str:
        """*key*: signature, machine and byte code."""
        facts = repr((self._version, self._source_stamp, key))
        number = int.from_bytes(hashlib.sha256(facts.encode()).digest()[:8], "big")
        return str(self._data_name_pattern.format(number=number))


class _Cache(FunctionCache):  # type: ignore[misc]
    def __init__(self, loop: Any) -> None:
        super().__init__(loop)
        self._cache_file = _Files(self._cache_path, self._impl.filename_base, self._impl.locator.get_source_stamp())
