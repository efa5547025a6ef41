"""``python -m tests.bench.unicity [PEOPLE POINTS]``: how long unicity takes, on made-up sightings, and what memory.

Beside it scikit-mobility's ``privacy.attacks`` on what it can finish, in an environment of its own: it wants pins that
no other package here can live with, and Python 3.11.

The made-up city: 1,039 cameras in 12 cities, three places that a person keeps coming back to (60 % of the sightings),
the others by Zipf's law, two rush hours; how often a person is seen is heavy-tailed.
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

from nightlatch.demo.servers.pypi import environment
from nightlatch.risk import _numbering, _traces, unicity
from nightlatch.risk.unicity import Sightings

FULL = (2_565_724, 6_680_348)
_CAMERAS, _CITIES = 1_039, 12
_PEER_PEOPLE, _PEER_POINTS, _TARGETS = 1_000, 2_680, 5
# What it needs for this; python-igraph, which it pins to a version without a wheel and does not need here, is left out.
_PINS = [
    "folium==0.12.1.post1", "geojson<3", "geopandas<0.11", "h3<4", "pandas<2", "pooch<2", "powerlaw<2", "requests",
    "scikit-learn<1.5", "statsmodels<0.14", "tqdm", "numpy<2", "scipy<1.13", "shapely<2", "matplotlib<3.9",
]  # fmt: skip
_PEER_ITSELF = "scikit-mobility==1.3.1"
_PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import pandas, skmob
from skmob.privacy.attacks import LocationTimeAttack
rows = pandas.read_csv(sys.argv[1])
rows["datetime"] = pandas.to_datetime(rows["minute"] * 60, unit="s")
seen = skmob.TrajDataFrame(rows, latitude="lat", longitude="lng", user_id="uid", datetime="datetime")
targets = [int(word) for word in sys.argv[2].split(",")]
begun = time.perf_counter()
risks = LocationTimeAttack(2, time_precision="Hour").assess_risk(seen, targets=targets)
alone = {int(one): bool(risk == 1.0) for one, risk in zip(risks["uid"], risks["risk"])}
print(json.dumps([time.perf_counter() - begun, alone]))
"""


def city(people: int, points: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Person, camera and minute of each sighting."""
    rng = np.random.default_rng(seed)
    home = rng.choice(_CITIES, people, p=_zipf(_CITIES))
    cameras = np.sort(rng.choice(_CITIES, _CAMERAS, p=_zipf(_CITIES)))
    first = np.searchsorted(cameras, np.arange(_CITIES + 1))
    person = rng.choice(people, points, p=_heavy(rng, people)).astype(np.int64)
    own = rng.random((people, 3), dtype=np.float32)
    where = rng.random(points, dtype=np.float32) ** 2
    kept = rng.random(points) < 0.6
    where[kept] = own[person[kept], rng.integers(0, 3, int(kept.sum()))]
    start, size = first[home[person]], (first[home[person] + 1] - first[home[person]])
    camera = (start + (where * size).astype(np.int64)).astype(np.int64)
    hour = np.where(rng.random(points) < 0.5, rng.normal(8, 1.5, points), rng.normal(18, 2, points)) % 24
    return person, camera, (hour * 60).astype(np.int64)


def _zipf(n: int) -> np.ndarray:
    weights = np.arange(1, n + 1) ** -0.8
    return np.asarray(weights / weights.sum())


def _heavy(rng: np.random.Generator, people: int) -> np.ndarray:
    weights = rng.lognormal(0, 1, people)
    return np.asarray(weights / weights.sum())


def sightings(person: np.ndarray, camera: np.ndarray, minute: np.ndarray) -> Sightings:
    """As a survey collects them: people and places by hash, sorted by person."""
    hashes = person.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(1)
    ids, known = _numbering.dense(hashes)
    starts, order = _traces.grouped(ids, len(known))
    places = (camera[order].astype(np.uint64) * np.uint64(2654435761)).astype(np.uint32)
    return Sightings(
        starts=starts, hashes=known, places=places, minutes=minute[order].astype(np.int32),
        rows=(camera[order] // 40 * 10).astype(np.int32), columns=(camera[order] % 40 * 10).astype(np.int32),
    )  # fmt: skip


def main(people: int, points: int) -> None:
    """Print time and memory of each resolution."""
    unicity.measure(sightings(*city(100, 5_000)))  # compiles
    drawn = city(people, points)
    before = _peak()
    begun = time.perf_counter()
    seen = sightings(*drawn)
    print(f"{people:,} people, {points:,} points; sorted by person in {time.perf_counter() - begun:.1f} s", flush=True)
    del drawn
    for step, minutes in unicity._RESOLUTIONS:
        begun, cpu = time.perf_counter(), time.process_time()
        told = list(unicity._of_resolution(seen, step, minutes, False))
        shares = "  ".join(f"p{one.points} {one.share:.3f} ({one.low:.3f}-{one.high:.3f})" for one in told)
        spent = f"{time.perf_counter() - begun:4.1f} s ({time.process_time() - cpu:.1f} s CPU)"
        print(f"{unicity._PLACES[step]:>14} x {minutes:4} min  {spent}  {shares}", flush=True)
    print(f"peak {_peak():.0f} MB, of which making the data {before:.0f} MB", flush=True)
    beside_peer()


def beside_peer() -> None:
    """Of five people of a thousand: does some pair of their sightings single them out? Both must say the same."""
    person, camera, minute = city(_PEER_PEOPLE, _PEER_POINTS)
    seen = sightings(person, camera, minute)
    begun = time.perf_counter()
    found = unicity.index(seen.starts, unicity._keys(seen, 0, 60))
    lengths = np.diff(found.starts)
    parts = (found.starts, found.keys, found.heads, found.people)
    alone = [bool(length >= 2 and _traces.by_all(*parts, np.array([at]), 2)[0]) for at, length in enumerate(lengths)]
    ours = time.perf_counter() - begun
    ids = dict.fromkeys(person.tolist())  # in the order in which they were first seen, as ours
    told = {one: is_alone for one, is_alone, length in zip(ids, alone, lengths, strict=True) if length >= 2}
    targets = list(told)[:_TARGETS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        rows = (f"{a},{b / 100},{b % 40},{c}" for a, b, c in zip(person, camera, minute, strict=True))
        path.write_text("\n".join(["uid,lat,lng,minute", *rows]))
        python = environment("bench-scikit-mobility-1.3.1", _PINS) / "python"
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", _PEER_ITSELF]
        subprocess.run(pip, check=True)
        words = [python, "-c", _PEER, path, ",".join(map(str, targets))]
        seconds, theirs = json.loads(subprocess.run(words, capture_output=True, check=True, text=True).stdout)
    print(f"{_PEER_PEOPLE:,} people, pairs of sightings: all of them in {ours:.3f} s")
    print(f"  scikit-mobility: {_TARGETS} of them in {seconds:.1f} s, {seconds / _TARGETS:.1f} s each", flush=True)
    if {int(one): is_alone for one, is_alone in theirs.items()} != {one: told[one] for one in targets}:
        raise SystemExit("the two disagree")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:3]) if len(sys.argv) > 2 else FULL))
