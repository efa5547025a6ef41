"""Sessions with stores that are told for what they are and no further: nobody gets in without a login; none is used.

Sends nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nightlatch.model import Access, Container, Evidence, Identity, Principal, Target
from nightlatch.stores import Batch, Closes, Reading
from nightlatch.stores._plain import each, unknown
from nightlatch.stores._stream import Stream


@dataclass(slots=True, kw_only=True)
class NamedOnly(Closes):
    """See :class:`nightlatch.stores.Session`; all rights unknown, with *seen* as the reason, and nothing listed."""

    target: Target
    stream: Stream
    identity: Identity
    seen: Evidence
    notes: tuple[str, ...] = ()

    def access(self) -> Access:
        """Unknown: the greeting of a server does not say what its accounts may do."""
        who = Principal(name="nobody", anonymous=True)  # a login that was given is not used
        notes = (*self.notes, "the login was not used: logging in is not spoken") if self.target.login else self.notes
        return Access(principal=who, rights=each(unknown(self.seen)), notes=notes)

    def containers(self) -> Iterator[Container]:
        """None that are seen without a login."""
        yield from ()

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Nothing."""
        yield from ()

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.stream.close()
