"""Fixed labels: what these tests compare is how things are told, not which categories there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nightlatch import categories
from tests.reports.samples import LABELS


@pytest.fixture(autouse=True)
def fixed_labels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(categories, "labels", lambda: LABELS)
    monkeypatch.setattr(categories, "all_categories", tuple)
    yield
