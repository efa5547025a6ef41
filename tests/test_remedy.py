"""An open store comes with the instructions that hold for its version, a closed one with none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nightlatch import eol
from nightlatch.remedy import holds_for
from nightlatch.stores import all_stores

PLANNED = {"cassandra", "neo4j", "zookeeper"}  # kinds that are not there yet


@pytest.mark.parametrize(
    "versions, inside, outside",
    [
        ("", [(1,), (99, 1)], []),
        ("7", [(7,), (7, 0, 15)], [(6, 9), (8, 0)]),
        ("8+", [(8, 0), (11,)], [(7, 9)]),
        ("-5", [(5, 9), (2,)], [(6, 0)]),
        ("6-7", [(6, 2), (7, 17)], [(5, 6), (8,)]),
        ("1.2+", [(1, 2, 0), (1, 10), (2, 0)], [(1, 1, 9)]),
    ],
)
def test_ranges_of_versions_hold_for_whole_majors(
    versions: str, inside: list[tuple[int, ...]], outside: list[tuple[int, ...]]
) -> None:
    """A range names majors or minors, and all that begins with its ends is within it."""
    assert all(holds_for(versions, version) for version in inside)
    assert not any(holds_for(versions, version) for version in outside)


def test_a_version_whose_time_is_over_is_said_with_its_date() -> None:
    """The bundled table knows the cycle of a product's version and when it ended or ends."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    old, new = eol.of("PostgreSQL", "9.6.24"), eol.of("PostgreSQL", "18.6")
    assert old is not None and new is not None
    assert (old.cycle, old.is_over(now), new.cycle, new.is_over(now)) == ("9.6", True, "18", False)
    azure, sql = eol.of("Microsoft SQL Server", "12.0.2000"), eol.of("Microsoft SQL Server", "10.50.6000")
    assert azure is None and sql is not None and sql.is_over(now)  # 12.0 may be Azure SQL, which has no end
    assert eol.of("PostgreSQL", None) is None and eol.of("no such product", "1.0") is None


def test_the_table_is_dated_and_sound() -> None:
    """Every product has rows of a day, and no end is absurd."""
    assert len(eol.table()) > 15
    for product, cycles in eol.table().items():
        assert cycles and all(2022 <= one.as_of.year <= 2026 for one in cycles), product
        assert all(one.ends is None or 2010 < one.ends.year < 2040 for one in cycles), product


def test_every_product_of_the_table_is_a_stores_own_name() -> None:
    """A row under a name that no store tells would never be found."""
    titles = " ".join(f"{store.title} {store.kind}" for store in all_stores().values()).lower()
    assert [product for product in eol.table() if product not in titles and product not in PLANNED] == []
