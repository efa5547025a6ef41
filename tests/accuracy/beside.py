"""Peers side by side: each started with its own interpreter, asked the same questions, judged by the same rules."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from nightlatch.demo.servers.identity import Unavailable
from nightlatch.demo.servers.pypi import environment
from tests.accuracy import measure, peers, scoring, texts
from tests.accuracy.hardtable import Column, Filled
from tests.accuracy.peers import Peer

_ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 1800  # for one peer; a slower one is told so


def names() -> list[str]:
    """Modules of peers, by name."""
    return sorted(module.name for module in pkgutil.iter_modules(peers.__path__) if not module.name.startswith("_"))


def peer(name: str) -> Peer:
    """What the module *name* binds."""
    bound: Peer = importlib.import_module(f"tests.accuracy.peers.{name}").PEER
    return bound


def measured(name: str, tables: Sequence[Filled], data: Path | None) -> measure.Measured:
    """Scores of one peer; what went wrong, told aloud, where it could not be had or did not come to an end."""
    one = peer(name)
    made = measure.Measured(name=one.name, rows=one.rows)
    digest = hashlib.blake2b(" ".join(one.requirements).encode(), digest_size=4).hexdigest()
    try:
        python = environment(f"peer-{digest}", one.requirements) / "python"
    except Unavailable as failed:
        made.told = f"could not be installed: {_last_line(str(failed))}"
        return made
    with _runner(python, name, one, made) as ask:
        _columns(one, tables, ask, made)
        if data and one.texts:
            for read in (texts.presidio_research, texts.argus_redact):
                asked = read(data)
                answer = ask({"texts": [one.text for one in asked]})["texts"]
                said = [{one.labels[label] for label in labels if label in one.labels} for labels in answer]
                made.scores[f"texts: {read.__name__}"] = texts.judge(
                    asked, [_fitted_text(*pair) for pair in zip(asked, said, strict=True)]
                )
    return made


def _columns(peer: Peer, tables: Sequence[Filled], ask: Any, made: measure.Measured) -> None:
    answers: dict[str, dict[str, list[str]]] = {}

    def said(table: Filled, with_headers: bool) -> dict[str, set[str]]:
        key = f"{table.name} {with_headers or not peer.reads_headers}"
        if key not in answers:
            answers[key] = ask(
                {"columns": sampled(table, peer.rows, with_headers=with_headers or not peer.reads_headers)}
            )["columns"]
        names = dict(
            zip(sampled(table, 0, with_headers=with_headers or not peer.reads_headers), table.cells, strict=True)
        )
        told = {names[header]: labels for header, labels in answers[key].items()}
        return {
            one.path: fitted(one, [peer.labels[label] for label in told.get(one.path, ()) if label in peer.labels])
            for one in table.table.columns
        }

    made.scores = measure.columns(tables, said)


def sampled(table: Filled, rows: int, *, with_headers: bool) -> dict[str, list[Any]]:
    """Some values of each column, flattened: of a nested list its entries."""
    found: dict[str, list[Any]] = {}
    for at, (path, cells) in enumerate(table.cells.items(), 1):
        values = [
            one
            for cell in cells
            for one in (cell if "[]" in path and isinstance(cell, list) else [cell])
            if one is not None
        ]
        header = path.rpartition(".")[2] if with_headers else f"c{at}"
        header = header if header not in found else path
        found[header] = Random(0).sample(values, min(rows, len(values)))
    return found


def fitted(one: Column, said: Sequence[str]) -> set[str]:
    """Of a label with alternatives the one that is right, if any is; else its first."""
    found = set()
    for label in said:
        options = label.split("|")
        found.add(
            next(
                (option for option in options if any(scoring.is_answered(q, [option]) for q in one.categories)),
                _harmless(one, options),
            )
        )
    return found


def _harmless(one: Column, options: list[str]) -> str:
    return next((option for option in options if scoring.is_right(one, option)), options[0])


def _fitted_text(asked: texts.Text, said: set[str]) -> set[str]:
    """Alternatives that were asked for are right; of the rest the first is taken."""
    found = set()
    for label in said:
        options = label.split("|")
        found.add(
            next(
                (option for option in options if any(scoring.is_answered(q, [option]) for q in asked.asked)), options[0]
            )
        )
    return found


@contextlib.contextmanager
def _runner(python: Path, name: str, peer: Peer, made: measure.Measured) -> Iterator[Any]:
    """The peer's process, and what it cost; a peer that fails says why and keeps no score."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        ["nice", "-n", "10", python, "-m", f"tests.accuracy.peers.{name}"], cwd=_ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(peer),
    )  # fmt: skip
    errors: list[str] = []
    reader = _drained(process.stderr, errors)

    def ask(request: dict[str, Any]) -> Any:
        assert process.stdin and process.stdout
        if time.perf_counter() - begun > _PATIENCE_SECONDS:
            raise TimeoutError(f"not done after {_PATIENCE_SECONDS} s")
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith(peers.ANSWER):
                return json.loads(line.removeprefix(peers.ANSWER))
        raise ConnectionError(_last_line("".join(errors)))

    try:
        yield ask
    except (OSError, ValueError, KeyError) as failed:
        made.scores.clear()
        made.told = _last_line("".join(errors)) if isinstance(failed, BrokenPipeError) else str(failed)
    finally:
        assert process.stdin
        with contextlib.suppress(OSError):
            process.stdin.close()
        if made.told:
            os.kill(process.pid, signal.SIGKILL)  # not process.kill(), which would take its cost away
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        reader.join()
        made.seconds, made.peak_mb = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _drained(pipe: Any, into: list[str]) -> threading.Thread:
    """Read what a runner prints on stderr, so that it never waits for us."""
    thread = threading.Thread(target=lambda: into.extend(pipe), daemon=True)
    thread.start()
    return thread


def _last_line(text: str) -> str:
    return next((line.strip()[:200] for line in reversed(text.splitlines()) if line.strip()), "it ended without a word")


def _environment(peer: Peer) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "NIGHTLATCH_HAWK_RULES") if name in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | peer.environment
