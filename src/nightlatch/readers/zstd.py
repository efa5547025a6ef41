"""Zstandard (RFC 8878), by Arrow's codec: the standard library has none before Python 3.14."""

import pyarrow as pa

from nightlatch.readers._compressed import Compression

READER = Compression(
    "zstd", b"\x28\xb5\x2f\xfd", (".zst", ".zstd", ".tzst"),
    lambda file: pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd"),
)  # fmt: skip
