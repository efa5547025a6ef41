"""What people are addressed by, and what they are called after their fathers."""

from __future__ import annotations

import pyarrow as pa

from nightlatch.survey.evidence import judge
from nightlatch.survey.neighbours import Near
from nightlatch.survey.profiles import profile
from nightlatch.survey.values import Values

_FATHERS = "Иван Петр Семён Борис Роман Денис Степан Захар Богдан Руслан Антон Макар"


def _found(*texts: str) -> set[str]:
    seen = profile(Values(pa.array(list(texts))))
    near = Near(person=True, someone=True, found=frozenset({"given-name"}))
    return {verdict.category.id for verdict in judge("c4", seen, near) if verdict.is_reported}


def test_titles_are_sexes_alone_only() -> None:
    """Mr. and Mrs. tell a sex; beside a doctor's title they are how people are addressed."""
    assert "sex" in _found("Mr.", "Mrs.")
    assert "sex" not in _found("Mr.", "Mrs.", "Dr.")


def test_patronymics_are_middle_names() -> None:
    """What men and women are called after their fathers is no family name."""
    names = [father + end for father in _FATHERS.split() for end in ("ович", "овна")]
    assert "given-name" in _found(*names)
    assert "family-name" not in _found(*names)
