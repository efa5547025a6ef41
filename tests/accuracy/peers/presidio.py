"""Presidio's patterns, without a language model: its recognisers by regular expression, check digit and context words."""

from __future__ import annotations

from tests.accuracy.peers import Peer, _presidio, by_value, serve

PEER = Peer(
    name="Presidio, patterns",
    requirements=_presidio.REQUIREMENTS,
    labels=_presidio.LABELS,
    rows=6,
    reads_headers=True,
    notes="threshold 0.4; words of the header as context",
    environment={"TLDEXTRACT_CACHE": "/tmp/nightlatch-tldextract"},  # noqa: S108 - the peer's own cache
)

if __name__ == "__main__":
    ENGINE = _presidio.analyzer("")
    serve(
        by_value(lambda text, header: _presidio.labels_of(ENGINE, text, header)),
        lambda texts: [_presidio.labels_of(ENGINE, text, "c1") for text in texts],
    )
