"""The rules by which the benchmark judges."""

from __future__ import annotations

import pytest

from tests.accuracy import beside, draw, hardtable, misses, scoring
from tests.accuracy.hardtable import Cell, Table, column


def _score(one: hardtable.Column, *said: str) -> tuple[int, int, int]:
    counts = scoring.judge(one, said)[0].micro
    return counts.tp, counts.fp, counts.fn


WORDS = draw.words("a;b")


def test_country() -> None:
    """An identity number must be of its country: the family alone, or another country's, is a miss and an error."""
    one = column("no", WORDS, "national-id.cn")
    assert _score(one, "national-id.cn") == (1, 0, 0)
    assert _score(one, "national-id") == (0, 1, 1)
    assert _score(one, "national-id.jp") == (0, 1, 1)


def test_family() -> None:
    """Of password hashes and API keys the family is enough."""
    assert _score(column("pw", WORDS, "password-hash.bcrypt"), "password-hash.sha1") == (1, 0, 0)
    assert _score(column("key", WORDS, "api-key.aws"), "api-key") == (1, 0, 0)


def test_alternatives() -> None:
    """One of several ids with a bar between is right; the others beside it are not wrong."""
    one = column("cpf", WORDS, "tax-id.br|national-id.br")
    assert _score(one, "national-id.br") == (1, 0, 0)
    assert _score(one, "national-id.br", "tax-id.br") == (1, 0, 0)
    assert _score(one) == (0, 0, 1)


def test_several() -> None:
    """A column that holds two things is asked for both."""
    one = column("note", WORDS, "email", "phone")
    assert _score(one, "email") == (1, 0, 1)
    assert _score(one, "email", "phone", "person-name") == (2, 1, 0)


def test_negative() -> None:
    """A column of nobody's is flagged once, however much is said of it; what is technical is not said of a person."""
    one = column("ean", WORDS)
    assert scoring.judge(one, ["phone", "payment-card"])[0].flagged == 1
    assert scoring.judge(one, ["record-id.product", "timestamp"])[0].flagged == 0
    assert scoring.judge(column("lat", WORDS, accepts=["geo-point"]), ["geo-point"])[0].flagged == 0


def test_figures() -> None:
    """Precision, recall and F1 are of the counts; of nothing they are nothing."""
    counts = scoring.Counts(tp=6, fp=2, fn=4)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.6, 12 / 18)
    assert scoring.Counts().precision is scoring.Counts().recall is scoring.Counts().f1 is None


def test_inside() -> None:
    """What is said of a path inside a declared column counts for it; of the deepest one, where several fit."""
    said = scoring.by_column({"a.b[].c": ["email"], "a.bc": ["phone"], "z": ["iban"]}, ["a.b", "a", "a.bc"])
    assert said == {"a.b": {"email"}, "a": set(), "a.bc": {"phone"}}


def test_repeatable() -> None:
    """A table has the same values each time it is loaded, whatever else was loaded."""
    first, again = (next(iter(hardtable.load(only=["clinic_walkin"]))) for _ in range(2))
    assert first.cells == again.cells


def test_sparse() -> None:
    """In a sparse column only the rows that hold something are of its category."""
    table = Table(
        container="t", rows=500, columns=(column("x", draw.some(0.01, draw.like("####"), draw.pick("-")), "phone"),)
    )
    filled = hardtable.fill("t", table)
    assert sum(bool(one) for one in filled.truth["x"]) == 5


def test_documents() -> None:
    """Nested paths become nested documents, and other names leave their shape as it is."""
    columns = (
        column("p.name", draw.pick("n")),
        column("p.tel[].no", lambda rng, rows: [["1", "2"]] * rows),
        column("p.tel[].kind", lambda rng, rows: [["x", "y"]] * rows),
        column("gone", lambda rng, rows: [Cell(None)] * rows),
    )
    filled = hardtable.fill("t", Table(container="t", rows=1, form="documents", columns=columns))
    assert filled.documents() == [{"p": {"name": "n", "tel": [{"no": "1", "kind": "x"}, {"no": "2", "kind": "y"}]}}]
    assert filled.documents(filled.pieces()) == [
        {"c1": {"c2": "n", "c3": [{"c4": "1", "c5": "x"}, {"c4": "2", "c5": "y"}]}}
    ]


def test_held_out_misses() -> None:
    """The misses of a held-out table are never told."""
    with pytest.raises(ValueError, match="held out"):
        misses.tell(hardtable.load(("held_out",), only=["library_books"]), None)  # type: ignore[arg-type]


def test_third() -> None:
    """At least a third of sixty tables and more is held out, and at least 300 columns are nobody's."""
    held_out = list(hardtable.declared("held_out"))
    every = [*hardtable.declared("tables"), *held_out]
    assert len(every) >= 72
    assert len(held_out) * 3 >= len(every)
    assert sum(one.is_negative for _, table in every for one in table.columns) >= 300


def test_peer_labels() -> None:
    """A peer's label that can mean several things counts as the one that fits best."""
    options = ["person-name|given-name|family-name"]
    assert beside.fitted(column("a", WORDS, "family-name"), options) == {"family-name"}
    assert beside.fitted(column("a", WORDS), options) == {"person-name"}
    assert beside.fitted(column("a", WORDS, accepts=["given-name"]), options) == {"given-name"}


def test_peers_bind() -> None:
    """Every peer names pinned packages and says in our words what its labels are."""
    for name in beside.names():
        peer = beside.peer(name)
        assert any("==" in one for one in peer.requirements), name
        assert peer.labels, name
        assert all(part == part.lower() for value in peer.labels.values() for part in value.split("|")), name
