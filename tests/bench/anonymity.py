"""``python -m tests.bench.anonymity [RECORDS]``: k-anonymity and l-diversity of a made-up list of people.

Beside it pycanon on what it finishes, in an environment of its own: it pins numpy, pandas and scipy to the patch, so that
it cannot live beside anything here. Both must find the same k and l.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from nightlatch.demo.servers.pypi import environment
from nightlatch.survey.groups import Groups, Quasi
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.values import Values

FULL = 2_565_724
BATCH = 65_536
PINS = ["pycanon==1.3.6"]
_FIELDS = (("birth", "sex", "postcode"), ("birth", "sex"))
_PEER = """
import json, sys, time, pandas
from pycanon import anonymity
table = pandas.read_csv(sys.argv[1], dtype=str)
begun = time.perf_counter()
fields = sys.argv[2].split(",")
k = anonymity.k_anonymity(table, fields)
l = anonymity.l_diversity(table, fields, ["faith"])
print(json.dumps([time.perf_counter() - begun, int(k), int(l)]))
"""


def people(n: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Birth years, sexes, postcodes by Zipf's law, and a faith."""
    rng = np.random.default_rng(seed)
    return {
        "birth": rng.integers(1940, 2015, n), "sex": rng.integers(0, 2, n), "faith": rng.integers(0, 6, n),
        "postcode": 10_000 + np.minimum(rng.zipf(1.5, n), 200),
    }  # fmt: skip


def ours(rows: dict[str, np.ndarray], n: int, fields: tuple[str, ...]) -> tuple[float, int, int | None, float]:
    """Seconds, k, l and the share that is alone, hashing included."""
    columns = {name: pa.array(values.astype(str), pa.large_string()) for name, values in rows.items()}
    quasi = Quasi(combinations=(fields,), sensitive="faith", categories={name: name for name in fields})
    made, key = Groups(quasi), RunKey()
    begun = time.perf_counter()
    for at in range(0, n, BATCH):
        size = min(BATCH, n - at)
        order = np.arange(size, dtype=np.int32)
        made.add({name: [(Values(one.slice(at, size)), order)] for name, one in columns.items()}, size, key)
    (told,) = made.told("people", {})
    return time.perf_counter() - begun, told.k, told.diversity, told.unique


def theirs(rows: dict[str, np.ndarray], path: Path, fields: tuple[str, ...]) -> list[float]:
    """Seconds, k and l of pycanon; reading the file is not counted."""
    names = list(rows)
    lines = zip(*(rows[name].astype(str) for name in names), strict=True)
    path.write_text("\n".join([",".join(names), *(",".join(line) for line in lines)]))
    python = environment("bench-pycanon-1.3.6", PINS) / "python"
    done = subprocess.run([python, "-c", _PEER, path, ",".join(fields)], capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


def main(most: int) -> None:
    """Print a line a size; the peer is asked up to 100,000 records."""
    ours(people(1_000), 1_000, _FIELDS[0])  # compiles
    for n in sorted({min(10_000, most), min(100_000, most), most}):
        for fields in _FIELDS:
            _compare(people(n), n, fields)


def _compare(rows: dict[str, np.ndarray], n: int, fields: tuple[str, ...]) -> None:
    seconds, k, diversity, unique = ours(rows, n, fields)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = f"{n:,} records, {' x '.join(fields)}"
    print(f"{what}: {seconds:.2f} s  k {k}  l {diversity}  alone {unique:.4f}  peak {peak:.0f} MB", flush=True)
    if n > 100_000:
        return
    with tempfile.TemporaryDirectory() as folder:
        peer = theirs(rows, Path(folder) / "rows.csv", fields)
    print(f"  pycanon: {peer[0]:.2f} s  k {peer[1]}  l {peer[2]}", flush=True)
    if (k, diversity) != (peer[1], peer[2]):
        raise SystemExit("the two disagree")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FULL)
