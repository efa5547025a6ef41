"""Points that no field name tells: where people live, written with a coordinate's decimals."""

import random

import pyarrow as pa
import pytest

from nightlatch.survey.pairs import judge_pairs
from nightlatch.survey.profiles import profile
from nightlatch.survey.values import Values

_PLACES = {
    "Berlin": (52.5, 13.4),
    "London": (51.5, -0.1),
    "New York": (40.7, -74.0),
    "Lima": (-12.0, -77.0),
    "Singapore": (1.3, 103.8),
    "Mumbai": (19.1, 72.9),
    "Cape Town": (-33.9, 18.5),
    "Sydney": (-33.9, 151.2),
}
_MEASURED = {
    "logarithms": ((4.5, 0.4), (8.1, 0.9)),
    "percentages": ((81.0, 6.0), (74.0, 9.0)),
    "shares": ((1.2, 0.2), (1.6, 0.4)),
    "metres": ((13.2, 2.0), (11.6, 2.0)),
}


def _is_told(first: list[float], second: list[float]) -> bool:
    fields = {f"c{at}": profile(Values(pa.array(column))) for at, column in enumerate((first, second), 1)}
    return any(verdict.is_reported for verdict in judge_pairs(fields))


def _column(middle: float, spread: float, decimals: int) -> list[float]:
    drawn = random.Random(repr((middle, spread, decimals)))
    return [round(drawn.gauss(middle, spread), decimals) for _ in range(200)]


@pytest.mark.parametrize("place", _PLACES)
def test_points_of_a_town_are_told_by_their_values(place: str) -> None:
    """Two columns of six decimals around a town are points, whatever they are called."""
    latitude, longitude = _PLACES[place]
    assert _is_told(_column(latitude, 0.05, 6), _column(longitude, 0.08, 6))


@pytest.mark.parametrize("kind", _MEASURED)
def test_two_measurements_are_no_points(kind: str) -> None:
    """Two columns of fine numbers that fill ranges which no region of people has are nothing."""
    (left, left_spread), (right, right_spread) = _MEASURED[kind]
    assert not _is_told(_column(left, left_spread, 6), _column(right, right_spread, 6))


def test_what_is_computed_is_no_point_of_europe() -> None:
    """Percentages with all the decimals that a division leaves are nothing."""
    assert not _is_told(_column(45.0, 6.0, 14), _column(40.0, 9.0, 14))
