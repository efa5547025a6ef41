"""A folder is the registry: every module in it binds one agreed name, and is found without being listed anywhere.

A module whose name starts with an underscore is shared code of that folder and is passed over.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any


class RegistryError(Exception):
    """A plug-in module does not bind the name that its folder agreed on."""


@cache
def load(package: str, name: str) -> dict[str, Any]:
    """Import every module of *package* and return ``{module name: what it binds to *name*}``, sorted by module name.

    Errors: :class:`RegistryError` names the module that lacks *name*; an import error of a plug-in is not hidden.
    """
    return {module.__name__.rpartition(".")[2]: _bound(module, name) for module in _modules(package)}


def _modules(package: str) -> list[ModuleType]:
    folder = importlib.import_module(package)
    names = sorted(found.name for found in pkgutil.iter_modules(folder.__path__) if not found.name.startswith("_"))
    return [importlib.import_module(f"{package}.{name}") for name in names]


def _bound(module: ModuleType, name: str) -> Any:
    try:
        return getattr(module, name)
    except AttributeError:
        raise RegistryError(f"{module.__name__} does not bind {name}; every module in its folder must") from None
