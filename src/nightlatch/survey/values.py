"""The non-null values of one field in one batch, in the few shapes that checks need, each made at most once.

Values never become Python strings on the common path: text stays in Arrow buffers, and kernels walk those.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.survey import _calendars, _walks, kernels
from nightlatch.survey._automata import Walk
from nightlatch.survey._kept import cut, kept
from nightlatch.survey._numerals import plain
from nightlatch.survey._patterns import as_bits, for_ascii, need
from nightlatch.survey._words import Words, hashed

Kind = Literal["text", "integer", "float", "bool", "time", "date", "binary"]
WIDTH = 40  # bytes a compacted value may have; the longest identifier we know (IBAN, 34) fits
_VIEWS = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
_EXACT, _LONG = 1 << 53, 1e6  # a float64 is exact below the one; shorter whole numbers may well be measurements
_AUTOMATA_BYTES = 1 << 17  # up to here an automaton is done before a pattern is compiled
_PATIENCE = 4096  # new sets of places that a walk may meet, and one more for each eight bytes
_CLOCKS = (1, 10_000, 1_000_000)  # what stands behind yyyymmdd: nothing, hhmm, hhmmss
_SAMPLE_BYTES = 1 << 20  # up to here what a pattern needs is looked for before it is compiled; beyond, it likely fits


class Values:
    """*array* without nulls, seen as text, as compacted bytes, as numbers or as instants.

    Memory: each shape is built on first use and dies with the batch; the largest is ``compact``, 40 bytes a value.
    Errors: none; what has no such shape gives nan, length 255 or instant ``MISSING``.
    """

    def __init__(self, array: pa.Array) -> None:
        if pa.types.is_dictionary(array.type):
            array = array.dictionary_decode()
        if isinstance(array, pa.ChunkedArray):
            array = array.combine_chunks()
        if array.type in _VIEWS:  # few of Arrow's functions take them
            array = array.cast(_VIEWS[array.type])
        array = array.drop_null() if array.null_count else array
        self.array = _whole(array) if pa.types.is_float64(array.type) else array
        self.kind: Kind = kind_of(self.array.type)
        self.memo: dict[str, object] = {}  # what other modules make of the same values, for as long as they live
        self.few: pa.DictionaryArray | None = None  # :attr:`text` by its words, once :meth:`encode` was called
        self.within: tuple[Values, int] | None = None  # larger ones, and where these stand in them
        self._is_sample = False
        self._found: dict[Walk, NDArray[np.uint64] | None] = {}

    def as_sample(self) -> Values:
        """These, about to be asked for all patterns that there are."""
        self._is_sample = True
        return self

    def join(self, others: Values, start: int) -> None:
        """These are those of *others* from *start* on: each shape is made once, for all of them."""
        self.within, self._is_sample = (others, start), others._is_sample

    def first(self, count: int) -> Values:
        """The first *count*; these if there are no more."""
        if len(self) <= count:
            return self
        some = Values(self.array.slice(0, count))
        some.join(self, 0)
        return some

    def __len__(self) -> int:
        return len(self.array)

    @cut
    def text(self) -> pa.Array:
        """As a LargeString array; numbers in decimal, instants in ISO 8601, binary as it is if it is UTF-8 else ''."""
        kind = self.array.type
        if self.kind == "text" and not isinstance(kind, pa.BaseExtensionType):
            try:
                text = self.array.cast(pa.large_string())
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                return pa.array([""] * len(self.array), pa.large_string())
            return plain(text, *buffers_of(text))
        if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
            return pa.array([""] * len(self.array), pa.large_string())
        try:
            return self.array.cast(pa.large_string())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # intervals, years beyond 9999: nothing we look for
            return pa.array([""] * len(self.array), pa.large_string())

    def encode(self) -> pa.DictionaryArray:
        """The words of :attr:`text` and which of them each value is: for few different ones."""
        if self.few is None:
            self.few = self.text.dictionary_encode()
        return self.few

    @kept
    def utf8(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """``(offsets, data)`` of :attr:`text`: value *i* is ``data[offsets[i]:offsets[i + 1]]``."""
        return buffers_of(self.text)

    @kept
    def lengths(self) -> NDArray[np.int64]:
        """Bytes of each value of :attr:`text`."""
        return np.diff(self.utf8[0])

    @kept
    def extent(self) -> tuple[int, int]:
        """Bytes of the shortest and of the longest value; ``(0, 0)`` where there is none."""
        return (int(self.lengths.min()), int(self.lengths.max())) if len(self) else (0, 0)

    @kept
    def alphabet(self) -> NDArray[np.bool_]:
        """``bool[256]``: which bytes occur in :attr:`text` at all."""
        offsets, data = self.utf8
        return np.bincount(data[offsets[0] : offsets[-1]], minlength=256) > 0

    @cut
    def _compact(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        return kernels.compact(*self.utf8, WIDTH)  # type: ignore[no-any-return]

    @property
    def compact(self) -> NDArray[np.uint8]:
        """``uint8[n, 40]``: each value in ASCII upper case without blanks, hyphens, dots and slashes, zero-padded.

        Full-width digits and letters become ASCII. A value that has anything else or does not fit is all zero.
        """
        return self._compact[0]

    @property
    def widths(self) -> NDArray[np.uint8]:
        """``uint8[n]``: bytes used in :attr:`compact`; 255 where the value is not compactable, 0 where it is empty."""
        return self._compact[1]

    @cut
    def numbers(self) -> NDArray[np.float64]:
        """As ``float64[n]``; nan where the value is not a decimal number."""
        if self.kind in ("integer", "float"):
            return np.asarray(self.array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False))
        if self.kind != "text":
            return np.full(len(self.array), np.nan)
        return kernels.decimals(*self.utf8)  # type: ignore[no-any-return]

    @cut
    def instants(self) -> NDArray[np.int64]:
        """As ``int64[n]`` microseconds since 1970 UTC; ``kernels.MISSING`` where the value is no date or time.

        Text: ISO 8601 and day.month.year or year/month/day forms; integers: epoch seconds, milli- or microseconds
        between 1990 and 2100; both: yyyymmdd with or without hhmm or hhmmss behind.
        """
        if self.kind in ("time", "date"):
            return np.asarray(self.array.cast(pa.timestamp("us"), safe=False).cast(pa.int64()).to_numpy())
        if self.kind == "integer":
            numbers = self.array.cast(pa.int64(), safe=False).to_numpy()
            found: NDArray[np.int64] = kernels.epochs(numbers)
            is_written = np.zeros(len(numbers), np.bool_)
            for clock in _CLOCKS:
                is_written |= (numbers >= 18_000_101 * clock) & (numbers < 21_001_232 * clock)
            return np.where(is_written, kernels.instants(*self.utf8), found) if is_written.any() else found
        if self.kind == "text":
            found = kernels.instants(*self.utf8)
            missed = found == kernels.MISSING
            return np.where(missed, _calendars.instants(*self.utf8), found) if missed.any() else found
        return np.full(len(self.array), kernels.MISSING)

    @cut
    def folded(self) -> pa.Array:
        """Text in lower case without surrounding blanks, for comparison with a vocabulary."""
        return pc.utf8_lower(pc.utf8_trim_whitespace(self.text))

    @cut
    def word_hashes(self) -> NDArray[np.uint64]:
        """A hash of each folded value, for comparison with :class:`Words`."""
        return np.asarray(hashed(*buffers_of(self.folded)))

    def matches(self, pattern: str) -> NDArray[np.bool_]:
        """Which values contain the RE2 *pattern* (anchor it with ``^`` and ``$``)."""
        found = self._told(pattern)
        if found is not None:
            return found
        if not self.may_match(pattern):
            return np.zeros(len(self), np.bool_)
        if "\\p{" in pattern and self.is_small and not self.alphabet[128:].any():
            pattern = for_ascii(pattern)
        return np.asarray(pc.match_substring_regex(self.text, pattern).to_numpy(zero_copy_only=False), dtype=np.bool_)

    def _told(self, pattern: str) -> NDArray[np.bool_] | None:
        """What a walk tells of *pattern*, with many others where these are a sample; None where none does."""
        asked = _walks.together(pattern) if self._is_sample and self.is_small else None
        if asked is None and self._size <= _AUTOMATA_BYTES and self.may_match(pattern):
            asked = _walks.alone(pattern)
        if asked is None or (asked.is_ascii and not self._is_ascii):
            return None
        found = self._walked(asked.walk)
        return None if found is None else (found & asked.bit).astype(np.bool_)

    def _walked(self, walk: Walk) -> NDArray[np.uint64] | None:
        if walk not in self._found:
            self._found[walk] = self._walk(walk)
        return self._found[walk]

    def _walk(self, walk: Walk) -> NDArray[np.uint64] | None:
        if self.within is None or not self.within[0].is_small:
            return walk.found(*self.utf8, is_ascii=self._is_ascii, patience=_PATIENCE + self._size // 8)
        others, start = self.within
        found = others._walked(walk)
        return None if found is None else found[start : start + len(self)]

    def may_match(self, pattern: str) -> bool:
        """Do lengths and bytes leave it open that a value contains *pattern*? Large batches are not asked."""
        if not self.is_small:
            return True
        wanted = need(pattern)
        if not wanted.is_met(*self.extent, self._bits):
            return False
        return not wanted.literals or any(literal in self._blob for literal in wanted.literals)

    @kept
    def _bits(self) -> int:
        return as_bits(self.alphabet)

    @kept
    def _blob(self) -> bytes:
        offsets, data = self.utf8
        return data[offsets[0] : offsets[-1]].tobytes()

    @kept
    def _size(self) -> int:
        offsets = self.utf8[0]
        return int(offsets[-1] - offsets[0])

    @kept
    def _is_ascii(self) -> bool:
        return not self.alphabet[128:].any()

    @property
    def is_small(self) -> bool:
        """Is this so little that compiling a pattern costs more than matching it?"""
        return self._size <= _SAMPLE_BYTES

    def is_in(self, words: Words) -> NDArray[np.bool_]:
        """Which folded values are among *words*."""
        return words.has(self.word_hashes)


def _whole(array: pa.Array) -> pa.Array:
    """Numbers that readers made floats of because some were missing: integers again, if all are whole and exact."""
    numbers = array.to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore"):
        is_whole = len(numbers) > 0 and bool((np.abs(numbers) < _EXACT).all() and (numbers == np.floor(numbers)).all())
    return pa.array(numbers.astype(np.int64)) if is_whole and np.abs(numbers).max() >= _LONG else array


def buffers_of(text: Any) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """``(offsets, data)`` views of a LargeString array without nulls; no copy."""
    _, offsets, data = text.buffers()
    if len(text) == 0:
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    view = np.frombuffer(offsets, np.int64)[text.offset : text.offset + len(text) + 1]
    return view, np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)


def kind_of(kind: Any) -> Kind:
    """The :data:`Kind` of an Arrow type; what is none of them counts as text."""
    tests: tuple[tuple[Any, Kind], ...] = (
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "float"),
        (pa.types.is_decimal, "float"),
        (pa.types.is_boolean, "bool"),
        (pa.types.is_timestamp, "time"),
        (pa.types.is_date, "date"),
        (pa.types.is_binary, "binary"),
        (pa.types.is_large_binary, "binary"),
        (pa.types.is_fixed_size_binary, "binary"),
    )
    return next((name for test, name in tests if test(kind)), "text")
