"""Tables whose truth is known: declared in a few lines each, filled from a fixed seed when they are loaded.

A table file binds ``TABLE``. Every column says which categories of categories.md its values are of, or none. Where the
list of categories leaves open which of several ids a value has (a CPF is a tax id and a national id), the column names
them with ``|``: any one of them is right, and one is enough. A value that is not what its column is of (dirt, a
placeholder, the many empty-handed rows of a sparse column) is a :class:`Cell` with its own categories.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, NamedTuple

Draw = Callable[[Random, int], list[Any]]
Form = Literal["typed", "text", "documents"]


class Cell(NamedTuple):
    """A value whose categories differ from those of its column."""

    value: Any
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Column:
    """*path* as a store names it, what its values are drawn from, and of which categories they are.

    *accepts*: categories that are neither asked for nor wrong. *blank*: the share of nulls.
    """

    path: str
    draw: Draw
    categories: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    blank: float = 0.0

    @property
    def is_negative(self) -> bool:
        return not self.categories


def column(path: str, draw: Draw, *categories: str, accepts: Sequence[str] = (), blank: float = 0.0) -> Column:
    """Declare a column in one line."""
    return Column(path, draw, categories, tuple(accepts), blank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """*form*: columns with types as a database has them, all text as in a CSV file, or nested documents."""

    container: str
    columns: tuple[Column, ...]
    rows: int = 300
    form: Form = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A table with its values; ``cells[path]`` has one entry a row, for a path with ``[]`` a list a row."""

    name: str
    table: Table
    is_held_out: bool = False
    cells: dict[str, list[Any]] = field(default_factory=dict)
    truth: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def documents(self, renamed: dict[str, str] | None = None) -> list[dict[str, Any]]:
        """Rows as nested objects; *renamed* gives other names for the pieces of paths."""
        made: list[dict[str, Any]] = [{} for _ in range(self.table.rows)]
        for path, values in self.cells.items():
            for row, value in zip(made, values, strict=True):
                if value is not None:
                    _place(row, [renamed[p] if renamed else p for p in path.split(".")], value)
        return made

    def pieces(self) -> dict[str, str]:
        """Names c1..cn for all pieces of all paths; ``[]`` stays."""
        seen = dict.fromkeys(piece for path in self.cells for piece in path.split("."))
        return {piece: f"c{at}{'[]' if piece.endswith('[]') else ''}" for at, piece in enumerate(seen, 1)}


def fill(name: str, table: Table, is_held_out: bool = False) -> Filled:
    """Draw the values of *table*; the same ones each time."""
    made = Filled(name=name, table=table, is_held_out=is_held_out)
    for one in table.columns:
        rng = Random(hashlib.blake2b(f"{name}/{one.path}".encode(), digest_size=8).digest())
        own = frozenset(one.categories)
        drawn = one.draw(rng, table.rows)
        if len(drawn) != table.rows:
            raise ValueError(f"{name}: {one.path} has {len(drawn)} values, not {table.rows}")
        made.cells[one.path], made.truth[one.path] = [], []
        for value in drawn:
            cell = value if isinstance(value, Cell) else Cell(value, own)
            is_blank = one.blank and rng.random() < one.blank
            made.cells[one.path].append(None if is_blank else cell.value)
            made.truth[one.path].append(frozenset() if is_blank or cell.value is None else cell.categories)
    return made


def declared(folder: str) -> Iterator[tuple[str, Table]]:
    """The tables of *folder* by name, without values."""
    package = importlib.import_module(f"tests.accuracy.{folder}")
    for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        yield name, importlib.import_module(f"{package.__name__}.{name}").TABLE


def load(folders: Sequence[str] = ("tables", "held_out"), only: Sequence[str] = ()) -> Iterator[Filled]:
    """Every table of *folders*, by name, with its values; *only* these if any are named."""
    for folder in folders:
        for name, table in declared(folder):
            if not only or name in only:
                yield fill(name, table, folder == "held_out")


def _place(row: dict[str, Any], pieces: list[str], value: Any) -> None:
    """Put *value* where its path says; lists under one ``[]`` grow together, entry by entry."""
    first, rest = pieces[0], pieces[1:]
    if first.endswith("[]"):
        items = row.setdefault(first.removesuffix("[]"), [])
        for at, one in enumerate(value):
            if not rest:
                items.append(one)
                continue
            while len(items) <= at:
                items.append({})
            _place(items[at], rest, one)
    elif rest:
        _place(row.setdefault(first, {}), rest, value)
    else:
        row[first] = value
