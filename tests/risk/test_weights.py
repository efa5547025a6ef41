"""The table of weights: every category is in it, and what is not is an error."""

from __future__ import annotations

import pytest

from nightlatch.categories import all_categories
from nightlatch.risk.severity import rate
from nightlatch.risk.weights import UnknownCategoryError, weight_of
from tests.risk.made import INTERNET, LISTED, found, holding


@pytest.mark.parametrize("category", sorted({*LISTED.split(), *(one.id for one in all_categories())}))
def test_every_category_has_a_class(category: str) -> None:
    """Those of the list, those of the registry: each has a class, and technical ones have none."""
    own = next((one for one in all_categories() if one.id == category), None)
    weight = weight_of(category)
    assert own is None or (weight.kind == "nobody") is (not own.is_personal)


def test_an_unknown_category_is_an_error() -> None:
    """It is never taken for the mildest class."""
    with pytest.raises(UnknownCategoryError, match="shoe-size"):
        rate(found(holding("t", "shoe-size")), INTERNET)
