"""What the contract suite has to know of each further kind of store: one file per kind, which binds ``CASE``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nightlatch.model import Login

ALL, NONE, UNKNOWN = "C=all R=all U=all D=all A=all", "C=no R=no U=no D=no A=no", "C=? R=? U=? D=? A=?"


@dataclass(frozen=True, kw_only=True)
class Setup:
    """One access configuration of a real server (or stand-in, or fake), and what must be told of it, by hand.

    *server* returns a running one with its records in it (cached: `lab.server`, `functools.cache`); it has ``port``,
    maybe ``host``. *rights* are five of ``C=all R=some U=no D=? A=no``. *containers* are the printed names and their
    records: a number where the kind counts exactly, else (low, high); None leaves them out of the comparison.
    *finds*: printed container name -> categories that a sample must find in it.
    """

    name: str  # "open" | "closed" | "partial: a role that may read one index" ...
    server: Callable[[], Any]
    rights: str
    status: str = "open"
    containers: Mapping[str, int | tuple[int, int]] | None = None
    finds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    product: str = ""
    version: str | None = None  # the beginning of it
    login: Login | None = None
    tls: bool = False
    database: str = ""
    witness: bool = True  # is the same setup also looked at in witness standing: nothing but catalogue verbs


@dataclass(frozen=True, kw_only=True)
class Case:
    """A kind and its setups. *verbs* turns what one connection sent into the verbs of ``STORE.reads``.

    For HTTP kinds leave *verbs* None: the requests are held to the declared templates. *catalogue* are the verbs that a
    witness may send (no content); empty for kinds whose contents are never read at all.
    """

    kind: str
    setups: tuple[Setup, ...]
    verbs: Callable[[bytes], set[str]] | None = None
    contents: frozenset[str] = frozenset()  # the verbs that read contents: never sent in witness standing


def cases() -> dict[str, Case]:
    """``{kind: case}`` of this folder."""
    found = sorted(one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}").CASE for name in found}
