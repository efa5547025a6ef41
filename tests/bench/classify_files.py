"""The file set that ``python -m tests.bench classify`` measures on: people of three languages, sightings, accounts, and look-alikes.

Seeded: the same size gives the same files. Nobody in them exists: see the draws of :mod:`tests.accuracy`, and
:mod:`nightlatch.demo.leak` for the sightings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from nightlatch.demo.leak import Leak
from tests.accuracy import draw, numbers, people
from tests.accuracy.hardtable import Draw

ENDING = datetime(2026, 11, 23, 4, tzinfo=UTC)
BLOCK = 5_000
_ENCODER = msgspec.json.Encoder()
TABLES: dict[str, dict[str, Draw]] = {
    "people_zh": {
        "person_id": draw.serial(1),
        "name": people.names("zh"),
        "id_card": numbers.cn(),
        "phone": draw.like("139########"),
        "email": people.emails("en", "example.org example.com"),
        "address": draw.joined("{}区{}路{}号{}室", draw.words("东城;西湖;天河;江北"), draw.words("人民;解放;中山;建设"),
                               draw.integers(1, 999), draw.integers(101, 2999)),
        "birth_date": draw.dates(1945, 2015),
        "employer": draw.joined("{}{}有限公司", draw.words("华星;远东;金桥;云峰"), draw.words("贸易;科技;物流;建材")),
    },
    "people_en": {
        "person_id": draw.serial(1),
        "full_name": people.names("en"),
        "ssn": numbers.ssn(),
        "phone": draw.like("(555) 555-01##"),
        "email": people.emails("en", "example.org example.net"),
        "address": draw.joined("{} {} {}", draw.integers(1, 9999), draw.words("Oak;Maple;Mill;Church"),
                               draw.words("Street;Avenue;Road;Lane")),
        "date_of_birth": draw.dates(1945, 2015, "%m/%d/%Y"),
        "card": numbers.cards(),
    },
    "people_de": {
        "person_id": draw.serial(1),
        "name": people.names("de"),
        "steuer_id": numbers.steuer_id(),
        "telefon": draw.like("030 23125 ###"),
        "email": people.emails("de", "example.org example.com"),
        "anschrift": draw.joined("{} {}, {} {}", draw.words("Lindenweg;Hauptstraße;Am Markt;Schulgasse"),
                                 draw.integers(1, 240), draw.like("9####"), draw.words("Musterstadt;Beispielhausen")),
        "geburtsdatum": draw.dates(1945, 2015, "%d.%m.%Y"),
        "iban": numbers.ibans("DE"),
    },
    "accounts": {
        "user_id": draw.uuids(),
        "username": draw.like("^^^^^^^##"),
        "password_hash": draw.tokens("$2b$12$", 53),
        "api_key": draw.tokens("sk_test_", 24),
        "last_ip": draw.like("203.0.113.##"),
        "mac": draw.like("02:%%:%%:%%:%%:%%"),
        "imei": numbers.imei(),
        "created_at": draw.instants(2018, 2025),
        "note": draw.prose("Called about order {n}, will write to {m}.", "Nothing to add.", "Paid with {c} on Monday.",
                           n=draw.like("#######"), m=people.emails("en", "example.org"), c=numbers.cards()),
    },
    "negatives": {
        "id": draw.serial(1),
        "order_no": draw.like("2024-######"),
        "ean": numbers.ean(),
        "sku": draw.like("@@@-####"),
        "uuid": draw.uuids(),
        "price": draw.floats(1, 900),
        "quantity": draw.integers(1, 40),
        "version": draw.like("#.#.##"),
        "updated": draw.epochs(1000),
        "commit": draw.hexes(40),
        "city_code": draw.like("@@@"),
        "title": draw.joined("{} {}", draw.words("Blue;Silent;Last;Golden"), draw.words("River;Harbour;Winter;Letter")),
    },
}  # fmt: skip
_SHARES = {"people_zh": 0.15, "people_en": 0.05, "people_de": 0.05, "accounts": 0.05, "negatives": 0.05}


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """JSON lines, a file a table; *rows* of each."""

    folder: Path
    rows: dict[str, int]

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.jsonl"

    @property
    def bytes(self) -> int:
        return sum(self.path(name).stat().st_size for name in self.rows)

    def head(self, name: str, start: int, count: int) -> Iterator[bytes]:
        """Lines of a table from *start* on."""
        with self.path(name).open("rb") as lines:
            for at, line in enumerate(lines):
                if at >= start + count:
                    return
                if at >= start:
                    yield line


def write(folder: Path, rows: int, seed: int = 1) -> Files:
    """About *rows* rows in all: people 25 %, accounts and look-alikes 5 % each, sightings the rest. Memory: a block."""
    sizes = {name: max(1, round(rows * share)) for name, share in _SHARES.items()}
    for name, size in sizes.items():
        _write(folder / f"{name}.jsonl", _blocks(TABLES[name], size, Random(f"{seed} {name}")))
    sizes["points"] = rows - sum(sizes.values())
    leak = Leak(people=max(1, rows // 4), points=sizes["points"], seed=seed, ending=ENDING)
    _write(folder / "points.jsonl", (batch.to_pylist() for batch in leak.point_batches()))
    return Files(folder=folder, rows=sizes)


def _blocks(table: dict[str, Draw], rows: int, rng: Random) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, rows, BLOCK):
        size = min(BLOCK, rows - start)
        columns = [_drawn(make, rng, size, start) for make in table.values()]
        yield [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def _drawn(make: Callable[[Random, int], list[Any]], rng: Random, size: int, start: int) -> list[Any]:
    """A serial number goes on where the block before ended; prose tells what it holds, which is not needed here."""
    made = [getattr(one, "value", one) for one in make(rng, size)]
    return [one + start for one in made] if made == list(range(1, size + 1)) else made


def _write(path: Path, blocks: Iterator[list[dict[str, Any]]]) -> None:
    with path.open("wb") as lines:
        for block in blocks:
            lines.write(_ENCODER.encode_lines(block))
