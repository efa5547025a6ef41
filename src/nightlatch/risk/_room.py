"""Memory that is no longer used goes back to the system, so that stages one after another do not add up. Sends nothing.

glibc keeps what many small arrays took until it is asked (malloc_trim(3), all whole pages since 2.8), and Arrow's pool
keeps what its readers had. Each thread would keep so much for itself, and large arrays would be kept as well once one
was freed (mallopt(3)). Where there are no such functions, nothing is done.
"""

from __future__ import annotations

import ctypes
import functools
import sys

import pyarrow as pa

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # of malloc.h
_LARGE = 8 << 20  # bytes; what is made for each batch is smaller, so that its pages are used again
_ARENAS = 2


@functools.cache
def keep_little() -> None:
    """From now on: large arrays go back to the system once they are freed, and threads share what else is free."""
    mallopt = _libc("mallopt")
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Return free memory to the system; of 100 MB that takes about 10 ms."""
    pa.default_memory_pool().release_unused()
    trim = _libc("malloc_trim")
    if trim is not None:
        trim(0)


def _libc(name: str) -> ctypes._NamedFuncPointer | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
