"""A folder is the registry: every module in it binds one agreed name, and is found without being listed anywhere.

A module whose name starts with an underscore is shared code of that folder and is passed over. What there is, is told
by the names of the files; a module is imported when it is asked for, so that one of fifty costs what one costs.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any


class RegistryError(Exception):
    """A plug-in module does not bind the name that its folder agreed on."""


class Folder(Mapping[str, Any]):
    """``{module name: what it binds}`` of *package*, sorted by module name.

    Errors: asking for a module raises :class:`RegistryError` where it lacks *name*; its import error is not hidden.
    """

    def __init__(self, package: str, name: str) -> None:
        self._package, self._name = package, name
        path = importlib.import_module(package).__path__
        modules = sorted(found.name for found in pkgutil.iter_modules(path) if not found.name.startswith("_"))
        self._modules = dict.fromkeys(modules)

    def __getitem__(self, module: str) -> Any:
        if module not in self._modules:
            raise KeyError(module)
        found = importlib.import_module(f"{self._package}.{module}")
        try:
            return getattr(found, self._name)
        except AttributeError:
            what = f"{found.__name__} does not bind {self._name}; every module in its folder must"
            raise RegistryError(what) from None

    def __contains__(self, module: object) -> bool:
        return module in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


@cache
def load(package: str, name: str) -> Folder:
    """The modules of *package*, each of which binds *name*; none is imported yet."""
    return Folder(package, name)
