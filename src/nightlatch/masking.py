"""What a store says of itself, with whatever may be somebody's masked, before it becomes a value of the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from nightlatch.inert import printable
from nightlatch.model import Access, Evidence, Identity, Right, RightName, Trace
from nightlatch.survey._naming_plain import is_plain

if TYPE_CHECKING:
    from nightlatch.survey.naming import Names


class Masker:
    """:class:`~nightlatch.survey.naming.Names` of one run, loaded once there is a name that may be somebody's."""

    @cached_property
    def names(self) -> Names:
        """The whole of it."""
        from nightlatch.survey.naming import Names  # late: it brings every category, and the libraries for columns

        return Names()

    def printable(self, names: Iterable[str]) -> list[str]:
        """Each of *names*, masked and inert, in order."""
        given = list(names)
        return [printable(one) for one in given] if all(map(is_plain, given)) else self.names.printable(given)


def masked_access(access: Access, names: Masker) -> Access:
    """Names of accounts, roles and databases can be somebody's e-mail address: they are masked wherever they stand."""
    rights: dict[RightName, Right] = {
        name: replace(right, evidence=tuple(_masked(one, names) for one in right.evidence))
        for name, right in access.rights.items()
    }
    principal = replace(access.principal, name=names.printable([access.principal.name])[0])
    return replace(access, principal=principal, rights=rights, notes=tuple(_words(one, names) for one in access.notes))


def _masked(evidence: Evidence, names: Masker) -> Evidence:
    return replace(evidence, command=_words(evidence.command, names), meaning=_words(evidence.meaning, names))


def _words(text: str, names: Masker) -> str:
    """Word by word: in what we say ourselves, several words together can look like an address or a name."""
    return " ".join(names.printable(text.split(" ")))


def masked_traces(traces: Iterable[Trace], names: Masker) -> tuple[Trace, ...]:
    """What a trace says may hold the name of an account or of a host."""
    return tuple(replace(one, what=_words(one.what, names), evidence=_masked(one.evidence, names)) for one in traces)


def masked_identity(identity: Identity, names: Masker) -> Identity:
    """A certificate may be made out to a person."""
    if (found := identity.tls.certificate) is None:
        return identity
    subject, *others = names.printable([found.subject, *found.names])
    told = replace(found, subject=subject, names=tuple(others))
    return replace(identity, tls=replace(identity.tls, certificate=told))
