"""Attributes that are made at first use and kept: without a lock, for two threads never look at the same values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast, overload

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801 - used as a decorator
    """What *make* gives, made once."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, one: None, owner: Any) -> kept[T]: ...

    @overload
    def __get__(self, one: object, owner: Any) -> T: ...

    def __get__(self, one: Any, owner: Any) -> T | kept[T]:
        if one is None:
            return self
        made = one.__dict__[self.name] = self.made(one)
        return made

    def made(self, one: Any) -> T:
        """What is kept of *one*."""
        return self.make(one)


class cut(kept[T]):  # noqa: N801 - used as a decorator
    """The same, cut out of what larger ones have that *one* stands within, for each of which it has one entry."""

    def made(self, one: Any) -> T:
        """What is kept of *one*."""
        if one.within is None:
            return self.make(one)
        others, start = one.within
        whole = getattr(others, self.name)
        if isinstance(whole, tuple):
            return cast(T, tuple(part[start : start + len(one)] for part in whole))
        return cast(T, whole[start : start + len(one)])
