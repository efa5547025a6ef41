"""Commands whose plain words are taken as they are: typer brings a library of types (0.1 s) to turn text into text.

What is no plain text, or is given where something else is due, goes typer's own way; so it does with a typer that has
other inner names.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command of typer's."""

    def get_params(self, ctx: Any) -> list[Any]:
        """As typer's own."""
        return _put_off(super().get_params(ctx))


class Commands(TyperGroup):
    """A command of typer's that has others."""

    def get_params(self, ctx: Any) -> list[Any]:
        """As typer's own."""
        return _put_off(super().get_params(ctx))


def _put_off(params: list[Any]) -> list[Any]:
    """Each parameter's way from text is made when there is text for it."""
    for param in params:
        if getattr(param, "_runtime_param", ...) is None and hasattr(param, "type_descriptor"):
            param._runtime_param = _Plain(param)
    return params


class _Plain:
    """What typer asks to turn what was given for *param* into what its annotation says."""

    def __init__(self, param: Any) -> None:
        self._param = param

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """*value* where it is that already, or nothing; else what typer makes of it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if _is_so(value, self._param.type_descriptor.annotation):
            return list(value) if isinstance(value, tuple) else value
        self._param._runtime_param = None
        return self._param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _is_so(value: Any, annotation: Any) -> bool:
    if annotation == list[str]:
        return isinstance(value, tuple | list) and all(isinstance(one, str) for one in value)
    return annotation in (str, int, float) and type(value) is annotation
