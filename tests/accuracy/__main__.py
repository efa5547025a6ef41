"""``make accuracy``: what is right and what is wrong of what Nightlatch says of columns, values and texts; peers beside.

    python -m tests.accuracy [--data FOLDER] [--only nightlatch] [--peers presidio,scrubadub] [--misses] [--json FILE]

Ends with 3, and says so, where labelled data was not given or is not there. Docs: docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from tests.accuracy import beside, generated, hardtable, measure, misses, report

CONSOLE = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
_SETS = ("presidio_research", "argus_redact", "validator_js")


def main() -> int:
    """Measure and tell; the exit code."""
    asked = _arguments()
    if asked.misses:
        misses.tell([*hardtable.load(("tables",)), *generated.tables()], CONSOLE)
        return 0
    missing = _missing(asked.data)
    tables = [*hardtable.load(), *generated.tables()]
    measured = [measure.nightlatch(tables, None if missing else asked.data)]
    for name in _peers(asked):
        CONSOLE.print(f"asking {name} ...", style="dim")
        measured.append(beside.measured(name, tables, None if missing else asked.data))
    report.tell(measured, CONSOLE)
    if asked.json:
        asked.json.write_text(json.dumps(report.as_json(measured), ensure_ascii=False, indent=1), encoding="utf-8")
    if missing:
        print(f"accuracy: labelled data is missing: {missing}; name its folder with DATA=", file=sys.stderr)
        return 3
    return 0


def _peers(asked: argparse.Namespace) -> list[str]:
    if asked.only:
        return []
    chosen = [name for name in asked.peers.replace("-", "_").split(",") if name]
    if unknown := sorted(set(chosen) - set(beside.names())):
        sys.exit(f"accuracy: no such peer: {', '.join(unknown)}; there are {', '.join(beside.names())}")
    return chosen or beside.names()


def _missing(data: Path | None) -> str:
    """What of the labelled data is not there; "" where all is."""
    if data is None:
        return "no folder was named"
    return ", ".join(name for name in _SETS if not (data / name).is_dir())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="the folder of labelled data: " + ", ".join(_SETS))
    parser.add_argument("--only", choices=["nightlatch"], help="leave the peers out")
    parser.add_argument("--peers", default="", help="names of peers, with commas between; all unless told")
    parser.add_argument("--misses", action="store_true", help="columns judged wrongly, of the tables that are tuned on")
    parser.add_argument("--json", type=Path, help="write all figures there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
