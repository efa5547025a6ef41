"""``make accuracy``: what is right and what is wrong of what Nightlatch says of columns, values and texts; peers beside.

    python -m tests.accuracy [--data FOLDER] [--only nightlatch] [--peers presidio,scrubadub] [--misses] [--json FILE]

Ends with 3, and says so, where labelled data was not given or is not there. Docs: docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from tests.accuracy import hardtable, misses

CONSOLE = Console(highlight=False, soft_wrap=True)


def main() -> int:
    asked = _arguments()
    if asked.misses:
        misses.tell(hardtable.load(("tables",)), CONSOLE)
        return 0
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="the folder of labelled data (presidio_research, validator_js, ...)")
    parser.add_argument("--only", choices=["nightlatch"], help="leave the peers out")
    parser.add_argument("--peers", default="", help="names of peers, with commas between; all unless told")
    parser.add_argument("--misses", action="store_true", help="columns judged wrongly, of the tables that are tuned on")
    parser.add_argument("--json", type=Path, help="write all figures there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
