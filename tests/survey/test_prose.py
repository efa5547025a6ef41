"""What stands inside running text is found by form, check and, where many a number passes, a word beside it."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.categories import Category, all_categories
from nightlatch.survey import prose
from nightlatch.survey._spans import OVERLAP, PIECE, pieces, spans
from nightlatch.survey.evidence import Verdict, judge
from nightlatch.survey.fieldnames import vocabulary
from nightlatch.survey.profiles import profile
from nightlatch.survey.values import Values
from tests.survey.columns import digits, luhn
from tests.survey.made import id_number, mail

_WORDS = vocabulary("the parcel was late and customer called again about refund please see file thank you")
_RANDOM = random.Random(7)


def words(count: int = 12) -> str:
    return " ".join(_RANDOM.choices(sorted(_WORDS), k=count))


def found(values: list[str], path: str = "comment") -> dict[str, Verdict]:
    return {one.category.id: one for one in judge(path, profile(Values(pa.array(values)))) if one.is_reported}


def one(category: str) -> Category:
    return next(way for way in all_categories() if way.id == category and way.find)


def contained(category: str, *texts: str) -> list[bool]:
    ways = [way for way in all_categories() if way.id == category and way.find]
    looked = prose.look(Values(pa.array(texts)), ways)
    return list(np.logical_or.reduce([looked[way].hits for way in ways]))


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("email", f"please write to {mail(1)}, thanks"),
        ("email", f"<{mail(2)}>"),
        ("national-id.cn", f"客户身份证号码：{id_number(3)}，已核实"),
        ("national-id.cn", f"his number {id_number(4)[:6]} {id_number(4)[6:14]} {id_number(4)[14:]} is checked"),
        ("payment-card", "paid by card 4111 1111 1111 1111 exp 12/25"),
        ("payment-card", "信用卡号4111111111111111，谢谢"),
    ],
)
def test_one_in_a_sentence(category: str, text: str) -> None:
    """A number, an address, a card between words is found, in any script."""
    assert contained(category, words(), text, words()) == [False, True, False]


def test_a_number_that_passes_by_chance_needs_a_word_beside_it() -> None:
    """A Luhn number is a card's where "card" stands near, and nothing where it does not."""
    number = luhn("411111" + digits(9))
    assert contained("payment-card", f"ref {number} is due", f"card {number} is due", f"card{' x' * 50} {number}") == [
        False, True, False,
    ]  # fmt: skip


def test_one_text_in_thousands_is_not_diluted() -> None:
    """One mail address and one ID card number in two thousand texts are found, each with its share."""
    texts = [f"{words()} {n}" for n in range(1998)]
    told = found([*texts, f"{words(3)} {mail(7)} {words(3)}", f"{words(3)} {id_number(7)}"])
    assert set(told) == {"email", "national-id.cn"}
    assert told["email"].share == pytest.approx(1 / 2000)
    assert "contain one that passes the check" in told["email"].why


def test_several_in_one_text_do_not_compete() -> None:
    """A text may hold a mail address and a card number; both are told."""
    texts = [f"{words(3)} {mail(n)} card 4111 1111 1111 1111 {words(2)} {n}" for n in range(300)]
    assert {"email", "payment-card"} <= set(found(texts))


@pytest.mark.parametrize("length", [10, 12, 15, 16, 18])
def test_order_numbers_in_prose_are_nothing(length: int) -> None:
    """Random digits in texts, of whatever length, are nobody's number."""
    assert found([f"{words(4)} order {digits(length)} {words(2)}" for _ in range(1000)]) == {}


def test_a_text_that_contains_one_identifies_nobody() -> None:
    """Texts are counted, and not taken for the identifier that stands in them."""
    way = prose.containing(one("email"))
    assert way.identifies is None
    assert way is prose.containing(one("email"))
    assert list(way.check(Values(pa.array([f"to {mail(1)}", "to whom"])))) == [True, False]


