"""What to tune by: the columns of the open tables that were judged wrongly. No values, and nothing of held-out tables."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from tests.accuracy import scoring, subject
from tests.accuracy.hardtable import Filled


def tell(tables: Iterable[Filled], console: Console) -> None:
    """A line a column: headers shown or hidden, table, column, what was expected, what was said too much."""
    for table in tables:
        if table.is_held_out:
            raise ValueError(f"{table.name} is held out: its misses are not to be seen")
        for with_headers in (True, False):
            said = subject.said(table, with_headers=with_headers)
            for one in table.table.columns:
                _, missed, wrong = scoring.judge(one, said[one.path])
                if missed or wrong:
                    which = "headers" if with_headers else "c1..cn "
                    expected = " + ".join(one.categories) or "nothing"
                    got = " + ".join(sorted(said[one.path])) or "nothing"
                    console.print(f"{which}  {table.name}.{one.path}: expected {expected}, got {got}", markup=False)