def test_work_grows_with_the_bytes_and_no_faster() -> None:
    """A text of a megabyte is handed on in bounded pieces that are together hardly more than itself, and twice for two."""
    handed = []
    for size in (1 << 20, 1 << 21):
        parts, rows = pieces(pa.array(["(" * size, "short"], pa.large_string()))
        lengths = np.diff(np.asarray(parts.buffers()[1]).view(np.int64))
        assert lengths.max() <= PIECE
        assert set(rows.tolist()) == {0, 1}
        handed.append(int(lengths.sum()))
    assert handed[0] < 1.03 * (1 << 20)
    assert handed[1] / handed[0] == pytest.approx(2, rel=0.01)
    assert OVERLAP > 2 * 64


@pytest.mark.parametrize(
    "bait", ["a@" * (1 << 18), "1 " * (1 << 19), "0" * (1 << 20), "AKIA" * (1 << 18), "é" * 500_000]
)
def test_bait_of_a_megabyte_ends(bait: str) -> None:
    """Texts made to bring a matcher down are looked at like others; what stands behind them is still found."""
    assert contained("email", bait + f" write to {mail(1)} please", "no") == [True, False]


def test_a_match_at_the_edge_of_a_piece_is_found() -> None:
    """Pieces of a long text overlap, so that nothing is cut in two unseen."""
    texts = ["é" * at + f" {mail(at)} " + "é" * PIECE for at in range(PIECE // 2 - 40, PIECE // 2 + 8, 5)]
    assert all(contained("email", *texts))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8), st.sampled_from([r"[0-9]+", r"\bx\w*", r".", r"é{1,3}"]))
def test_spans_are_those_of_a_plain_search(texts: list[str], pattern: str) -> None:
    """What is collected by marks is what a search finds, text by text, with the bytes of its text around it."""
    clean = ["".join(c for c in text if c not in "\x02\x03") for text in texts]
    made = spans(pa.array(clean, pa.large_string()), np.arange(len(clean)), pattern)
    for row, text, beside in zip(made.rows, made.texts.to_pylist(), made.beside.to_pylist(), strict=True):
        assert text in clean[row]
        assert beside in clean[row]
        assert text in beside


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("моб. телефон 202-555-0143", True),
        ("по телефону 202-555-0143 до шести", True),
        ("тел. 202-555-0143", True),
        ("показатель 202-555-0143 вырос", False),
        ("هاتف: 202-555-0143", True),
        ("رقم الهاتف 202-555-0143", True),
        ("número de catálogo 202-555-0143", False),
    ],
)
def test_a_word_counts_as_its_script_writes_it(text: str, is_found: bool) -> None:
    """Inflected words count, a word that is part of another does not, nor how a letter is written."""
    assert contained("phone", text) == [is_found]


def test_few_of_many_alike_are_told_by_the_word_beside_them() -> None:
    """A CPF among hundreds of numbers of its length is the one that is called so."""
    numbers = [f"pedido {digits(11)} entregue, {words(3)}" for _ in range(300)]
    named = ["CPF 144.204.966-90 confirmado", "o cpf do cliente: 88966178553"]
    verdict = found([*numbers, *named])["national-id.br"]
    assert "with a word for it beside" in verdict.why
    assert verdict.category.check(Values(pa.array([*named, "pedido 77626686918"]))).tolist() == [True, True, False]


def test_cards_without_a_word_are_told_by_their_number() -> None:
    """Of look-alikes that nearly all pass their check digit, those without a word count as well."""
    texts = [f"{words(4)} {luhn('4' + digits(14))} {words(3)}" for _ in range(30)]
    assert found(texts)["payment-card"].share == 1.0


def test_a_mixed_column_counts_whole_values_and_texts() -> None:
    """A mail address by itself counts beside those that stand in sentences."""
    texts = [*(f"{words()} {mail(n)} {words(3)}" for n in range(20)), *(words() for _ in range(60)), mail(30), mail(31)]
    verdict = found(texts)["email"]
    checks = [verdict.category.check, *(way.check for way in verdict.also)]
    assert np.logical_or.reduce([check(Values(pa.array(texts))) for check in checks]).sum() == 22
